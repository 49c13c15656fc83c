package import Chronology
internal import Yams

/// A place in a YAML file that is being read strictly: every key is known, every error names file, line and key.
package struct YAMLReader {
    let file: String
    let path: String
    let node: Node
    /// The kinds of fact of which the file may speak.
    let library: ActLibrary

    /// Reads a whole file's text.
    package init(text: String, file: String, library: ActLibrary = .bundled) throws(PackError) {
        self.file = file
        self.path = ""
        self.library = library
        guard YAMLReader.nesting(of: text) <= YAMLReader.deepest else {
            throw PackError(file: file, line: nil, key: "", problem: .notYAML("nested too deeply"))
        }
        let composed: Node?
        do {
            composed = try Yams.compose(yaml: text)
        } catch let error as YamlError {
            throw PackError(file: file, line: YAMLReader.line(of: error), key: "", problem: .notYAML("\(error)"))
        } catch {
            throw PackError(file: file, line: nil, key: "", problem: .notYAML("\(error)"))
        }
        guard let composed else { throw PackError(file: file, line: 1, key: "", problem: .missing) }
        self.node = composed
    }

    /// Deeper than any pack is written; the parser goes down by recursion, which a hostile text could exhaust.
    private static let deepest = 50

    /// How deep brackets, braces and dashes on one line go, at most.
    private static func nesting(of text: String) -> Int {
        var depth = 0
        var dashes = 0
        var most = 0
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
            case UInt8(ascii: "]"), UInt8(ascii: "}"): depth = max(0, depth - 1)
            case UInt8(ascii: "-"), UInt8(ascii: "?"): dashes += 1
            case UInt8(ascii: "\n"), UInt8(ascii: "\r"): dashes = 0
            default: break
            }
            most = max(most, depth, dashes)
        }
        return most
    }

    private init(file: String, path: String, node: Node, library: ActLibrary) {
        self.file = file
        self.path = path
        self.node = node
        self.library = library
    }

    private static func line(of error: YamlError) -> Int? {
        switch error {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    /// The line of the place, from 1.
    package var line: Int? { node.mark?.line }

    package func error(_ problem: PackError.Problem, key: String? = nil) -> PackError {
        PackError(file: file, line: node.mark?.line, key: key.map { inside($0) } ?? path, problem: problem)
    }

    private func inside(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

    private func child(_ key: String, _ node: Node) -> YAMLReader {
        YAMLReader(file: file, path: inside(key), node: node, library: library)
    }

    /// The keys of a mapping in the order of the file, with what stands at each.
    package func entries() throws(PackError) -> [(key: String, value: YAMLReader)] {
        guard case .mapping(let mapping) = node else { throw error(.notA("mapping")) }
        var entries: [(key: String, value: YAMLReader)] = []
        for (key, value) in mapping {
            guard let name = key.string else { throw error(.notA("key")) }
            guard !entries.contains(where: { $0.key == name }) else {
                throw PackError(file: file, line: key.mark?.line, key: inside(name), problem: .duplicate(name))
            }
            entries.append((name, child(name, value)))
        }
        return entries
    }

    /// Refuses any key of the mapping that is not among these.
    package func allow(_ keys: [String]) throws(PackError) {
        guard case .mapping(let mapping) = node else { throw error(.notA("mapping")) }
        for (key, _) in mapping where !keys.contains(key.string ?? "") {
            throw PackError(
                file: file, line: key.mark?.line, key: inside(key.string ?? "?"),
                problem: .unknownKey(allowed: keys.sorted()))
        }
        _ = try entries()
    }

    /// What stands at a key, or nil where the mapping has no such key.
    package subscript(key: String) -> YAMLReader? {
        guard case .mapping(let mapping) = node, let value = mapping[Node(key)] else { return nil }
        return child(key, value)
    }

    package func require(_ key: String) throws(PackError) -> YAMLReader {
        guard let value = self[key] else { throw error(.missing, key: key) }
        return value
    }

    /// The items of a list; a value that is no list is a list of one.
    package func items() -> [YAMLReader] {
        guard case .sequence(let sequence) = node else { return [self] }
        return sequence.enumerated().map { index, item in
            YAMLReader(file: file, path: "\(path)[\(index)]", node: item, library: library)
        }
    }

    package func text() throws(PackError) -> String {
        guard case .scalar(let scalar) = node else { throw error(.notA("text")) }
        return scalar.string
    }

    package func texts() throws(PackError) -> [String] {
        var texts: [String] = []
        for item in items() { texts.append(try item.text()) }
        return texts
    }

    package func integer() throws(PackError) -> Int {
        guard let value = Int(try text()) else { throw error(.notA("whole number")) }
        return value
    }

    /// A whole number from 0 to `most`: no figure of a regulation is larger, and a slip of the pen is found.
    package func integer(upTo most: Int) throws(PackError) -> Int {
        let value = try integer()
        guard (0...most).contains(value) else { throw error(.notA("whole number from 0 to \(most)")) }
        return value
    }

    func boolean() throws(PackError) -> Bool {
        switch try text() {
        case "true": return true
        case "false": return false
        default: throw error(.notA("true or false"))
        }
    }

    package func day() throws(PackError) -> Day {
        guard let value = Day(try text()) else { throw error(.notA("day, YYYY-MM-DD")) }
        return value
    }

    func choice<Choice: RawRepresentable & CaseIterable>(_ type: Choice.Type) throws(PackError) -> Choice
    where Choice.RawValue == String {
        let word = try text()
        guard let value = Choice(rawValue: word) else { throw error(.unknownName(word)) }
        return value
    }

    /// The mapping with the keys of another in place of its own, without `key` and without those in `others`.
    func replacing(_ key: String, with other: YAMLReader, besides others: Set<String>) throws(PackError) -> YAMLReader {
        let own = try entries()
        let changes = try other.entries().filter { !others.contains($0.key) }
        // A reading that names another demand replaces the demand as a whole.
        let demands: Set<String> = [
            "form", "records", "before", "when", "never", "separate", "parameter", "feature", "need", "unless",
            "within",
            "states", "if", "once", "is-kept",
        ]
        let starts: Set<String> = ["form", "records", "before", "when", "never", "separate", "parameter", "feature"]
        let isWhole = changes.contains { starts.contains($0.key) }
        let kept = own.filter { entry in
            entry.key != key && !changes.contains { $0.key == entry.key } && !(isWhole && demands.contains(entry.key))
        }
        let pairs = (kept + changes).map { (Node($0.key), $0.value.node) }
        return YAMLReader(
            file: file, path: other.path, node: .mapping(Node.Mapping(pairs, Tag(.map), .any, other.node.mark)),
            library: library)
    }

    var isSequence: Bool {
        if case .sequence = node { return true }
        return false
    }

    var isMapping: Bool {
        if case .mapping = node { return true }
        return false
    }
}
