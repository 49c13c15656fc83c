internal import ArgumentParser
internal import Foundation
internal import Office

/// `liuhen upgrade`.
struct Upgrade: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Bring the data folder of an older version to this one.",
        discussion: """
            `liuhen serve` does the same by itself. What is touched is copied first, the result is verified, and the old \
            state is put back where anything fails. With --check nothing is changed: exits 1 where an upgrade is due.
            """)

    @OptionGroup var data: DataOptions
    @Flag(help: "Only tell whether an upgrade is due.") var check = false
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let from: Int
        let to: Int
        let copy: String?
    }

    func run() async throws {
        guard OfficeFolder(data.folder).holdsOffice else {
            throw CommandFailure("--data: there is no office in \(data.data)")
        }
        let upgrade = DataUpgrade(data.folder)
        do {
            let found = try upgrade.found()
            if check {
                let row = Row(from: found, to: DataFormat.current, copy: nil)
                try output.print(row, lines: ["format \(found), this version writes \(DataFormat.current)"])
                if found > DataFormat.current {
                    throw BackupProblem.newerFormat(found: found, known: DataFormat.current)
                }
                if found < DataFormat.current { throw ExitCode(1) }
                return
            }
            let outcome = try upgrade.run()
            let row = Row(from: outcome.from, to: outcome.to, copy: outcome.copy)
            try output.print(
                row,
                lines: [
                    outcome.copy.map { "format \(outcome.from) → \(outcome.to); the old state is kept in \($0)" }
                        ?? "format \(outcome.to): nothing to do"
                ])
        } catch let problem as BackupProblem {
            throw CommandFailure(BackupProblemText.line(problem))
        }
    }
}
