/// What carries each row of a pack, and which tests hold it.
package struct RuleCoverage: Hashable, Sendable, Codable {
    package let id: RuleID
    package let pack: PackID
    package let article: String
    package let carrier: Carrier
    /// The tests that named the row when they ran, each as `file: name`, sorted.
    package let tests: [String]
    package let state: State

    /// What makes the product keep a row.
    package struct Carrier: Hashable, Sendable, Codable {
        package let kind: Kind
        /// What it is called: the kinds of fact that a gate or a duty begins with, a parameter's or feature's name.
        package let name: String

        package init(kind: Kind, name: String) {
            self.kind = kind
            self.name = name
        }

        /// The kinds of carrier.
        package enum Kind: String, Hashable, Sendable, Codable {
            /// A gate or a separation: an act is refused.
            case gate
            /// A duty that arises from an act.
            case duty
            /// A hint that never blocks.
            case advice
            case parameter
            /// A part of the product with tests of its own.
            case feature
        }
    }

    /// How a row stands.
    package enum State: String, Hashable, Sendable, Codable {
        case carried
        /// Something carries the row, but no test that ran named it.
        case untested
        /// No rule of the packs has the row, though tests or a list of rows name it.
        case missing
    }
}

extension RuleCoverage {
    /// The coverage of packs by the tests that ran.
    /// - Parameters:
    ///   - packs: the packs whose rules are rows.
    ///   - log: lines `row TAB test TAB file`, as the test trait writes them; other lines are left out.
    /// - Returns: a line a rule in the order of its id, then the rows that only the log names.
    package static func of(_ packs: [Pack], log: String) -> [RuleCoverage] {
        var tests: [RuleID: Set<String>] = [:]
        for line in log.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t")
            guard parts.count == 3 else { continue }
            tests[RuleID(String(parts[0])), default: []].insert("\(parts[2]): \(parts[1])")
        }
        let carried = packs.flatMap { pack in
            pack.rules.sorted { $0.id < $1.id }.map { rule in
                RuleCoverage(
                    id: rule.id, pack: pack.id, article: rule.article, carrier: Carrier(rule),
                    tests: (tests[rule.id] ?? []).sorted(), state: tests[rule.id] == nil ? .untested : .carried)
            }
        }
        let known = Set(carried.map(\.id))
        let missing = tests.keys.filter { !known.contains($0) }.sorted().map { id in
            RuleCoverage(
                id: id, pack: "", article: "", carrier: Carrier(kind: .feature, name: ""),
                tests: (tests[id] ?? []).sorted(), state: .missing)
        }
        return carried + missing
    }
}

extension RuleCoverage.Carrier {
    fileprivate init(_ rule: Rule) {
        switch rule.shape {
        case .feature(let name): self.init(kind: .feature, name: name)
        case .parameter(let name, _, _): self.init(kind: .parameter, name: name)
        case .who(let forms, let step, _, _):
            self.init(kind: .gate, name: "\(step.rawValue) \(forms.sorted().joined(separator: " "))")
        case .before(let pattern, _), .never(let pattern):
            self.init(kind: rule.force == .advice ? .advice : .gate, name: pattern.names)
        case .when(let pattern, _, _, _): self.init(kind: rule.force == .advice ? .advice : .duty, name: pattern.names)
        case .separate(let functions, _): self.init(kind: .gate, name: functions.map(\.name).joined(separator: " "))
        }
    }
}

extension Pattern {
    fileprivate var names: String { (kinds.map(\.rawValue).sorted() + forms).joined(separator: " ") }
}
