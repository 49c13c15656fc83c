internal import Foundation
internal import Rules

/// The rules of a pack in the words of a plain rule engine: patterns as its expressions, requirements as trees of them.
/// What such an engine has no words for is left out: periods, distances, and rules of some days only.
struct PeerRules: Encodable {
    let rules: [PeerRule]

    /// The rules that can be said, and their ids.
    init(_ pack: Pack) {
        rules = pack.rules.flatMap(PeerRule.all).filter { $0.canBeSaid }
    }

    var ids: Set<RuleID> { Set(rules.map { RuleID($0.rule) }) }
}

/// One demand of a rule.
struct PeerRule: Encodable {
    let rule: String
    let procedures: [String]
    let isPassage: Bool
    let trigger: PeerPattern
    let need: PeerNeed

    var canBeSaid: Bool { need.canBeSaid }

    static func all(of rule: Rule) -> [PeerRule] {
        guard rule.inForceFrom == nil, rule.inForceTo == nil else { return [] }
        let demands: [(Bool, Pattern, Requirement)] = rule.shapes.compactMap { shape in
            switch shape {
            case .when(let pattern, let need, _, _): (false, pattern, need)
            case .before(let pattern, let need): (true, pattern, need)
            default: nil
            }
        }
        let said = demands.map { isPassage, pattern, need in
            PeerRule(
                rule: rule.id.text, procedures: rule.procedures.sorted(), isPassage: isPassage,
                trigger: PeerPattern(pattern), need: PeerNeed(need))
        }
        return said.allSatisfy(\.canBeSaid) ? said : []
    }
}

/// A pattern: kinds, and an expression or nothing.
struct PeerPattern: Encodable {
    let kinds: [String]
    let expression: String?

    init(_ pattern: Pattern) {
        kinds = pattern.kinds.map(\.rawValue).sorted()
        expression = PeerPattern.expression(pattern.condition)
    }

    /// Attributes are symbols: `t_` for a text (as in `t_form`), `n_` for a number, `s_` for whether it says something.
    static func expression(_ condition: Condition) -> String? {
        guard !condition.clauses.isEmpty else { return nil }
        return condition.clauses.map { clause in
            let name = PeerNames.symbol(clause.attribute, ofCase: clause.ofCase)
            return switch clause.test {
            case .isAny(let texts): "$any([t in \(list(texts)) for t in t_\(name)])"
            case .isNone(let texts): "not $any([t in \(list(texts)) for t in t_\(name)])"
            case .isStated(let expected): "s_\(name) == \(expected)"
            case .atLeast(let bound): "(n_\(name) != null and n_\(name) >= \(bound))"
            case .atMost(let bound): "(n_\(name) == null or n_\(name) <= \(bound))"
            case .notAfter(let other): "(w_\(name) == '' or \(second(other)) == '' or w_\(name) <= \(second(other)))"
            }
        }.joined(separator: " and ")
    }

    private static func second(_ attribute: String) -> String { "w_" + PeerNames.symbol(attribute, ofCase: false) }

    private static func list(_ texts: [String]) -> String {
        "[" + texts.map { "'" + $0.replacingOccurrences(of: "'", with: "\\'") + "'" }.joined(separator: ", ") + "]"
    }
}

/// The names of attributes as an expression can write them.
enum PeerNames {
    static func symbol(_ attribute: String, ofCase: Bool) -> String {
        let letters = attribute.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
                ? String(scalar) : "_\(String(scalar.value, radix: 16))_"
        }
        return (ofCase ? "case_" : "") + letters.joined()
    }
}

/// A requirement.
indirect enum PeerNeed: Encodable {
    case fact(PeerPattern, same: [[String]], count: Int, having: PeerNeed?)
    case expression(String)
    case role([String])
    case each(PeerPattern, same: [[String]], PeerNeed)
    case all([PeerNeed])
    case any([PeerNeed])
    case not(PeerNeed)
    case unsaid

    init(_ need: Requirement) {
        switch need {
        case .fact(let evidence):
            self = .fact(
                PeerPattern(evidence.pattern), same: PeerNeed.ties(evidence.same), count: evidence.count,
                having: evidence.having.map(PeerNeed.init))
        case .states(let names):
            self = .expression(
                names.map { "s_\(PeerNames.symbol($0, ofCase: false)) == true" }.joined(separator: " and "))
        case .fits(let condition): self = .expression(PeerPattern.expression(condition) ?? "true")
        case .role(let roles): self = .role(roles)
        case .each(let pattern, let same, let inner):
            self = .each(PeerPattern(pattern), same: PeerNeed.ties(same), PeerNeed(inner))
        case .all(let parts): self = .all(parts.map(PeerNeed.init))
        case .any(let parts): self = .any(parts.map(PeerNeed.init))
        case .not(let part): self = .not(PeerNeed(part))
        case .expired, .elapsed: self = .unsaid
        }
    }

    var canBeSaid: Bool {
        switch self {
        case .unsaid: false
        case .fact(_, _, _, let having): having?.canBeSaid ?? true
        case .expression, .role: true
        case .each(_, _, let inner), .not(let inner): inner.canBeSaid
        case .all(let parts), .any(let parts): parts.allSatisfy(\.canBeSaid)
        }
    }

    private static func ties(_ same: [SameThing]) -> [[String]] {
        same.map { tie in ([tie.required] + tie.about).map { PeerNames.symbol($0, ofCase: false) } }
    }

    private enum Key: String, CodingKey { case form, pattern, same, count, having, expression, roles, parts }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .fact(let pattern, let same, let count, let having):
            try container.encode("fact", forKey: .form)
            try container.encode(pattern, forKey: .pattern)
            try container.encode(same, forKey: .same)
            try container.encode(count, forKey: .count)
            try container.encodeIfPresent(having, forKey: .having)
        case .expression(let expression):
            try container.encode("expression", forKey: .form)
            try container.encode(expression, forKey: .expression)
        case .role(let roles):
            try container.encode("role", forKey: .form)
            try container.encode(roles, forKey: .roles)
        case .each(let pattern, let same, let inner):
            try container.encode("each", forKey: .form)
            try container.encode(pattern, forKey: .pattern)
            try container.encode(same, forKey: .same)
            try container.encode([inner], forKey: .parts)
        case .all(let parts):
            try container.encode("all", forKey: .form)
            try container.encode(parts, forKey: .parts)
        case .any(let parts):
            try container.encode("any", forKey: .form)
            try container.encode(parts, forKey: .parts)
        case .not(let part):
            try container.encode("not", forKey: .form)
            try container.encode([part], forKey: .parts)
        case .unsaid: try container.encode("unsaid", forKey: .form)
        }
    }
}
