internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

extension LedgerCommand {
    /// `liuhen ledger witness-request`.
    struct WitnessRequest: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "witness-request",
            abstract: "Print what to send to a witness for the newest checkpoint (C2SP tlog-witness).")

        @OptionGroup var data: DataOptions
        @Option(help: "The number of entries that the witness has seen; 0 for none.") var from: Int = 0

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            print(try await office.witnessRequest(from: from), terminator: "")
        }
    }

    /// `liuhen ledger cosigned FILE`.
    struct Cosigned: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Keep a checkpoint that came back from a witness with its cosignature (C2SP tlog-cosignature).")

        @Argument(help: "The checkpoint with the cosignature lines.") var file: String
        @Option(help: ArgumentHelp("Keys of witnesses, one a line.", valueName: "FILE")) var witness: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let keys = try KeyFile.witnesses(witness)
            let note = try KeyFile.bytes(file, option: "FILE")
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            for seen in try await office.keep(cosigned: note, by: keys) { print("\(seen.name)\t\(seen.line)") }
        }
    }
}
