/// Which calendar a due time was counted with: the names and versions of its layers, lowest first.
package struct CalendarIdentity: Hashable, Sendable, CustomStringConvertible {
    /// One layer of a calendar.
    package struct Layer: Hashable, Sendable {
        /// Its name in the data, such as `national`.
        package let name: String
        /// Its version in the data, raised whenever a day changes.
        package let version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    package let layers: [Layer]

    package init(name: String, version: String) { self.layers = [Layer(name: name, version: version)] }
    private init(layers: [Layer]) { self.layers = layers }

    /// `national@2026.1`, and with a local layer `national@2026.1+hulunbuir@1`.
    package var description: String { layers.map { "\($0.name)@\($0.version)" }.joined(separator: "+") }

    func overlaid(with other: CalendarIdentity) -> CalendarIdentity {
        CalendarIdentity(layers: layers + other.layers)
    }
}
