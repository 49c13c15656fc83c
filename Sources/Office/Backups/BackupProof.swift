internal import Chronology
internal import Cryptography
internal import Foundation
internal import Ledger

/// Proves that a backup can be read: not that the tool said so, but that what comes back is what went in.
struct BackupProof: Sendable {
    let folder: OfficeFolder
    let information: OfficeInformation
    let restic: Restic
    let stage: BackupStage
    let tell: @Sendable (BackupProgress) -> Void

    /// Checks the repository, brings the log and the keys back and holds them against what was copied, and looks for
    /// every blob that the log names.
    /// - Returns: whether every byte of the repository was read back.
    /// - Throws: ``BackupProblem/notProved(findings:)``, and what keeps the tool from working.
    func check(snapshot: String, onDay day: Day, wholeUpTo limit: Int64) throws(BackupProblem) -> Bool {
        tell(BackupProgress(phase: .checking, percent: nil))
        let readsAll = stage.blobs.values.reduce(0, +) <= limit
        let part = readsAll ? ["--read-data"] : ["--read-data-subset", "\(day.weekday)/7"]
        try restic.run(["check"] + part)
        tell(BackupProgress(phase: .proving, percent: nil))
        let findings = try blobFindings(snapshot) + fileFindings(snapshot)
        guard findings.isEmpty else { throw .notProved(findings: Array(findings.prefix(20))) }
        return readsAll
    }

    private struct Node: Decodable {
        let path: String?
        let type: String?
        let size: Int64?
    }

    /// Blobs that the log names and the backup lacks, or has with another length.
    private func blobFindings(_ snapshot: String) throws(BackupProblem) -> [String] {
        let listing = BlobListing()
        try restic.run(["ls", "--json", snapshot, "/blobs"] + ["--recursive"]) { line in
            guard let node = try? JSONDecoder().decode(Node.self, from: line), node.type == "file",
                let path = node.path, let size = node.size
            else { return }
            listing.sizes[String(path.dropFirst("/blobs/".count))] = size
        }
        return stage.blobs.filter { $0.value < 0 || listing.sizes[$0.key] != $0.value }.keys.sorted()
            .map { "blobs/\($0)" }
    }

    /// Brings everything but the blobs back and compares it.
    private func fileFindings(_ snapshot: String) throws(BackupProblem) -> [String] {
        let place = folder.readBack
        try? FileManager.default.removeItem(at: place)
        defer { try? FileManager.default.removeItem(at: place) }
        try restic.run(["restore", snapshot, "--target", place.path, "--include", "/snapshot"])
        let back = place.appendingPathComponent("snapshot", isDirectory: true)
        var findings: [String] = []
        let files = FileManager.default.enumerator(atPath: folder.snapshot.path)?.compactMap { $0 as? String } ?? []
        for name in files.sorted() where !name.hasPrefix("opening") {
            let file = folder.snapshot.appendingPathComponent(name)
            guard (try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true else { continue }
            let (own, theirs) = (FileHash.of(file), FileHash.of(back.appendingPathComponent(name)))
            if own == nil || own != theirs { findings.append("snapshot/\(name)") }
        }
        do {
            let keys = try Office.ledgerKeys(OfficeFolder(back))
            let key = try VerifierKey(name: information.origin, publicKey: keys.signing.publicKey)
            let verifier = LedgerVerifier(
                folder: OfficeFolder(back).ledger.path, key: key, masterKey: keys.master)
            findings += verifier.findings().map { "\($0.where): \($0.what)" }
        } catch {
            findings.append("keys: \(error)")
        }
        return findings
    }
}

/// The lengths of blobs by their place.
private final class BlobListing {
    var sizes: [String: Int64] = [:]
}

/// The SHA-256 of a file, read piece by piece.
enum FileHash {
    /// Nil where the file cannot be read.
    static func of(_ file: URL) -> Digest? {
        guard let handle = try? FileHandle(forReadingFrom: file) else { return nil }
        defer { try? handle.close() }
        var hash = SHA256()
        while let piece = try? handle.read(upToCount: 1 << 20), !piece.isEmpty { hash.update(Array(piece)) }
        return hash.digest()
    }
}
