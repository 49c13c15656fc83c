package import Chronology

/// The numbers of one kind of paper in one year: gapless from its start, each used once, for ever.
///
/// Case numbers (立案序号) and the document numbers (文号) of each word are series of their own.
package struct NumberSeries: Hashable, Sendable, Codable {
    /// Which numbers these are: the word of the documents, or the case numbers.
    package enum Name: Hashable, Sendable, Codable {
        case cases
        case documents(word: String)
    }

    package let name: Name
    package let year: Int
    package let pattern: NumberPattern
    /// 机关代字.
    package let agency: String
    /// The first number; above 1 for an office that began in the middle of the year with a paper register.
    package let start: Int
    /// The last number that was given; nil before the first.
    package private(set) var last: Int?
    /// The numbers given and voided: they are never given again.
    package private(set) var voided: [VoidedNumber] = []

    /// A series without numbers yet.
    /// - Precondition: `start` is 1 or more.
    package init(name: Name, year: Int, pattern: NumberPattern, agency: String, start: Int = 1) {
        precondition(start >= 1, "a number series starts at 1 or later")
        self.name = name
        self.year = year
        self.pattern = pattern
        self.agency = agency
        self.start = start
    }

    /// The number that is given next.
    package var next: Int { last.map { $0 + 1 } ?? start }

    /// A number of the series as it stands on paper.
    package func text(_ number: Int) -> String {
        switch name {
        case .cases: pattern.number(number, year: year, agency: agency)
        case .documents(let word): pattern.number(number, year: year, agency: agency, word: word)
        }
    }

    /// Gives the next number.
    /// - Returns: the number and its text.
    package mutating func give() -> (number: Int, text: String) {
        let number = next
        last = number
        return (number, text(number))
    }

    /// Enters a given number into the register of voided ones.
    /// - Returns: false, with nothing changed, where the number was never given or is voided already.
    package mutating func void(_ entry: VoidedNumber) -> Bool {
        guard let last, (start...last).contains(entry.number), !voided.contains(where: { $0.number == entry.number })
        else { return false }
        voided.append(entry)
        return true
    }

    /// The series of the following year: the same pattern from 1.
    package func following() -> NumberSeries {
        NumberSeries(name: name, year: year + 1, pattern: pattern, agency: agency)
    }
}

/// A line of the register of voided numbers.
package struct VoidedNumber: Hashable, Sendable, Codable {
    package let number: Int
    /// Why.
    package let reason: String
    /// The form that bore it.
    package let form: String
    /// Who approved the voiding, by account and name as written then.
    package let approver: String
    package let at: Instant

    /// A line of the register.
    package init(number: Int, reason: String, form: String, approver: String, at: Instant) {
        self.number = number
        self.reason = reason
        self.form = form
        self.approver = approver
        self.at = at
    }
}
