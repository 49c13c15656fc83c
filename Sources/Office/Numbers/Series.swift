internal import Chronology
internal import Foundation

/// A gapless series of numbers: its own stream, in which every number given is an entry, so that two requests at once
/// cannot get the same number and none can be left out. Where an office begins in the middle of a year, the stream's
/// first entry says from which number.
struct Series: Hashable, Sendable {
    /// The kind of the entries.
    static let kind = "number-given"
    /// The kind of the entries that tell of numbers given before: of cases that were taken over.
    static let takenOver = "number-taken-over"

    /// `case` and `intake` for the numbers of cases and matters, otherwise the kind of form.
    let name: String
    let year: Int

    static let prefix = "series/"
    var stream: String { "\(Series.prefix)\(name)/\(year)" }

    /// The content of the entry that begins a series which was kept elsewhere before.
    struct Started: Codable {
        static let kind = "series-started"
        /// The first number that is given here.
        let number: Int
        /// Where the numbers before it stand.
        let reason: String
    }

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
        /// The version of the series before it is given.
        let version: Int
        /// The one after the highest that was given here or before.
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

    /// What a series has given so far.
    struct Standing {
        private(set) var version = 0
        /// The highest number; 0 before the first.
        private(set) var last = 0
        private(set) var numbers: Set<Int> = []

        /// How the series began, where it did not begin with 1.
        private(set) var started: Started?

        /// Takes a later entry of the series in.
        mutating func apply(_ entry: LogEntry) throws {
            version += 1
            if entry.kind == Started.kind {
                let began = try JSONDecoder().decode(Started.self, from: entry.open)
                started = began
                last = max(last, began.number - 1)
            }
            guard [Series.kind, Series.takenOver].contains(entry.kind) else { return }
            let number = try JSONDecoder().decode(Given.self, from: entry.open).number
            numbers.insert(number)
            last = max(last, number)
        }
    }
}
