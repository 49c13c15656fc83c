import HTTPTypes

/// What a person sent with a form: named texts, several of a name where several were sent, and files.
///
/// Rows of a table are named `TABLE.INDEX.COLUMN`; the index orders them and need not be dense.
struct FormBody: Sendable, Equatable {
    private(set) var values: [String: [String]] = [:]
    private(set) var files: [String: [File]] = [:]

    /// A file that came with a form.
    struct File: Sendable, Equatable {
        let name: String
        let mediaType: String
        let bytes: [UInt8]
    }

    /// The most names, rows and columns that a form may send.
    static let limit = 5000

    init(values: [String: [String]] = [:]) { self.values = values }

    /// Reads `application/x-www-form-urlencoded`, which is also what a query is. A broken escape stays as it stands.
    /// Nil with more than ``limit`` pairs.
    init?(urlEncoded text: some StringProtocol) {
        let pairs = text.utf8.split(separator: UInt8(ascii: "&"))
        guard pairs.count <= Self.limit else { return nil }
        for pair in pairs {
            let halves = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = halves.first, !name.isEmpty else { continue }
            append(
                PercentEncoding.decode(halves.count > 1 ? Array(halves[1]) : []),
                to: PercentEncoding.decode(Array(name)))
        }
    }

    /// Takes one more text in.
    mutating func append(_ value: String, to name: String) { values[name, default: []].append(value) }
    /// Takes one more file in.
    mutating func append(_ file: File, to name: String) { files[name, default: []].append(file) }
    /// Puts one text in the place of all of that name.
    mutating func set(_ value: String, for name: String) { values[name] = [value] }

    /// The first text of a name with line ends made one kind and outer white space cut; nil where nothing is said.
    subscript(name: String) -> String? {
        let text = raw(name)
        return text.isEmpty ? nil : text
    }

    /// The first text of a name as ``subscript(_:)`` gives it, empty where nothing is said.
    func raw(_ name: String) -> String { (values[name]?.first ?? "").tidied }

    /// All texts of a name that say something.
    func all(_ name: String) -> [String] { (values[name] ?? []).map(\.tidied).filter { !$0.isEmpty } }

    /// Whether a box was ticked or a «yes» chosen; nil where neither yes nor no was said.
    func yesNo(_ name: String) -> Bool? {
        switch self[name] {
        case "yes", "on", "true": true
        case "no", "false": false
        default: nil
        }
    }

    /// The rows of a table in their order, blank ones included.
    func rows(_ table: String) -> [[String: String]] {
        var rows: [Int: [String: String]] = [:]
        let prefix = table + "."
        for (name, texts) in values where name.hasPrefix(prefix) {
            let rest = name.dropFirst(prefix.count).split(
                separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
            guard rest.count == 2, !rest[1].isEmpty, let index = Int(rest[0]), (0..<Self.limit).contains(index) else {
                continue
            }
            rows[index, default: [:]][String(rest[1])] = (texts.first ?? "").tidied
        }
        return rows.sorted { $0.key < $1.key }.map(\.value)
    }

    /// The rows that say something.
    func filledRows(_ table: String) -> [[String: String]] {
        rows(table).filter { row in row.values.contains { !$0.isEmpty } }
    }

    /// The files of a name that hold something.
    func filled(_ name: String) -> [File] { (files[name] ?? []).filter { !$0.bytes.isEmpty } }
}

extension String {
    /// With line ends made one kind, without what no text of people holds, and without white space around it.
    fileprivate var tidied: String {
        let lines = replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let shown = lines.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F || $0 == "\n" || $0 == "\t" }
        var text = Substring(String(String.UnicodeScalarView(shown)))
        while let first = text.first, first.isWhitespace { text.removeFirst() }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return String(text)
    }
}
