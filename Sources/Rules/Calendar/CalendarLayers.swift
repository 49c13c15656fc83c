/// The layers of which an office's calendar is made: the country's, and local ones on top. Files are taken in one by one,
/// as holidays are announced.
package struct CalendarLayers: Sendable {
    /// Lowest first; never empty.
    private var layers: [WorkingDayCalendar]

    /// One layer.
    package init(_ calendar: WorkingDayCalendar) { layers = [calendar] }

    /// The layers as one calendar.
    package var calendar: WorkingDayCalendar {
        layers.dropFirst().reduce(layers[0]) { $0.overlaid(with: $1) }
    }

    /// The layers with what a calendar file says. Its notices are added to the layer of its name; a notice of a number
    /// that is there is replaced; a file that announces every year which the layer knows replaces the layer. A name that
    /// no layer has is a local layer on top.
    /// - Throws: ``CalendarError`` with file, line and key; ``CalendarError/repeatedYear(file:line:year:)`` where another
    ///   notice announces the year already.
    package func taking(in yaml: String, file: String) throws(CalendarError) -> CalendarLayers {
        var copy = self
        let name = try CalendarReader(file: file).name(of: yaml)
        guard let index = layers.firstIndex(where: { $0.identity.layers.first?.name == name }) else {
            copy.layers.append(try WorkingDayCalendar(yaml: yaml, file: file))
            return copy
        }
        let layer = layers[index]
        let (identity, added) = try CalendarReader(file: file, known: layer.notices).read(yaml)
        let isWhole = Set(added.compactMap(\.year)).isSuperset(of: layer.announcedYears)
        let numbers = Set(added.map(\.number))
        let kept = isWhole ? [] : layer.notices.filter { !numbers.contains($0.number) }
        copy.layers[index] = WorkingDayCalendar(identity: identity, notices: kept + added)
        return copy
    }
}

extension WorkingDayCalendar {
    /// The calendar of one layer with what a file says, see ``CalendarLayers/taking(in:file:)``.
    package func taking(in yaml: String, file: String) throws(CalendarError) -> WorkingDayCalendar {
        try CalendarLayers(self).taking(in: yaml, file: file).calendar
    }
}
