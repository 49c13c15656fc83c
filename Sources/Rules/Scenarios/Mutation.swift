/// A rule with one thing changed in its text: what the scenarios of its row must notice.
package struct Mutation: Hashable, Sendable {
    package let rule: RuleID
    /// The file of the rule, and what was changed there: `line 12: 5 -> 6`.
    package let file: String
    package let what: String
    /// The text of the rule as changed; empty where it was left out.
    package let yaml: String

    /// The changes of one rule's text: the rule left out, each whole number one more and one less, each day one later
    /// and one earlier, each item of a list left out, each single role replaced, each switch turned.
    static func of(_ rule: RuleText) -> [Mutation] {
        var all = [Mutation(rule: rule.id, file: rule.file, what: "left out", yaml: "")]
        func add(_ index: Int, _ what: String, _ lines: [String]) {
            all.append(
                Mutation(
                    rule: rule.id, file: rule.file, what: "line \(rule.line + index): \(what)",
                    yaml: lines.joined(separator: "\n")))
        }
        for (index, line) in rule.lines.enumerated() where index > 0 || rule.isOnOneLine {
            for change in LineChange.of(line) {
                var lines = rule.lines
                lines[index] = change.line
                add(index, change.what, lines)
            }
            if index > 0, line.drop(while: { $0 == " " }).hasPrefix("- ") {
                let end = rule.endOfItem(at: index)
                add(index, "item left out", Array(rule.lines[..<index]) + Array(rule.lines[end...]))
            }
        }
        return all
    }
}

/// The text of one rule in its file.
struct RuleText: Hashable, Sendable {
    let id: RuleID
    let file: String
    /// The line of its first line, from 1.
    let line: Int
    let lines: [String]

    /// Whether the rule is written in braces on one line.
    fileprivate var isOnOneLine: Bool { lines.first?.hasPrefix(RuleText.braced) ?? false }

    private static let braced = "  - { id: "
    private static let plain = "  - id: "

    /// The rules of a file: each begins with `  - id: ID` or `  - { id: ID` and ends before the next.
    static func all(in yaml: String, file: String) -> [RuleText] {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let starts = lines.indices.filter { lines[$0].hasPrefix(plain) || lines[$0].hasPrefix(braced) }
        return starts.enumerated().map { number, start in
            var end = number + 1 < starts.count ? starts[number + 1] : lines.count
            while end > start + 1, lines[end - 1].isEmptyOrComment { end -= 1 }
            let head = lines[start].hasPrefix(plain) ? plain : braced
            let id = lines[start].dropFirst(head.count).prefix { !$0.isWhitespace && $0 != "," }
            return RuleText(id: RuleID(String(id)), file: file, line: start + 1, lines: Array(lines[start..<end]))
        }
    }

    /// The line after the item of a list that begins at a line.
    fileprivate func endOfItem(at index: Int) -> Int {
        let depth = lines[index].indent
        var end = index + 1
        while end < lines.count, lines[end].isEmptyOrComment || lines[end].indent > depth { end += 1 }
        return end
    }
}

extension String {
    fileprivate var indent: Int { prefix { $0 == " " }.count }

    fileprivate var isEmptyOrComment: Bool {
        let start = drop { $0 == " " }
        return start.isEmpty || start.hasPrefix("#")
    }
}
