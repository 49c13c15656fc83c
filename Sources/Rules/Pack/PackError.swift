/// A mistake in a pack or another YAML file, at the place where it stands.
package struct PackError: Error, Equatable, Sendable {
    /// The file's name.
    package let file: String
    /// The line, from 1; nil where the file has no such place.
    package let line: Int?
    /// The key concerned, as a path: `rules[3].within`.
    package let key: String
    package let problem: Problem

    /// What is wrong.
    package enum Problem: Equatable, Sendable {
        /// The file is not there or not UTF-8 text.
        case unreadable
        /// It is not YAML: the parser's word for it.
        case notYAML(String)
        /// The key is not one of those allowed here.
        case unknownKey(allowed: [String])
        case missing
        /// The value is not of the kind that is asked for.
        case notA(String)
        /// The value names something that the pack does not have.
        case unknownName(String)
        case duplicate(String)
        /// The name means something else wherever facts are spoken of.
        case reservedName(String)
    }

    /// Makes an error; used by every reader of YAML in this target.
    package init(file: String, line: Int?, key: String, problem: Problem) {
        self.file = file
        self.line = line
        self.key = key
        self.problem = problem
    }
}
