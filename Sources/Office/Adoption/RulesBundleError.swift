package import Forms

/// A `.zip` file of rules that is not taken, and why.
package struct RulesBundleError: Error, Hashable, Sendable {
    /// The name of the `.zip`.
    package let name: String
    package let problem: BundleProblem
}
