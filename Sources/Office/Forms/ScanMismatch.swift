package import Rules

/// Why a scan is not taken for the sheets of a form.
package struct ScanMismatch: Hashable, Sendable {
    /// The upload, so that nobody has to send it again.
    package let upload: String
    /// The title of the form for which it came.
    package let title: String
    package let findings: [Finding]
    /// Whether a person may vouch for it, since nothing stands against it but codes that cannot be read.
    package let mayBeConfirmed: Bool

    /// What does not fit. Sheets and pages count from 1.
    package enum Finding: Hashable, Sendable {
        /// Neither a PDF nor a picture, or damaged.
        case notReadable
        /// More bytes than are looked at in one piece.
        case tooLong(limit: Int)
        /// No sheet shows anything.
        case empty
        /// Sheets that bear no code that could be read.
        case unread(sheets: [Int])
        /// Sheets of another form of this office.
        case other(sheets: [Int], Place)
        /// Sheets of a form that this office does not know.
        case foreign(sheets: [Int])
        case otherVersion(sheets: [Int], found: Int, wanted: Int)
        case repeated(sheet: Int, page: Int)
        case misplaced(sheet: Int, page: Int)
        case missing(pages: [Int])
    }

    /// Where a sheet belongs.
    package struct Place: Hashable, Sendable {
        package let caseID: String
        /// The case's number; nil for the case that was being worked on.
        package let caseNumber: String?
        package let form: String
        package let kind: FormKindID
        package let title: String
    }
}

/// A scan parted by the forms whose sheets it holds.
package struct SortedScan: Sendable {
    /// The sheets of one form.
    package struct Piece: Sendable {
        package let place: ScanMismatch.Place
        /// The places of the sheets in the scan, from 1.
        package let sheets: [Int]
        /// The upload that holds these sheets alone.
        package let upload: String
        /// What stands against it; empty where it is all of the form.
        package let findings: [ScanMismatch.Finding]
    }

    package let pieces: [Piece]
    /// Sheets whose code could not be read, from 1.
    package let unread: [Int]
    /// Sheets of forms that this office does not know.
    package let foreign: [Int]
}
