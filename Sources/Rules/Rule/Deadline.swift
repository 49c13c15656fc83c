/// By when a duty is due.
package struct Deadline: Hashable, Sendable {
    /// The unit in which a period is counted.
    package enum Unit: String, Hashable, Sendable, Codable, CaseIterable {
        case workingDays = "working-days"
        case calendarDays = "calendar-days"
        case months
        case years
        case hours
    }

    /// A number of units.
    package struct Length: Hashable, Sendable {
        package let count: Int
        package let unit: Unit

        package init(count: Int, unit: Unit) {
            self.count = count
            self.unit = unit
        }
    }

    /// The unit of the figure.
    package let unit: Unit
    /// The figure; nil where the text gives none, so that only a stated one counts.
    package let figure: Int?
    /// The attribute of the triggering fact that holds another figure in the same unit, as a form may set it.
    package let attribute: String?
    /// The name under which an office sets the figure itself, where the text only asks for promptness; ``figure`` is then
    /// what counts until it does, and is shown as the office's, never as the text's.
    package let setting: String?
    /// What the count starts with.
    package let start: Start
    /// Whether a last day that is no working day moves to the next one.
    package let rollsOver: Bool
    /// What adds to the period.
    package let extensions: [Extension]
    /// What stops the clock, and what lets it run again.
    package let pauses: [Pause]
    /// Other ways to read the article, shown beside the one that counts.
    package let otherReadings: [Reading]

    /// What a count starts with.
    package enum Start: Hashable, Sendable {
        /// The fact that the rule is about.
        case trigger
        /// The instant that an attribute of that fact holds.
        case attribute(String)
        /// The first fact that fits, where the conditions on the case hold; the triggering fact where they do not.
        case fact(Pattern)
        /// The last day of the period of another rule of the pack.
        case expiry(RuleID)
    }

    /// An approval or the like that adds to the period.
    package struct Extension: Hashable, Sendable {
        package let pattern: Pattern
        package let length: Length
        /// How often it may add; nil for any number of times.
        package let times: Int?
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

    /// The longest figure that a pack or a form may state: ten years of days.
    package static let longest = 3660
}
