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
            /// A form that has the fields that the row asks for.
            case form
            /// A kind of entry in which what the row speaks of is recorded.
            case act
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
    ///   - packs: the packs whose rules and listed rows are told of.
    ///   - log: lines `row TAB test TAB file`, as the tests write them; other lines are left out. A row of the form
    ///     `feature:NAME` stands for every row that this part of the product carries.
    /// - Returns: a line a row in the order of its id, pack by pack, then the rows that only the log names.
    package static func of(_ packs: [Pack], log: String) -> [RuleCoverage] {
        var tests: [String: Set<String>] = [:]
        for line in log.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\t")
            guard parts.count == 3 else { continue }
            tests[String(parts[0]), default: []].insert("\(parts[2]): \(parts[1])")
        }
        let carried = packs.flatMap { pack in
            let rules = pack.rules.map { rule in
                let own = rule.features.reduce(into: tests[rule.id.text] ?? []) { found, name in
                    found.formUnion(tests["feature:\(name)"] ?? [])
                }
                return RuleCoverage(
                    id: rule.id, pack: pack.id, article: rule.article, carrier: Carrier(rule), tests: own.sorted(),
                    state: own.isEmpty ? .untested : .carried)
            }
            let carried = Set(rules.map(\.id))
            let bare = pack.rows.filter { !carried.contains($0) }.map { id in
                RuleCoverage(
                    id: id, pack: pack.id, article: "", carrier: .nothing, tests: (tests[id.text] ?? []).sorted(),
                    state: .missing)
            }
            return (rules + bare).sorted { $0.id < $1.id }
        }
        let known = Set(carried.map(\.id))
        let stray = tests.keys.filter { !$0.hasPrefix("feature:") && !known.contains(RuleID($0)) }.map(RuleID.init)
        let missing = stray.sorted().map { id in
            RuleCoverage(
                id: id, pack: "", article: "", carrier: .nothing, tests: (tests[id.text] ?? []).sorted(),
                state: .missing)
        }
        return carried + missing
    }

    /// What keeps the lists of rows and the packs from agreeing: rows without a rule, and rules that no row asks for.
    /// Packs without a list of rows are left out.
    package static func disagreements(in packs: [Pack]) -> [RuleID] {
        packs.flatMap { pack -> [RuleID] in
            guard !pack.rows.isEmpty else { return [] }
            return Set(pack.rows).symmetricDifference(pack.rules.map(\.id)).sorted()
        }
    }
}

extension Rule {
    /// The parts of the product that carry the row, or some of it.
    package var features: [String] {
        shapes.compactMap { if case .feature(let name) = $0 { name } else { nil } }
    }
}

extension RuleCoverage.Carrier {
    fileprivate static let nothing = Self(kind: .feature, name: "")

    fileprivate init(_ rule: Rule) {
        switch rule.shape {
        case .feature(let name): self.init(kind: .feature, name: name)
        case .parameter(let name, _, _): self.init(kind: .parameter, name: name)
        case .who(let forms, let step, _, _):
            self.init(kind: .gate, name: "\(step.rawValue) \(forms.sorted().joined(separator: " "))")
        case .keeps(let acts, let forms):
            self.init(
                kind: forms.isEmpty ? .act : .form, name: (acts.map(\.rawValue) + forms).joined(separator: " "))
        case .before(let pattern, .states) where pattern.kinds == [.formSubmitted]:
            self.init(kind: .form, name: pattern.forms.joined(separator: " "))
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
