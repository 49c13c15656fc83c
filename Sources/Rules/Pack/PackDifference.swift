/// How one pack differs from another, rule by rule.
package struct PackDifference: Hashable, Sendable, Codable {
    package let rule: RuleID
    package let kind: Kind
    /// What is different about a rule that both have.
    package let facets: [Facet]
    package let before: String?
    package let after: String?

    /// What happened to the rule.
    package enum Kind: String, Hashable, Sendable, Codable { case added, removed, changed }

    /// A side of a rule.
    package enum Facet: String, Hashable, Sendable, Codable, CaseIterable {
        case article, says, demand, force, deviation
        case inForce = "in-force"
        case confirmed, procedures, readings, duty
    }

    /// The rules that only one has, or that are not alike, in the order of their ids.
    package static func between(_ before: Pack, _ after: Pack) -> [PackDifference] {
        let ids = Set(before.rules.map(\.id)).union(after.rules.map(\.id))
        return ids.sorted().compactMap { id in
            switch (before.rule(id), after.rule(id)) {
            case (nil, nil): nil
            case (nil, let new?):
                PackDifference(rule: id, kind: .added, facets: [], before: nil, after: new.says)
            case (let old?, nil):
                PackDifference(rule: id, kind: .removed, facets: [], before: old.says, after: nil)
            case (let old?, let new?):
                old == new
                    ? nil
                    : PackDifference(
                        rule: id, kind: .changed, facets: Facet.allCases.filter { $0.differs(old, new) },
                        before: old.says, after: new.says)
            }
        }
    }
}

extension PackDifference.Facet {
    fileprivate func differs(_ old: Rule, _ new: Rule) -> Bool {
        switch self {
        case .article: old.article != new.article
        case .says: old.says != new.says
        case .demand: old.shapes != new.shapes
        case .force: old.force != new.force
        case .deviation: old.deviation != new.deviation
        case .inForce: old.inForceFrom != new.inForceFrom || old.inForceTo != new.inForceTo
        case .confirmed: old.isConfirmed != new.isConfirmed
        case .procedures: old.procedures != new.procedures
        case .readings: old.readings != new.readings
        case .duty: old.duty != new.duty
        }
    }
}
