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

    /// The number that would be given next; another act may take it first.
    struct Next {
        let series: Series
        /// From 1: the version that the series has once it is given.
        let number: Int
        let caseID: String
        let form: String?
        /// The number as people write it.
        var text = ""

        func named(_ text: String) -> Next {
            var next = self
            next.text = text
            return next
        }

        /// The entry that gives the number.
        func item() throws -> LogItem {
            try LogItem(
                stream: series.stream, kind: Series.kind,
                content: Given(number: number, text: text, caseID: caseID, form: form))
        }
    }
}
