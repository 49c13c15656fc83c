import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

/// A data folder of a test, with keys; removed when nobody holds it any more.
final class DataFolder: Sendable {
    let path: String
    let keys: LedgerKeys
    let origin = "demo.liuhen.example/wuhan"

    init() throws {
        path = FileManager.default.temporaryDirectory.path + "/ledger-" + Hex.encode(Random.bytes(8))
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        keys = try LedgerKeys(signing: Ed25519Key(), master: Random.bytes(32))
    }

    init(copyOf other: DataFolder) throws {
        path = other.path + "-" + Hex.encode(Random.bytes(4))
        keys = other.keys
        try FileManager.default.copyItem(atPath: other.path, toPath: path)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func open(_ mode: SQLiteLogStore.Mode = .writing) throws -> Ledger {
        try Ledger(folder: path, origin: origin, keys: keys, mode: mode)
    }

    /// Opens the log with another signing key than the folder's first.
    func open(signing key: Ed25519Key) throws -> Ledger {
        try Ledger(folder: path, origin: origin, keys: LedgerKeys(signing: key, master: keys.master))
    }

    func findings() throws -> [Finding] { try report().findings }

    /// - Parameter key: the trusted key; nil for the folder's first.
    func report(trusting key: Ed25519Key? = nil, witnesses: [WitnessKey] = []) throws -> LedgerReport {
        let key = try VerifierKey(name: origin, publicKey: (key ?? keys.signing).publicKey)
        return LedgerVerifier(folder: path, key: key, masterKey: keys.master, witnesses: witnesses).report()
    }

    /// The bytes of a file of the folder.
    func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
    }

    /// Puts bytes in the place of a file of the folder.
    func put(_ bytes: [UInt8], as name: String) throws {
        try Data(bytes).write(to: URL(fileURLWithPath: path + "/" + name))
    }

    /// Appends commands of one entry to `case/1`, from a version up to another.
    func append(_ versions: Range<Int>, signing key: Ed25519Key? = nil) async throws {
        let ledger = try open(signing: key ?? keys.signing)
        defer { ledger.close() }
        for version in versions {
            _ = try await ledger.append(batch("c-\(version)-\(ledger.history.epochs.count)", ["case/1": version]))
        }
    }
}

let noon = Instant(milliseconds: 1_521_000_000_000)
let officer = Author(account: "zhang", name: "张三", badge: "42010001")

/// A command with one entry a stream.
func batch(
    _ command: String, _ streams: [String: Int], time: Instant = noon, acted: Instant? = nil,
    parts: [PartName: [String: JSON]] = [.open: ["text": "受理"]], isGuarded: Bool = true
) throws -> CommandBatch {
    var guards: [StreamName: Int] = [:]
    var entries: [NewEntry] = []
    for (text, version) in streams.sorted(by: { $0.key < $1.key }) {
        let stream = try StreamName(text)
        if isGuarded { guards[stream] = version }
        entries.append(
            NewEntry(EntryKind("case.noted"), in: stream, acted: acted, parts: parts, isGuarded: isGuarded))
    }
    return CommandBatch(
        command: try CommandID(command), entries: entries, guards: guards, who: officer, time: time)
}
