internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen restore`.
struct RestoreCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Bring an office back from a backup, with the recovery key.",
        discussion: """
            Without --to it only lists what there is. With it the newest backup, or the one that --snapshot names, is \
            brought back into a folder beside DIR, verified, and put in its place in the last step; killed at any moment, \
            run it again. An office that lies at DIR is put aside, never deleted.
            Where a newer state of the log is known (the office that lay there, a newer backup, --checkpoint), the log is \
            not written to until two people open a new epoch: with --reason and two --approver here, or with \
            `liuhen ledger epoch` later.
            Exits 1 when what came back is not right, 2 when nothing was brought back.
            """)

    @Option(help: ArgumentHelp("Where the backup is.", valueName: "DIR|s3:…")) var from: String
    @Option(help: ArgumentHelp("The data folder to restore to.", valueName: "DIR")) var to: String?
    @Option(help: ArgumentHelp("The recovery key: a file with the groups of its paper.", valueName: "FILE"))
    var recovery: String?
    @Option(help: ArgumentHelp("In its place: the folder of keys of the lost server.", valueName: "DIR"))
    var keys: String?
    @Option(help: ArgumentHelp("Which backup; the newest without it.", valueName: "ID")) var snapshot: String?
    @Option(help: ArgumentHelp("A checkpoint of the log that somebody else holds, a witness's.", valueName: "FILE"))
    var checkpoint: [String] = []
    @Option(help: "Why the log goes on behind a newer state, as it shall say.") var reason: String?
    @Option(help: ArgumentHelp("Who approved that: give it twice.", valueName: "SIGN-IN NAME")) var approver: [String] =
        []
    @OptionGroup var output: OutputOptions

    func run() async throws {
        var request = RestoreRequest(
            from: try Backup.target(from),
            secrets: BackupSecrets(environment: ProcessInfo.processInfo.environment), key: try key())
        request.snapshot = snapshot
        request.checkpoints = try checkpoint.map { try KeyFile.bytes($0, option: "--checkpoint") }
        if reason != nil || !approver.isEmpty {
            guard let reason, reason.contains(where: { !$0.isWhitespace }), approver.count == 2 else {
                throw CommandFailure("--reason and two --approver belong together")
            }
            request.epoch = (reason, (approver[0], approver[1]))
        }
        let progress = ProgressLine(shows: output.format == .text)
        var restore = Restore(request)
        restore.tell = { progress.show($0) }
        do {
            let offer = try restore.offer()
            guard let to else {
                let rows = offer.backups.map(ListingRow.init)
                return try output.print(rows, lines: ["\(offer.agency)（\(offer.origin)）"] + rows.map(\.line))
            }
            if output.format == .text {
                print("\(offer.agency)（\(offer.origin)）共 \(offer.backups.count) 个备份")
                for row in offer.backups.suffix(5).map(ListingRow.init) { print("  " + row.line) }
            }
            let result = try await restore.run(
                to: URL(fileURLWithPath: to, isDirectory: true), logger: Logger(label: "liuhen"))
            progress.end()
            let row = RestoreRow(result)
            try output.print(row, lines: row.lines(to))
            if !row.ok { throw ExitCode(1) }
        } catch let problem as BackupProblem {
            progress.end()
            throw CommandFailure(BackupProblemText.line(problem))
        }
    }

    private func key() throws -> RestoreRequest.Key {
        switch (recovery, keys) {
        case (let file?, nil):
            guard let text = try? String(contentsOfFile: file, encoding: .utf8) else {
                throw CommandFailure("--recovery: cannot be read: \(file)")
            }
            return .recovery(text: text, file: file)
        case (nil, let folder?): return .keys(URL(fileURLWithPath: folder, isDirectory: true))
        default:
            throw CommandFailure(
                "--recovery: a backup opens only with the recovery key, or with --keys, the lost server's folder of keys"
            )
        }
    }
}
