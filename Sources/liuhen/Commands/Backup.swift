internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Logging
internal import Office

/// `liuhen backup`.
struct Backup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Back an office up, read it back and prove it; also while its server runs.",
        discussion: """
            --to names a folder (a USB disk's, another machine's) or s3:https://host/bucket/prefix, whose keys stand in \
            AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY. Without --to all targets that the office has set are backed up \
            to. What is there already is not sent again; interrupted, it goes on where it was. Only the recovery key and \
            the server's own keys open a backup.
            Exits 1 when what was written could not be proved, 2 when it could not be written.
            """, subcommands: [Make.self, Drill.self, Repair.self], defaultSubcommand: Make.self)

    /// `liuhen backup --data DIR --to DIR`.
    struct Make: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "make", abstract: "Make a backup (this is what `liuhen backup` does).")

        @OptionGroup var data: DataOptions
        @Option(help: ArgumentHelp("Where to.", valueName: "DIR|s3:…")) var to: [String] = []
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let logger = Logger(label: "liuhen")
            let office = try await Office.openForReading(data.folder, logger: logger)
            let targets = try to.isEmpty ? office.backupHistory().targets.filter { !$0.isOff } : to.map(Backup.target)
            guard !targets.isEmpty else { throw CommandFailure("--to: the office has set no target yet, so name one") }
            var rows: [BackupRow] = []
            for target in targets {
                let progress = ProgressLine(shows: output.format == .text)
                let made: BackupMade
                do {
                    made = try await office.makeBackup(
                        to: target, secrets: BackupSecrets(environment: ProcessInfo.processInfo.environment)
                    ) { progress.show($0) }
                } catch OfficeError.backup(let problem) {
                    progress.end()
                    try? office.reportFailure(problem, of: target)
                    try? await Backup.enter(data.folder, logger: logger)
                    throw Backup.exit(for: problem)
                }
                progress.end()
                rows.append(BackupRow(made))
            }
            try await Backup.enter(data.folder, logger: logger)
            try output.print(rows, lines: rows.map(\.line))
        }
    }

    /// `liuhen backup drill`.
    struct Drill: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Restore the newest backup into a folder that is thrown away again, verify it and tell.",
            discussion: "Exits 1 when what came back is not right.")

        @OptionGroup var data: DataOptions
        @Option(help: ArgumentHelp("Where the backup is.", valueName: "DIR|s3:…")) var from: String?
        @Option(help: ArgumentHelp("Where there is room to restore to; the data folder's disk.", valueName: "DIR"))
        var scratch: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let logger = Logger(label: "liuhen")
            let office = try await Office.openForReading(data.folder, logger: logger)
            let history = try office.backupHistory()
            let last = history.lastMade().flatMap { BackupTarget($0.address) }
            guard let target = try from.map(Backup.target) ?? last else {
                throw CommandFailure("--from: the log knows of no backup, so name one")
            }
            let progress = ProgressLine(shows: output.format == .text)
            let drill = try await office.makeDrill(
                with: target, secrets: BackupSecrets(environment: ProcessInfo.processInfo.environment),
                scratch: scratch.map { URL(fileURLWithPath: $0, isDirectory: true) }
            ) { progress.show($0) }
            progress.end()
            try await Backup.enter(data.folder, logger: logger)
            let row = DrillRow(drill)
            try output.print(row, lines: row.lines)
            if !row.ok { throw ExitCode(1) }
        }
    }

    /// `liuhen backup repair`.
    struct Repair: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Bring back from a backup what is missing or damaged in the vault.",
            discussion: """
                Reads every blob that the log names. Each that is not right is fetched from the newest backup, checked \
                against the log, and put in the place of the damaged file. Exits 1 when something could not be repaired.
                """)

        @OptionGroup var data: DataOptions
        @Option(help: ArgumentHelp("Where the backup is.", valueName: "DIR|s3:…")) var from: String
        @OptionGroup var output: OutputOptions

        private struct Row: Encodable {
            let blob: String
            let repaired: Bool
        }

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            let repaired = try await office.repairBlobs(
                from: try Backup.target(from),
                secrets: BackupSecrets(environment: ProcessInfo.processInfo.environment))
            let rows = repaired.sorted { $0.key < $1.key }.map { Row(blob: $0.key, repaired: $0.value) }
            try output.print(
                rows,
                lines: rows.isEmpty
                    ? ["every blob is right"]
                    : rows.map { "\($0.blob)\t\($0.repaired ? "repaired" : "NOT REPAIRED")" })
            if rows.contains(where: { !$0.repaired }) { throw ExitCode(1) }
        }
    }

    /// A target as it is typed: a folder, relative to here, or an address of S3.
    static func target(_ text: String) throws -> BackupTarget {
        let address = text.hasPrefix("s3:") ? text : URL(fileURLWithPath: text, isDirectory: true).path
        guard let target = BackupTarget(address) else {
            throw CommandFailure("«\(text)» is neither a folder nor s3:https://host/bucket/prefix")
        }
        return target
    }

    /// Enters the reports in the log, unless a server writes it, which then does so itself.
    static func enter(_ folder: URL, logger: Logger) async throws {
        do {
            _ = try await Office.open(folder, logger: logger)
        } catch OfficeError.storage("ledger.fenced") {
            return
        }
    }

    /// Tells what could not be proved apart from what could not be done.
    private static func exit(for problem: BackupProblem) -> any Error {
        guard case .notProved(let findings) = problem else { return problem }
        for finding in findings { print(finding) }
        print("NOT RIGHT")
        return ExitCode(1)
    }
}
