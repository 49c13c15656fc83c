/// By when a duty is due.
package struct Deadline: Hashable, Sendable {
    /// The unit in which a period is counted.
    package enum Unit: String, Hashable, Sendable, Codable {
        case workingDays = "working-days"
        case calendarDays = "calendar-days"
        case months
        case hours
    }

    /// A number of units.
    package struct Length: Hashable, Sendable {
        package let count: Int
        package let unit: Unit
    }

    /// The figure.
    package let length: Length
    /// The attribute of the triggering fact that holds another figure in the same unit, as a form may set it.
    package let attribute: String?
    /// The attribute of the triggering fact that holds the instant from which is counted; nil for the fact's own time.
    package let from: String?
    /// Whether a last day that is no working day moves to the next one.
    package let rollsOver: Bool
    /// What adds to the period.
    package let extensions: [Extension]
    /// What stops the clock, and what lets it run again.
    package let pauses: [Pause]
    /// Other ways to read the article, shown beside the one that counts.
    package let otherReadings: [Reading]

    /// An approval or the like that adds to the period.
    package struct Extension: Hashable, Sendable {
        package let pattern: Pattern
        package let length: Length
    }

    /// The clock stands still from a fact to another.
    package struct Pause: Hashable, Sendable {
        package let from: Pattern
        package let to: Pattern
    }

    /// Another reading: what it says, and a start or a unit of its own.
    package struct Reading: Hashable, Sendable {
        package let says: String
        package let from: Pattern?
        package let length: Length?
        package let rollsOver: Bool?
    }
}
