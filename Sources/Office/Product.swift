/// What this program is called by.
package enum Product {
    /// Its version, as CHANGELOG.md and the packages name it.
    package static let version = "0.1.0"
}
