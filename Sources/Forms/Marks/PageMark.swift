/// What the code on a printed page says, so that its scan finds its place: case, form, version, page.
package struct PageMark: Hashable, Sendable {
    package let caseID: String
    package let formID: String
    /// The version of the form, from 1.
    package let version: Int
    /// The page, from 1.
    package let page: Int

    private static let scheme = "LH1"

    /// The mark of a page.
    package init(caseID: String, formID: String, version: Int, page: Int) {
        self.caseID = caseID
        self.formID = formID
        self.version = version
        self.page = page
    }

    /// Reads what a scanner saw: `LH1/case/form/version/page`. Nil for anything else.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0] == PageMark.scheme, let caseID = PageMark.unescaped(parts[1]),
            let formID = PageMark.unescaped(parts[2]), let version = Int(parts[3]), let page = Int(parts[4]),
            version >= 1, page >= 1
        else { return nil }
        self.init(caseID: caseID, formID: formID, version: version, page: page)
    }

    /// The text of the code: ASCII only, so that every reader agrees on it.
    package var text: String {
        [PageMark.scheme, PageMark.escaped(caseID), PageMark.escaped(formID), String(version), String(page)]
            .joined(separator: "/")
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain =
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E || byte == 0x5F
            if isPlain { return String(UnicodeScalar(byte)) }
            let hex = String(byte, radix: 16, uppercase: true)
            return "%" + (hex.count == 1 ? "0" : "") + hex
        }.joined()
    }

    private static func unescaped(_ text: Substring) -> String? {
        var bytes: [UInt8] = []
        var rest = text.utf8[...]
        while let byte = rest.popFirst() {
            guard byte == 0x25 else {
                bytes.append(byte)
                continue
            }
            guard rest.count >= 2, let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) else {
                return nil
            }
            bytes.append(value)
            rest = rest.dropFirst(2)
        }
        return bytes.isEmpty ? nil : String(validating: bytes, as: UTF8.self)
    }
}
