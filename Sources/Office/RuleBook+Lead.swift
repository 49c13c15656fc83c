package import Rules

extension RuleBook {
    /// What the nearest text calls who leads a case; a plain word where it has none.
    package var leadTitle: String {
        procedure?.roles.first { $0.id == Account.leadRole }?.title ?? "承办人"
    }
}
