internal import ArgumentParser
internal import Chronology
internal import Logging
internal import Office
internal import Rules

/// `liuhen obligations`.
struct Obligations: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What the rules ask of a case, each with its article, state, due time and counting.")

    @Argument(help: "The case's id or number.") var caseName: String
    @OptionGroup var data: DataOptions
    @Option(help: "A past moment, as it was known then: ISO 8601 with zone.") var at: String?
    @Option(help: "Judge by these packs instead of the office's: names, separated by commas.") var pack: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var moment: Instant?
        if let at {
            guard let instant = Instant(at) else {
                throw CommandFailure("--at: not an ISO 8601 time with a zone: \(at)")
            }
            moment = instant
        }
        let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
        let book = try pack.map { names in
            RuleBook(
                packs: try names.split(separator: ",").map { try PackLibrary.bundled.pack(String($0)) },
                calendar: office.rules.calendar)
        }
        let rows = try await office.obligations(office.caseID(named: caseName), at: moment, by: book)
            .map(ObligationRecord.init)
        try output.print(
            rows,
            lines: rows.map { "\($0.rule)\t\($0.state)\t\($0.due?.description ?? "-")\t\($0.article)\t\($0.says)" })
    }
}
