internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

extension LedgerCommand {
    /// `liuhen ledger rotate-key`.
    struct RotateKey: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "rotate-key", abstract: "Change the key that signs the log.",
            discussion: """
                Stop the server first. The old and the new key sign the change, which becomes an entry; the old key is \
                then destroyed. Prints the new public key: hand it to everyone who verifies volumes from now on. Volumes \
                exported before keep verifying with the old public key. If it is interrupted, run it again.
                """)

        @OptionGroup var data: DataOptions
        @Option(help: "Why, as the log shall say it.") var reason: String

        func run() async throws {
            guard reason.contains(where: { !$0.isWhitespace }) else { throw CommandFailure("--reason: says nothing") }
            print(
                try await Office.changeSigningKey(
                    data.folder, reason: reason, logger: Logger(label: "liuhen")))
        }
    }

    /// `liuhen ledger epoch`.
    struct Epoch: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Go on with a restored log that lies behind its last signed checkpoint.",
            discussion: """
                Only after a restore from a backup that is older than the checkpoint kept outside the database. The entry \
                names the abandoned checkpoint, the lost range, the reason and two persons who approved it. The log has a \
                new name from then on, and so has its public key.
                """)

        @OptionGroup var data: DataOptions
        @Option(help: "Why, as the log shall say it.") var reason: String
        @Option(help: ArgumentHelp("Who approved it: give it twice.", valueName: "SIGN-IN NAME"))
        var approver: [String]

        func run() async throws {
            guard reason.contains(where: { !$0.isWhitespace }) else { throw CommandFailure("--reason: says nothing") }
            guard approver.count == 2 else { throw CommandFailure("--approver: two persons must approve it") }
            let epoch = try await Office.openEpoch(
                data.folder, reason: reason, approvers: (approver[0], approver[1]), logger: Logger(label: "liuhen"))
            print("epoch \(epoch.number)\t\(epoch.line)")
        }
    }
}
