internal import ArgumentParser
internal import Chronology
internal import Rules

extension RulesCommand {
    /// `liuhen rules list`.
    struct List: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the packs.")
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let pack: String
            let title: String
            let number: String?
            let rules: Int
            let checked: Day
        }

        func run() throws {
            let rows = try PackLibrary.bundled.names.map { name in
                let pack = try PackLibrary.bundled.pack(name)
                return Row(
                    pack: pack.id, title: pack.title, number: pack.number, rules: pack.rules.count,
                    checked: pack.checked)
            }
            try output.print(rows, lines: rows.map { "\($0.pack)\t\($0.rules)\t\($0.title)\t\($0.number ?? "")" })
        }
    }
}
