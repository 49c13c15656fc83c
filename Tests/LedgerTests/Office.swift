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

    func findings() throws -> [Finding] {
        let key = try VerifierKey(name: origin, publicKey: keys.signing.publicKey)
        return LedgerVerifier(folder: path, key: key, masterKey: keys.master).findings()
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
