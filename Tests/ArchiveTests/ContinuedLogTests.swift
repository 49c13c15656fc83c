import Archive
import Chronology
import Cryptography
import Foundation
import Ledger
import Testing

/// Volumes of a log whose key was changed, and of one that went on behind a checkpoint.
@Suite struct `A volume of a log that was continued` {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "continued-\(UUID().uuidString)")
    private let origin = "log.qiaokou.example"
    private let keys: LedgerKeys
    private let noon = Instant(Day(epochDay: 20_500), hour: 12)
    private let head = Author(account: "head", name: "李局长")
    private let keeper = Author(account: "keeper", name: "王管理")

    init() throws {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        keys = try LedgerKeys(signing: Ed25519Key(), master: Random.bytes(32))
    }

    private func append(_ kind: String, _ open: [String: JSON], signing key: Ed25519Key? = nil) async throws {
        let ledger = try Ledger(
            folder: folder.path, origin: origin, keys: LedgerKeys(signing: key ?? keys.signing, master: keys.master))
        defer { ledger.close() }
        let stream = try StreamName(SampleVolume.stream)
        let version = try ledger.version(of: stream)
        let batch = CommandBatch(
            command: try CommandID("c-\(try ledger.size())-\(kind)"),
            entries: [NewEntry(EntryKind(kind), in: stream, parts: [.open: open])], guards: [stream: version],
            who: keeper, time: noon)
        _ = try await ledger.append(batch)
    }

    private func blob(_ bytes: [UInt8]) -> JSON { ["digest": .string(SHA256.hash(bytes).hex)] }

    /// Enters all that the volume of the sample holds.
    private func handle(signing key: Ed25519Key? = nil) async throws {
        for bytes in [SampleVolume.filing, SampleVolume.scan, SampleVolume.advice, SampleVolume.recording] {
            try await append("file-taken-in", ["blob": blob(bytes)], signing: key)
        }
    }

    /// Archives the case and writes its volume.
    /// - Returns: the bag, and the key that the office hands on with it.
    private func archive(to name: String, signing key: Ed25519Key? = nil) async throws -> (bag: URL, key: String) {
        let listing = try VolumeListing(SampleVolume.contents(origin: origin, items: SampleVolume.items))
        try await append(
            "case-archived", ["attachments": [["digest": .string(listing.digest.hex)]]], signing: key)
        let ledger = try Ledger(folder: folder.path, origin: origin, keys: keys, mode: .reading)
        defer { ledger.close() }
        let entries = try CaseEntries(of: StreamName(SampleVolume.stream), in: ledger) { _ in [.open] }
        let contents = [
            SampleVolume.filing, SampleVolume.scan, SampleVolume.advice, SampleVolume.recording, SampleVolume.whole,
        ].reduce(into: [:]) { $0[SHA256.hash($1).hex] = $1 }
        let bag = folder.appending(path: name)
        let writer = VolumeWriter(listing: listing, entries: entries.entries, checkpoint: entries.checkpoint)
        try await writer.write(to: bag, on: Day(epochDay: 20_601)) { file in
            guard let bytes = contents[file.sha256] else { throw CocoaError(.fileNoSuchFile) }
            return ContentSource { accept in try accept(bytes) }
        }
        return (bag, ledger.verifierKey.description)
    }

    private func findings(_ volume: (bag: URL, key: String), with key: String? = nil) -> [VolumeReport.Finding] {
        VolumeVerifier.verify(volume.bag, trusting: key ?? volume.key).findings
    }

    @Test func `holds for the key of its time, before and after the key was changed`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await handle()
        let before = try await archive(to: "before")
        let new = try Ed25519Key()
        _ = try Ledger.changeKey(
            in: folder.path, origin: origin, keys: keys, to: new, reason: "例行更换", by: keeper, time: noon)
        let after = try await archive(to: "after", signing: new)
        #expect(findings(before) == [] && findings(after) == [] && before.key != after.key)
        #expect(findings(after, with: before.key).contains { $0.problem == .signatureMissing(key: origin) })
        #expect(findings(before, with: after.key).contains { $0.problem == .signatureMissing(key: origin) })
    }

    @Test func `holds across a new epoch for the key in the epoch's name, and for no older one`() async throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try await handle()
        let before = try await archive(to: "before")
        let database = folder.appending(path: "ledger.db")
        let backup = try Data(contentsOf: database)
        try await append("case-noted", ["text": "失去的一条"])
        try backup.write(to: database)
        _ = try Ledger.openEpoch(
            in: folder.path, origin: origin, keys: keys,
            EpochOpening(reason: "恢复备份", approvedBy: head, and: keeper, time: noon))
        let after = try await archive(to: "after")
        #expect(findings(before) == [] && findings(after) == [])
        #expect(after.key.hasPrefix(origin + "/epoch-2+"))
        let differs = VolumeProblem.originDiffers(expected: origin, found: origin + "/epoch-2")
        #expect(findings(after, with: before.key).contains { $0.problem == differs })
        // A volume of another log does not pass for an earlier epoch of this one.
        let foreign = after.key.replacing(origin, with: "log.other.example")
        #expect(!findings(after, with: foreign).isEmpty)
    }
}
