internal import ArgumentParser
internal import Chronology
internal import Logging
internal import Office

/// `liuhen cases`.
struct Cases: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Cases of the office.", subcommands: [List.self, CasesCheck.self])

    /// `liuhen cases list`.
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "List the cases with their next due time.")

        @OptionGroup var data: DataOptions
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let id: String
            let number: String
            let unit: String
            let state: String
            let party: String
            let nextDue: Instant?
        }

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            let rows = try await office.allCases().map {
                Row(id: $0.id, number: $0.number, unit: $0.unit, state: $0.state, party: $0.party, nextDue: $0.nextDue)
            }
            try output.print(
                rows,
                lines: rows.map {
                    "\($0.id)\t\($0.number)\t\($0.unit)\t\($0.state)\t\($0.party)\t\($0.nextDue?.description ?? "-")"
                })
        }
    }
}
