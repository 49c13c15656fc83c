internal import ArgumentParser
internal import Casework
internal import Cryptography
internal import Foundation
internal import Logging
internal import Office

/// `liuhen draw`.
struct DrawCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "draw", abstract: "Random draws for inspections.", subcommands: [Verify.self, Export.self])

    /// `liuhen draw export`.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print a draw as JSON, which anybody can compute again.")

        @Argument(help: "The draw's id or number.") var draw: String
        @OptionGroup var data: DataOptions

        func run() async throws {
            let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
            let record = try await office.drawRecord(named: draw)
            FileHandle.standardOutput.write(Data(try DrawCoding.encode(record)))
        }
    }

    /// `liuhen draw verify`.
    struct Verify: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Compute a draw again from its exported JSON.",
            discussion: "Needs no office. Exits 1 when something differs, 2 when the file is no draw.")

        @Argument(help: "The exported JSON.") var file: String
        @Option(
            help: ArgumentHelp("The digest as it was announced when the lists were frozen.", valueName: "HEX"))
        var digest: String?
        @OptionGroup var output: OutputOptions

        private struct Result: Encodable {
            let ok: Bool
            let draw: String
            let digest: String
            let findings: [String]
            let drawn: [Row]
        }

        private struct Row: Encodable {
            let id: String
            let name: String
            let inspectors: [String]
        }

        func run() throws {
            guard let bytes = FileManager.default.contents(atPath: file) else {
                throw CommandFailure("cannot be read: \(file)")
            }
            let record: DrawRecord
            do {
                record = try JSONDecoder().decode(DrawRecord.self, from: bytes)
            } catch {
                throw CommandFailure("\(file) is no draw: \(DrawFindingText.place(of: error))")
            }
            let findings = record.findings(announced: digest?.lowercased()).map { DrawFindingText.line($0) }
            let result = Result(
                ok: findings.isEmpty, draw: record.number, digest: record.lists.digest.hex, findings: findings,
                drawn: (record.result?.objects ?? []).map {
                    Row(id: $0.id, name: $0.name, inspectors: $0.inspectors.map(\.name))
                })
            try output.print(
                result,
                lines: ["\(result.draw)\t\(result.digest)"]
                    + result.drawn.map { "\($0.id)\t\($0.name)\t\($0.inspectors.joined(separator: ","))" } + findings
                    + [result.ok ? "ok" : "NOT RIGHT"])
            if !result.ok { throw ExitCode(1) }
        }
    }
}
