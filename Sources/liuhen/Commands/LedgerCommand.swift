internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen ledger`.
struct LedgerCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ledger",
        abstract: "The log in the formats of other people's tools, its keys, epochs and witnesses.",

        subcommands: [
            Checkpoint.self, Prove.self, Tiles.self, RotateKey.self, Epoch.self, WitnessRequest.self, Cosigned.self,
        ])

    /// `liuhen ledger checkpoint`.
    struct Checkpoint: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the newest signed checkpoint (C2SP tlog-checkpoint).")

        @OptionGroup var data: DataOptions

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            print(try await office.integrity().checkpoint, terminator: "")
        }
    }

    /// `liuhen ledger prove ENTRY`.
    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Print the proof of one entry (C2SP tlog-proof).")

        @Argument(help: "The entry's id, as pages show it.") var entry: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            print(try await office.proof(ofEntry: entry), terminator: "")
        }
    }

    /// `liuhen ledger tiles DIR`.
    struct Tiles: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write the log as C2SP tlog-tiles to a folder, for a mirror or an auditor.")

        @Argument(help: "The folder to write to.") var folder: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            print("\(try await office.writeTiles(to: URL(fileURLWithPath: folder, isDirectory: true))) entries")
        }
    }
}
