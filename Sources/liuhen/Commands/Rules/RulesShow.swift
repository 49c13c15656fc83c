internal import ArgumentParser
internal import Rules

extension RulesCommand {
    /// `liuhen rules show PACK`.
    struct Show: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Show the rules of a pack.")
        @Argument(help: "The pack's name.") var pack: String
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let rule: RuleID
            let article: String
            let says: String
            let force: String
            let confirmed: Bool
        }

        func run() throws {
            let rows = try PackLibrary.bundled.pack(pack).rules.map {
                Row(
                    rule: $0.id, article: $0.article, says: $0.says, force: $0.force.rawValue,
                    confirmed: $0.isConfirmed)
            }
            try output.print(
                rows,
                lines: rows.map { "\($0.rule)\t\($0.force)\t\($0.article)\t\($0.says)\($0.confirmed ? "" : "（未核对）")" })
        }
    }
}
