package import Forms
internal import Foundation

/// How the numbers of one series are written, and from which one they are given.
package struct NumberChoice: Hashable, Sendable, Codable {
    /// `intake`, `case`, or the code of a kind of form.
    package var series: String
    /// How a number is written, see ``NumberPattern``; nil for the usual way.
    package var pattern: NumberPattern?
    /// The first number given here in `year`; nil for 1.
    package var start: Int?
    /// The year for which the start counts; later years begin with 1.
    package var year: Int?

    package init(series: String, pattern: NumberPattern? = nil, start: Int? = nil, year: Int? = nil) {
        self.series = series
        self.pattern = pattern
        self.start = start
        self.year = year
    }

    /// The largest first number: a register of a year holds fewer.
    package static let largestStart = 99_999
}

/// What the office chose for its numbers, folded from its stream.
struct NumberChoices: Sendable {
    static let stream = "office/numbers"
    private(set) var patterns: [String: NumberPattern] = [:]
    private(set) var version = 0

    struct Chosen: Codable {
        static let kind = "numbers-chosen"
        var choices: [NumberChoice]
        var reason: String
    }

    mutating func apply(_ entry: LogEntry) throws {
        version += 1
        guard entry.kind == Chosen.kind else { return }
        for choice in try JSONDecoder().decode(Chosen.self, from: entry.open).choices {
            patterns[choice.series] = choice.pattern
        }
    }
}

/// A series of this year, for the register of numbers.
package struct NumberRegister: Hashable, Sendable {
    /// `intake`, `case`, or the code of a kind of form.
    package let series: String
    /// What its numbers are for: 立案, or the title of the form.
    package let title: String
    package let year: Int
    package let pattern: String
    /// How the next number would read.
    package let next: String
    package let start: Int
    /// Why it does not begin with 1; nil where it does.
    package let startedBecause: String?
    /// The numbers given, as they stand on the papers, oldest first.
    package let given: [String]
}
