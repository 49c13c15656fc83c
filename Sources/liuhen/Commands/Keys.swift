internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen keys`.
struct Keys: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The office's public key, and the recovery key.",
        subcommands: [Public.self, Recovery.self, Prove.self])

    /// `liuhen keys public`.
    struct Public: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the public key with which anyone verifies the office's volumes and log.")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            print(try await office.integrity().verifierKey)
        }
    }

    /// `liuhen keys recovery`.
    struct Recovery: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Make a recovery key, away from the server.",
            discussion: """
                Prints an age identity. Keep it on paper, away from the server; give the office only the line that begins \
                with age1. The stock age tool opens every blob with it.
                """)

        func run() throws {
            let pair = try RecoveryKey.make()
            print("# recipient: \(pair.recipient)")
            print(pair.identity)
        }
    }
}
