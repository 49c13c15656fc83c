internal import Chronology

/// One thing changed in a line of a rule.
struct LineChange: Hashable {
    let what: String
    let line: String

    /// Keys whose values are words for people, or names that other tests hold.
    private static let skipped = ["id:", "article:", "says:", "duty:", "feature:", "#"]

    static func of(_ line: String) -> [LineChange] {
        let start = line.drop { $0 == " " || $0 == "-" }
        guard !skipped.contains(where: start.hasPrefix) else { return [] }
        return figures(line) + days(line) + lists(line) + roles(line) + switches(line)
    }

    /// The line without the words for people in it.
    private static func isWording(_ range: Range<String.Index>, in line: String) -> Bool {
        line.ranges(of: /(?:says|article|feature): [^,}]*/).contains { $0.overlaps(range) }
    }

    private static func replacing(_ range: Range<String.Index>, in line: String, by text: String) -> String {
        String(line[..<range.lowerBound]) + text + String(line[range.upperBound...])
    }

    private static func figures(_ line: String) -> [LineChange] {
        guard line.firstMatch(of: /\d{4}-\d\d-\d\d/) == nil else { return [] }
        return line.ranges(of: /\d+/).flatMap { range -> [LineChange] in
            let before = range.lowerBound > line.startIndex ? line[line.index(before: range.lowerBound)] : " "
            let after = range.upperBound < line.endIndex ? line[range.upperBound] : " "
            let isWord = { (character: Character) in
                character.isLetter || character == "." || character == "-" || character == "_"
            }
            guard !isWord(before), !isWord(after), !isWording(range, in: line), let figure = Int(line[range]) else {
                return []
            }
            return [figure + 1, figure - 1].filter { $0 >= 0 }.map {
                LineChange(what: "\(figure) -> \($0)", line: replacing(range, in: line, by: String($0)))
            }
        }
    }

    private static func days(_ line: String) -> [LineChange] {
        line.ranges(of: /\d{4}-\d\d-\d\d/).flatMap { range -> [LineChange] in
            guard let day = Day(String(line[range])) else { return [] }
            return [1, -1].map { offset in
                let other = day.adding(days: offset)
                return LineChange(
                    what: "\(day) -> \(other)", line: replacing(range, in: line, by: other.description))
            }
        }
    }

    private static func lists(_ line: String) -> [LineChange] {
        line.ranges(of: /\[[^\[\]{}]*\]/).flatMap { range -> [LineChange] in
            let items = line[range].dropFirst().dropLast().split(separator: ",").map { $0.trimming() }
            guard items.count > 1, !isWording(range, in: line) else { return [] }
            return items.indices.map { index in
                var kept = items
                kept.remove(at: index)
                return LineChange(
                    what: "without \(items[index])",
                    line: replacing(range, in: line, by: "[\(kept.joined(separator: ", "))]"))
            }
        }
    }

    private static func roles(_ line: String) -> [LineChange] {
        line.matches(of: /(?:\w+-by|deviation|role): ([a-z][a-z-]*)/).compactMap { match in
            let role = match.output.1
            let range = role.startIndex..<role.endIndex
            return LineChange(
                what: "\(role) -> another role", line: replacing(range, in: line, by: "nobody-of-the-office"))
        }
    }

    private static func switches(_ line: String) -> [LineChange] {
        line.matches(of: /: (true|false)\b/).compactMap { match in
            let word = match.output.1
            guard !isWording(match.range, in: line) else { return nil }
            let other = word == "true" ? "false" : "true"
            return LineChange(
                what: "\(word) -> \(other)",
                line: replacing(word.startIndex..<word.endIndex, in: line, by: other))
        }
    }
}

extension Substring {
    fileprivate func trimming() -> String {
        String(self.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
