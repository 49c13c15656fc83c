package import Chronology

/// The number by which a notice is cited, for instance 国办发明电〔2025〕7号.
package struct NoticeNumber: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }
    package var description: String { rawValue }
}

/// One notice on holidays: an announcement of a year, a change of an earlier notice, or an extraordinary holiday.
package struct HolidayNotice: Sendable, Hashable {
    package let number: NoticeNumber
    /// The notice's title, in Chinese.
    package let title: String
    /// The day under the notice's text.
    package let issued: Day
    /// The year that it announces; nil for a notice that only changes or adds days.
    package let year: Int?
    /// The notice that it changes.
    package let amends: NoticeNumber?
    /// Where the number, the date and the days were read.
    package let source: String
    /// The day on which a person last compared it with the source.
    package let checked: Day
    /// Whether the number was read in a text or index of the notice itself.
    package let isNumberConfirmed: Bool
    package let holidays: [Holiday]

    /// A holiday within a notice.
    package struct Holiday: Sendable, Hashable {
        /// Its name, in Chinese.
        package let name: String
        /// Days off, as the notice names them; a weekend next to them may be left unnamed.
        package let daysOff: [Day]
        /// Saturdays and Sundays that are worked for it.
        package let workedDays: [Day]
        /// Days that an earlier notice named and that this one gives back to the weekday rule.
        package let ordinaryDays: [Day]

        package init(name: String, daysOff: [Day], workedDays: [Day] = [], ordinaryDays: [Day] = []) {
            self.name = name
            self.daysOff = daysOff
            self.workedDays = workedDays
            self.ordinaryDays = ordinaryDays
        }
    }

    package init(
        number: NoticeNumber, title: String, issued: Day, year: Int? = nil, amends: NoticeNumber? = nil,
        source: String, checked: Day, isNumberConfirmed: Bool, holidays: [Holiday]
    ) {
        self.number = number
        self.title = title
        self.issued = issued
        self.year = year
        self.amends = amends
        self.source = source
        self.checked = checked
        self.isNumberConfirmed = isNumberConfirmed
        self.holidays = holidays
    }

    /// The notice as part of a local layer, which announces no year.
    func withoutYear() -> HolidayNotice {
        HolidayNotice(
            number: number, title: title, issued: issued, year: nil, amends: amends, source: source, checked: checked,
            isNumberConfirmed: isNumberConfirmed, holidays: holidays)
    }
}
