package import Chronology

/// Why a step of a draw cannot be done. Text for people is made at the edge.
package enum DrawProblem: Hashable, Sendable {
    /// Nothing is said there, or the list is empty.
    case blank(String)
    case tooLong(String, limit: Int)
    /// A list has more lines than may be drawn from.
    case tooMany(String, limit: Int)
    /// A line of a list, counted from 1, has no id or no name.
    case incompleteLine(String, line: Int)
    /// An id stands twice in a list.
    case duplicate(String, id: String)
    /// A number is not from 1 to the length of its list.
    case outOfRange(String, limit: Int)
    /// The seed would be known on the day of the freezing or before.
    case seedDayNotLater(frozen: Day)
    /// The day on which the seed becomes known has not come.
    case seedTooEarly(knownFrom: Day)
    /// The seed, typed twice, differs.
    case seedsDiffer
    case seedFixed
    case seedMissing
    /// Exclusions close when the day of the seed begins: whoever knows the seed could steer the result by them.
    case exclusionsClosed(from: Day)
    /// No such object or inspector in the frozen lists.
    case unknown(String, id: String)
    case excludedAlready
    case resultEntered
    /// The frozen lists in the vault are not those whose digest was entered.
    case listsChanged
    /// The act is computed by the office and not typed.
    case computedOnly
    /// The file is no list that can be read.
    case fileUnreadable
}
