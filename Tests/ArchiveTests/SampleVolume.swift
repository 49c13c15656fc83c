import Archive
import Chronology
import Cryptography
import Foundation
import Ledger
import Testing

/// A small archived case in a real log, and its volume on disk. The folder goes when the value is let go.
final class SampleVolume {
    static let stream = "case/2026-0001"

    let folder: URL
    let bag: String
    let listing: VolumeListing
    let key: VerifierKey
    let contents: [String: [UInt8]]

    private let ledger: Ledger
    private let signing: Ed25519Key
    private var written = 0

    /// The contents of the files, by what they are: no answer of ours is in them.
    static let filing = Array("%PDF-1.7 filing approval form".utf8)
    static let scan = Array("%PDF-1.7 scan of the signed form".utf8)
    static let advice = Array("%PDF-1.7 collective discussion".utf8)
    static let recording = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 8) }
    static let whole = Array("%PDF-1.7 the main volume".utf8)

    init(origin: String = "log.qiaokou.example", signing: Ed25519Key? = nil) async throws {
        folder = FileManager.default.temporaryDirectory.appending(path: "archive-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        bag = folder.appending(path: "volume").path
        let signing = try signing ?? Ed25519Key()
        self.signing = signing
        key = try VerifierKey(name: origin, publicKey: signing.publicKey)
        ledger = try Ledger(
            folder: folder.path, origin: origin, keys: LedgerKeys(signing: signing, master: Random.bytes(32)))

        let items = SampleVolume.items
        listing = try VolumeListing(SampleVolume.contents(origin: origin, items: items))
        contents = [
            SampleVolume.filing, SampleVolume.scan, SampleVolume.advice, SampleVolume.recording, SampleVolume.whole,
        ]
        .reduce(into: [:]) { $0[SHA256.hash($1).hex] = $1 }

        try await append("matter-received", [.open: ["unit": "硚口"], .sealed: ["informant": "somebody"]])
        try await append("form-submitted", [.open: ["blob": blob(SampleVolume.filing)]])
        // Entries of others stand between those of the case.
        try await append("signed-in", [.open: ["from": "window"]], in: "account/7")
        try await append(
            "form-signed", [.open: ["blob": blob(SampleVolume.scan), "advice": blob(SampleVolume.advice)]])
        try await append("recording-added", [.personal: ["blob": blob(SampleVolume.recording)]])
        try await append("case-closed", [.open: ["ground": "fulfilled"]])
        try await append(
            "case-archived", [.open: ["attachments": [["digest": .string(listing.digest.hex)]]]])
        try await append("signed-in", [.open: ["from": "desk"]], in: "account/8")
    }

    deinit {
        ledger.close()
        try? FileManager.default.removeItem(at: folder)
    }

    static var items: [VolumeItem] {
        let day = Day(epochDay: 20_500)
        func content(_ bytes: [UInt8], _ fileExtension: String, _ label: String? = nil) -> VolumeContent {
            VolumeContent(
                digest: SHA256.hash(bytes), byteCount: bytes.count, fileExtension: fileExtension, label: label)
        }
        return [
            VolumeItem(
                id: "r1", title: "现场检查 录像", date: day, responsible: "张三", stage: 1, time: Instant(day, hour: 9),
                kind: .recording, part: .main, pages: 0, files: [content(recording, "mp4")],
                remark: RecordingRemark(
                    content: "现场检查全过程", time: "2026-02-16 09:00", place: "工地", recorder: "张三", identity: "监察员",
                    storage: "专用存储器一号")),
            VolumeItem(
                id: "f1", title: "劳动保障监察立案审批表", date: day, responsible: "立案部门", stage: 0,
                time: Instant(day, hour: 10), kind: .form, part: .main, pages: 2,
                files: [content(scan, "pdf", "签字扫描件"), content(filing, "pdf", "电子原件")]),
            VolumeItem(
                id: "f2", title: "合议表", date: day, responsible: "案件审理部门", stage: 2, time: Instant(day, hour: 10),
                kind: .form, part: .supplementary, pages: 3, files: [content(advice, "pdf")]),
        ]
    }

    static func contents(origin: String, items: [VolumeItem]) throws -> VolumeContents {
        var contents = try VolumeContents(
            origin: origin, stream: stream,
            heading: VolumeContents.Heading(
                number: "硚人社监立字〔2026〕1号", title: "拖欠工资案 <甲公司>", unit: "硚口区劳动保障监察大队",
                archiveNumber: "2026-永久-1", archived: Day(epochDay: 20_600), retention: "永久"),
            items: items)
        contents.bound[.main] = VolumeContent(
            digest: SHA256.hash(whole), byteCount: whole.count, fileExtension: "pdf")
        return contents
    }

    /// Writes the bag. Parts that are not shown and files that are left out are withheld.
    @discardableResult
    func write(
        leavingOut paths: Set<String> = [], showing names: Set<PartName> = Set(PartName.allCases)
    ) async throws -> SampleVolume {
        let entries = try CaseEntries(of: StreamName(SampleVolume.stream), in: ledger) { _ in names }
        let writer = VolumeWriter(listing: listing, entries: entries.entries, checkpoint: entries.checkpoint)
        try await writer.write(to: URL(filePath: bag), on: Day(epochDay: 20_601)) { file in
            if paths.contains(file.path) { return nil }
            return try source(file)
        }
        return self
    }

    /// The content of a file of the listing, in pieces.
    func source(_ file: VolumeListing.File) throws -> ContentSource {
        guard let bytes = contents[file.sha256] else { throw CocoaError(.fileNoSuchFile) }
        return ContentSource { accept in
            for start in stride(from: 0, to: bytes.count, by: 65_536) {
                try accept(Array(bytes[start..<min(start + 65_536, bytes.count)]))
            }
        }
    }

    /// An entry of the log at a place, whatever its stream, proven against the last checkpoint.
    func entry(_ index: Int) throws -> VolumeEntry {
        let entry = try #require(try ledger.entries(from: LeafIndex(index), limit: 1).first)
        return VolumeEntry(entry, proof: try ledger.proof(of: entry.index), showing: Set(PartName.allCases))
    }

    /// The checkpoint after one more entry of somebody else.
    func laterCheckpoint() async throws -> [UInt8] {
        try await append("signed-in", [.open: ["from": "window"]], in: "account/9")
        return try #require(try ledger.checkpoint()).bytes
    }

    /// Puts an envelope into the bag in the place of another and signs a log that holds it: what only the office itself
    /// could do.
    func resign(_ index: Int, _ change: (String) -> String) throws {
        let bag = BagTampering(bag: bag)
        var envelopes = try ledger.entries(from: LeafIndex(0), limit: 100).map(\.bytes)
        envelopes[index] = Array(change(String(decoding: envelopes[index], as: UTF8.self)).utf8)
        let tree = MerkleTree(leaves: envelopes.map(MerkleHash.leaf))
        let checkpoint = try Checkpoint(
            signing: tree.size, root: tree.root(size: tree.size), origin: key.name, key: signing)
        let unverified = try UnverifiedCheckpoint(parsing: checkpoint.bytes)
        try bag.write("data/checkpoint", checkpoint.bytes)
        for name in try bag.entryFiles(".envelope.json") {
            let place = try #require(Int(name.dropFirst("data/entries/".count).prefix(6)))
            let proof = try InclusionProof(of: LeafIndex(place), size: tree.size, from: tree)
            try bag.write(name, envelopes[place])
            try bag.write(
                name.replacing(".envelope.json", with: ".tlog-proof"),
                LogProof(proof, checkpoint: unverified).bytes)
        }
        try bag.reseal()
    }

    func verify(with other: VerifierKey? = nil) -> VolumeReport {
        VolumeVerifier.verify(URL(filePath: bag), trusting: (other ?? key).description)
    }

    private func append(
        _ kind: String, _ parts: [PartName: [String: JSON]], in stream: String = SampleVolume.stream
    ) async throws {
        written += 1
        let stream = try StreamName(stream)
        let batch = CommandBatch(
            command: try CommandID("command-\(written)"),
            entries: [NewEntry(EntryKind(kind, version: 1), in: stream, parts: parts)],
            guards: [stream: try ledger.version(of: stream)],
            who: Author(account: "officer-1", name: "张三", badge: "HB-0001"),
            time: Instant(Day(epochDay: 20_500), hour: 8, minute: written))
        _ = try await ledger.append(batch)
    }

    private func blob(_ bytes: [UInt8]) -> JSON {
        ["digest": .string(SHA256.hash(bytes).hex), "byteCount": .int(Int64(bytes.count))]
    }
}
