internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Logging
internal import Office
internal import Rules

extension RulesCommand {
    /// `liuhen rules whatif PACK --data DIR`.
    struct WhatIf: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "whatif",
            abstract:
                "Judge all cases of an office by a changed pack and tell which obligations appear, vanish or move.")
        @Argument(help: "A pack's name, or a folder that holds its files.") var pack: String
        @OptionGroup var data: DataOptions
        @OptionGroup var source: PackOptions
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let `case`: String
            let change: ObligationChange
        }

        func run() async throws {
            let changed = try source.pack(pack)
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            let found = try await office.whatIf(changed) { done, all in
                if done == all || done.isMultiple(of: 1000) {
                    FileHandle.standardError.write(Data("\(done) of \(all) cases\n".utf8))
                }
            }
            let rows = found.flatMap { entry in entry.changes.map { Row(case: entry.caseID, change: $0) } }
            try output.print(
                rows,
                lines: rows.map { row in
                    let change = row.change
                    let standings = [change.before, change.after].map {
                        $0.map { "\($0.state.rawValue) \($0.due?.description ?? "-")" } ?? "-"
                    }
                    return "\(row.case)\t\(change.rule)\t\(change.kind.rawValue)\t\(standings[0])\t\(standings[1])"
                })
        }
    }
}
