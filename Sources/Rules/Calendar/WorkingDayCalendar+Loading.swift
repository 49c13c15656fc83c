import Foundation

extension WorkingDayCalendar {
    /// Reads a calendar of one layer from the text of a calendar file.
    /// - Parameter file: the name by which errors call it.
    /// - Throws: ``CalendarError`` with file, line and key.
    package init(yaml: String, file: String) throws(CalendarError) {
        let (identity, notices) = try CalendarReader(file: file).read(yaml)
        self.init(identity: identity, notices: notices)
    }

    /// The calendar of the whole country that comes with the product: 2007 to the last year whose notice it knows.
    /// - Throws: ``CalendarError/unreadable(file:)`` when the product was installed without it.
    package static func national() throws(CalendarError) -> WorkingDayCalendar {
        try WorkingDayCalendar(yaml: nationalText(), file: nationalFile)
    }

    /// The bytes of the national calendar as text, for adoption by hash.
    package static func nationalText() throws(CalendarError) -> String {
        guard let url = Bundle.module.url(forResource: "Calendars/national", withExtension: "yaml"),
            let text = try? String(contentsOf: url, encoding: .utf8)
        else { throw .unreadable(file: nationalFile) }
        return text
    }

    private static var nationalFile: String { "Calendars/national.yaml" }
}
