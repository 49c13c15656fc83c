/// The series of numbers, each brought up to the log before it is handed out.
actor SeriesShelf {
    private let log: CaseLog
    private var standings: [Series: Series.Standing] = [:]

    init(log: CaseLog) { self.log = log }

    /// What the series has given, as the log has it now.
    func current(_ series: Series) throws -> Series.Standing {
        var standing = standings[series] ?? Series.Standing()
        for entry in try log.entries(of: series.stream, after: standing.version) { try standing.apply(entry) }
        standings[series] = standing
        return standing
    }
}
