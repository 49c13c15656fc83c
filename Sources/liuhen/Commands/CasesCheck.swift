internal import ArgumentParser
internal import Chronology
internal import Logging
internal import Office
internal import Rules
internal import Web

/// `liuhen cases check`.
struct CasesCheck: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "What a case still lacks of what its texts demand, with article and link.")

    @Argument(help: "The case's id or number.") var caseName: String
    @OptionGroup var data: DataOptions
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let pack: String
        let rule: RuleID?
        let article: String
        let says: String
        let kind: String
        let stage: String
        let due: Instant?
        let overdue: Bool
        let blocks: String?
        let missing: [String]
        let links: [String]
    }

    func run() async throws {
        let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
        let found = try await office.completeness(office.caseID(named: caseName))
        let rows = found.items.map { item in
            let lines = CompletenessText.lines(item, caseID: found.caseID, rules: office.rules)
            return Row(
                pack: item.pack, rule: item.rule, article: item.article, says: item.says, kind: item.kind.rawValue,
                stage: item.stage, due: item.due, overdue: item.isOverdue, blocks: item.blocks?.rawValue,
                missing: lines.map(\.text), links: lines.flatMap(\.links))
        }
        try output.print(
            rows,
            lines: rows.map {
                "\($0.rule?.text ?? "-")\t\($0.kind)\t\($0.stage)\t\($0.article)\t\($0.says)\t"
                    + $0.missing.joined(separator: " ")
            })
    }
}
