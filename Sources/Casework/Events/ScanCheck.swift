/// How the sheets of a scan were matched, by the codes printed on them, with the form that they came back for.
package struct ScanCheck: Hashable, Sendable, Codable {
    /// Sheets in the scan that are not empty.
    package let sheets: Int
    /// Those among them whose code could be read.
    package let read: Int
    /// Why a person who looked at the others takes them for sheets of this form; nil where every code was read.
    package let confirmation: String?

    package init(sheets: Int, read: Int, confirmation: String? = nil) {
        self.sheets = sheets
        self.read = read
        self.confirmation = confirmation
    }

    /// Whether sheets stay that neither a code nor a person vouches for.
    package var isOpen: Bool { read < sheets && (confirmation ?? "").isBlank }
}
