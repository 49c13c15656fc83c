internal import ArgumentParser
internal import Logging
internal import Office
internal import Web

/// `liuhen status`.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "How the system stands: disk, backup, clock, scrub, jobs, witnesses, certificate, version.",
        discussion: """
            Each line is green, amber or red, with what to do. Runs beside the server. Exits 1 when a line is red.
            With --scrub: first reads every blob of the vault again, which takes long; the server must be stopped.
            """)

    @OptionGroup var data: DataOptions
    @Flag(help: "Read the whole vault again first.") var scrub = false
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let subject: String
        let level: String
        let finding: String
        let action: String?
    }

    func run() async throws {
        let logger = Logger(label: "liuhen")
        let facts: HealthFacts
        if scrub {
            let office = try await Office.open(data.folder, logger: logger)
            _ = try await office.scrubAll()
            facts = try await office.health()
        } else {
            facts = try await Office.openForReading(data.folder, logger: logger).health()
        }
        let rows = facts.lines.map { line in
            let words = HealthText.words(line)
            return Row(
                subject: line.subject.rawValue, level: line.level.rawValue, finding: words.finding,
                action: words.action)
        }
        let titles = facts.lines.map { HealthText.words($0) }
        try output.print(
            rows,
            lines: titles.map { "\($0.level)\t\($0.title)\t\($0.finding)\($0.action.map { "\n\t\t→ \($0)" } ?? "")" }
                + [HealthText.summary(facts.lines)])
        if facts.lines.contains(where: { $0.level == .red }) { throw ExitCode(1) }
    }
}
