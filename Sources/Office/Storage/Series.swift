internal import Chronology

/// A gapless series of numbers: its own stream, in which every number given is an entry, so that two requests at once
/// cannot get the same number and none can be left out.
struct Series: Hashable, Sendable {
    /// The kind of the entries.
    static let kind = "number-given"

    /// `case` and `intake` for the numbers of cases and matters, otherwise the kind of form.
    let name: String
    let year: Int

    var stream: String { "series/\(name)/\(year)" }

    /// What an entry of the series states.
    struct Given: Codable {
        let number: Int
        let text: String
        let caseID: String
        let form: String?
    }
}
