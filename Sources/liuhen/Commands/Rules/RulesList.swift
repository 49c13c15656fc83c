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
            let issuer: String?
            let issued: Day?
            let posted: Day?
            let inForceFrom: Day?
            let restsOn: [Pack.Instrument]
            let replaces: [Pack.Instrument]

            enum CodingKeys: String, CodingKey {
                case pack, title, number, rules, checked, issuer, issued, posted, replaces
                case inForceFrom = "in_force_from"
                case restsOn = "rests_on"
            }
        }

        func run() throws {
            let rows = try PackLibrary.bundled.names.map { name in
                let pack = try PackLibrary.bundled.pack(name)
                return Row(
                    pack: pack.id, title: pack.title, number: pack.number, rules: pack.rules.count,
                    checked: pack.checked, issuer: pack.issuer, issued: pack.head.issued, posted: pack.head.posted,
                    inForceFrom: pack.inForceFrom, restsOn: pack.head.restsOn, replaces: pack.head.replaces)
            }
            try output.print(rows, lines: rows.map { "\($0.pack)\t\($0.rules)\t\($0.title)\t\($0.number ?? "")" })
        }
    }
}
