internal import Archive
internal import ArgumentParser
internal import Foundation
internal import Office

/// `liuhen verify`.
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Verify an office's whole ledger and every blob, or an exported volume.",
        discussion: """
            With --data: the log, its proofs and checkpoints, and every blob in the vault. The key trusted is the office's \
            own, or the one given with --key: any that has signed the log, since key changes are followed. --witness and \
            --checkpoint bring in what others have seen of the log.
            With VOLUME and --key: the bag alone, trusting no key but the one given.
            Exits 1 when something is not right.
            """)

    @Argument(help: "The folder of an exported volume.") var volume: String?
    @Option(help: ArgumentHelp("The office's data folder.", valueName: "DIR")) var data: String?
    @Option(help: ArgumentHelp("The office's public key, as `liuhen keys public` prints it.", valueName: "FILE"))
    var key: String?
    @Option(
        help: ArgumentHelp("Keys of witnesses, one a line; without it those that the office knows.", valueName: "FILE"))
    var witness: String?
    @Option(help: ArgumentHelp("A checkpoint from elsewhere that the log must continue.", valueName: "FILE"))
    var checkpoint: [String] = []
    @OptionGroup var output: OutputOptions

    private struct Result: Encodable {
        let ok: Bool
        let findings: [Row]
        let facts: [String: String]
    }

    private struct Row: Encodable {
        let `where`: String
        let what: String
    }

    func run() async throws {
        let result: Result
        if let data {
            guard volume == nil else { throw CommandFailure("give --data or a volume, not both") }
            let folder = URL(fileURLWithPath: data, isDirectory: true)
            guard FileManager.default.fileExists(atPath: folder.path) else {
                throw CommandFailure("--data: there is no folder \(data)")
            }
            let report = await Office.verify(
                folder, trusting: try key.map { try KeyFile.verifierKey($0) },
                witnesses: try witness.map { try KeyFile.witnesses($0) },
                against: try checkpoint.map { try KeyFile.bytes($0, option: "--checkpoint") })
            result = Result(
                ok: report.findings.isEmpty, findings: report.findings.map { Row(where: $0.place, what: $0.problem) },
                facts: report.facts.merging(report.logFacts) { own, _ in own })
        } else if let volume {
            guard witness == nil, checkpoint.isEmpty else {
                throw CommandFailure("--witness and --checkpoint are for an office's own log, with --data")
            }
            guard let key else { throw CommandFailure("--key: the office's public key is needed to verify a volume") }
            guard let text = try? String(contentsOfFile: key, encoding: .utf8) else {
                throw CommandFailure("--key: cannot be read: \(key)")
            }
            let folder = URL(fileURLWithPath: volume, isDirectory: true)
            guard FileManager.default.fileExists(atPath: folder.path) else {
                throw CommandFailure("there is no volume at \(volume)")
            }
            let report = VolumeVerifier.verify(folder, trusting: text)
            result = Result(
                ok: report.isIntact,
                findings: report.findings.map { Row(where: $0.place, what: $0.problem.description) },
                facts: report.facts)
        } else {
            throw CommandFailure("give --data DIR, or a volume with --key FILE")
        }
        try output.print(
            result,
            lines: result.facts.sorted { $0.key < $1.key }.map { "\($0.key)\t\($0.value)" }
                + result.findings.map { "\($0.where)\t\($0.what)" } + [result.ok ? "ok" : "NOT RIGHT"])
        if !result.ok { throw ExitCode(1) }
    }
}
