/// That an inspector may not inspect an object, for conflict of interest (回避).
package struct DrawExclusion: Hashable, Sendable, Codable {
    /// The object's id.
    package let object: String
    /// The inspector's id.
    package let inspector: String
    package let reason: String

    package init(object: String, inspector: String, reason: String) {
        self.object = object
        self.inspector = inspector
        self.reason = reason
    }
}
