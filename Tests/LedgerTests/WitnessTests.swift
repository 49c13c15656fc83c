import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

@Suite struct `A witness` {
    private let folder: DataFolder
    private let witness: Witness
    private let key: WitnessKey

    init() throws {
        folder = try DataFolder()
        let secret = try Ed25519Key()
        witness = try Witness(name: "witness.example/superior", key: secret)
        key = try WitnessKey(name: "witness.example/superior", publicKey: secret.publicKey)
    }

    /// Asks the witness for the newest checkpoint of a folder.
    private func ask(
        _ folder: DataFolder, from old: Int, seen: Witness.Seen?, path: [Digest]? = nil, at time: Instant = noon
    ) throws -> (request: WitnessRequest, result: Result<Witness.Answer, Witness.Refusal>) {
        let ledger = try folder.open(.reading)
        defer { ledger.close() }
        var request = try #require(try ledger.witnessRequest(from: TreeSize(old)))
        if let path { request = WitnessRequest(old: request.old, path: path, checkpoint: request.checkpoint) }
        // As it arrives: as bytes.
        request = try WitnessRequest(parsing: request.bytes)
        return (request, try witness.answer(request, logKeys: [ledger.verifierKey], seen: seen, at: time))
    }

    private func cosigned(_ request: WitnessRequest, _ answer: Witness.Answer) -> [UInt8] {
        request.checkpoint.bytes + Array(answer.cosignature.signature.line.utf8)
    }

    @Test func `cosigns each checkpoint as the continuation of the last, and the log keeps it`() async throws {
        try await folder.append(0..<3)
        let first = try ask(folder, from: 0, seen: nil)
        let answer = try first.result.get()
        #expect(answer.seen.size == TreeSize(3))
        var ledger = try folder.open()
        #expect(try ledger.witnessed(by: [key]) == [])
        let kept = try ledger.keep(cosigned: cosigned(first.request, answer), by: [key])
        #expect(kept.map(\.size.value) == [3] && kept.map(\.time) == [noon])
        ledger.close()

        try await folder.append(3..<7)
        let second = try ask(folder, from: 3, seen: answer.seen, at: noon.adding(seconds: 60))
        ledger = try folder.open()
        _ = try ledger.keep(cosigned: cosigned(second.request, second.result.get()), by: [key])
        // What comes late does not take the place of what is newer.
        #expect(try ledger.keep(cosigned: cosigned(first.request, answer), by: [key]).map(\.size.value) == [7])
        let seen = try ledger.witnessed(by: [key])
        #expect(seen.map(\.size.value) == [7] && seen.map(\.time) == [noon.adding(seconds: 60)])
        ledger.close()
        let report = try folder.report(witnesses: [key])
        #expect(report.findings == [] && report.witnessed == seen)
        #expect(
            try folder.report(witnesses: [WitnessKey(name: "other", publicKey: Ed25519Key().publicKey)]).witnessed == []
        )
    }

    @Test func `the body of a request is the protocol's`() async throws {
        try await folder.append(0..<3)
        try await folder.append(3..<4)
        let ledger = try folder.open(.reading)
        defer { ledger.close() }
        let request = try #require(try ledger.witnessRequest(from: TreeSize(3)))
        let lines = String(decoding: request.bytes, as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        #expect(lines[0] == "old 3" && lines[1 + request.path.count] == "" && !request.path.isEmpty)
        #expect(lines[2 + request.path.count] == Substring(folder.origin))
        for (old, new, line) in [("old 3", "old 03", 1), ("old 3", "old -1", 1), ("old 3\n", "old 3\nAA==\n", 2)] {
            let text = String(decoding: request.bytes, as: UTF8.self).replacing(old, with: new, maxReplacements: 1)
            #expect(throws: LedgerError.malformed(what: "request", line: line)) {
                try WitnessRequest(parsing: Array(text.utf8))
            }
        }
        #expect(throws: LedgerError.malformed(what: "request", line: 2)) {
            try WitnessRequest(parsing: Array("old 3\n".utf8))
        }
        #expect(throws: LedgerError.sizeOutOfRange(size: TreeSize(5), within: TreeSize(4))) {
            try ledger.witnessRequest(from: TreeSize(5))
        }
    }

    @Test func `refuses what the protocol refuses, with its status`() async throws {
        try await folder.append(0..<3)
        let seen = try ask(folder, from: 0, seen: nil).result.get().seen
        try await folder.append(3..<6)
        let honest = try ask(folder, from: 3, seen: seen).request

        func refusal(_ request: WitnessRequest, keys: [VerifierKey]? = nil, seen: Witness.Seen?) throws
            -> Witness.Refusal?
        {
            let own = try VerifierKey(name: folder.origin, publicKey: folder.keys.signing.publicKey)
            switch try witness.answer(request, logKeys: keys ?? [own], seen: seen, at: noon) {
            case .success: return nil
            case .failure(let refusal): return refusal
            }
        }
        #expect(try refusal(honest, seen: seen) == nil)
        #expect(try refusal(honest, keys: [], seen: seen)?.status == 404)
        let stranger = try VerifierKey(name: folder.origin, publicKey: Ed25519Key().publicKey)
        #expect(try refusal(honest, keys: [stranger], seen: seen)?.status == 403)
        let reversed = WitnessRequest(old: TreeSize(9), path: [], checkpoint: honest.checkpoint)
        #expect(try refusal(reversed, seen: seen)?.status == 400)
        #expect(try refusal(honest, seen: nil) == .outdated(seen: TreeSize(0)))
        #expect(Witness.Refusal.outdated(seen: TreeSize(0)).status == 409)
        let short = WitnessRequest(old: honest.old, path: Array(honest.path.dropLast()), checkpoint: honest.checkpoint)
        #expect(try refusal(short, seen: seen) == .inconsistent(old: TreeSize(3), new: TreeSize(6)))
        #expect(Witness.Refusal.inconsistent(old: TreeSize(3), new: TreeSize(6)).status == 422)
        let wordy = WitnessRequest(old: TreeSize(0), path: honest.path, checkpoint: honest.checkpoint)
        #expect(try refusal(wordy, seen: nil)?.status == 422)
        let other = Witness.Seen(size: TreeSize(6), root: seen.root)
        let same = WitnessRequest(old: TreeSize(6), path: [], checkpoint: honest.checkpoint)
        #expect(try refusal(same, seen: other) == .forked(size: TreeSize(6)))
        #expect(try refusal(same, seen: Witness.Seen(size: TreeSize(6), root: honest.checkpoint.root)) == nil)
    }

    @Test func `does not cosign a rewritten past, even one signed by the log's own key`() async throws {
        let fork = try DataFolder(copyOf: folder)
        try await folder.append(0..<3)
        let seen = try ask(folder, from: 0, seen: nil).result.get().seen
        try await fork.append(0..<5)
        let forged = try ask(fork, from: 3, seen: seen)
        guard case .failure(.inconsistent(TreeSize(3), TreeSize(5))) = forged.result else {
            Issue.record("the forged log was cosigned")
            return
        }
        // Nor does the forged log take in what the witness said of the true one, and verifying it tells.
        try await folder.append(3..<4)
        let request = try ask(folder, from: 3, seen: seen)
        let note = cosigned(request.request, try request.result.get())
        let rewritten = try fork.open()
        #expect(throws: LedgerError.forked(checkpoint: TreeSize(4))) {
            try rewritten.keep(cosigned: note, by: [key])
        }
        rewritten.close()
        try FileManager.default.createDirectory(
            atPath: fork.path + "/checkpoints/witnessed", withIntermediateDirectories: true)
        try fork.put(note, as: "checkpoints/witnessed/\(Hex.encode(key.id))-1")
        let report = try fork.report(witnesses: [key])
        #expect(
            report.findings == [Finding(where: "witness/witness.example/superior", what: "root is not the entries'")])
        #expect(report.witnessed == [])
        let reader = try fork.open(.reading)
        #expect(try reader.witnessed(by: [key]) == [])
        reader.close()
    }

    @Test func `shows that the log's tail was cut, with no outside checkpoint left`() async throws {
        try await folder.append(0..<3)
        let backup = try folder.bytes("ledger.db")
        let early = try folder.bytes("checkpoints/latest")
        try await folder.append(3..<6)
        let asked = try ask(folder, from: 0, seen: nil)
        let ledger = try folder.open()
        _ = try ledger.keep(cosigned: cosigned(asked.request, asked.result.get()), by: [key])
        ledger.close()
        try folder.put(backup, as: "ledger.db")
        try folder.put(early, as: "checkpoints/latest")
        #expect(try folder.findings() == [])
        #expect(
            try folder.report(witnesses: [key]).findings == [
                Finding(where: "witness/witness.example/superior", what: "log is behind it: 3 of 6 entries")
            ])
        let later = LedgerVerifier(
            folder: folder.path,
            key: try VerifierKey(name: folder.origin, publicKey: folder.keys.signing.publicKey), masterKey: nil,
            laterCheckpoints: [asked.request.checkpoint.bytes])
        #expect(
            later.findings() == [
                Finding(where: "given checkpoint 1", what: "log is behind it: 3 of 6 entries")
            ])
    }

    @Test func `a new epoch is a log of its own to the witness, and what it saw of the old one stays`() async throws {
        try await folder.append(0..<2)
        let backup = try folder.bytes("ledger.db")
        try await folder.append(2..<3)
        let asked = try ask(folder, from: 0, seen: nil)
        var ledger = try folder.open()
        _ = try ledger.keep(cosigned: cosigned(asked.request, asked.result.get()), by: [key])
        ledger.close()
        try await folder.append(3..<4)
        try folder.put(backup, as: "ledger.db")
        _ = try Ledger.openEpoch(
            in: folder.path, origin: folder.origin, keys: folder.keys,
            EpochOpening(reason: "恢复备份", approvedBy: officer, and: Author(account: "li", name: "李"), time: noon))
        let again = try ask(folder, from: 0, seen: nil)
        ledger = try folder.open()
        #expect(try ledger.witnessed(by: [key]) == [])
        _ = try ledger.keep(cosigned: cosigned(again.request, again.result.get()), by: [key])
        #expect(try ledger.witnessed(by: [key]).map(\.origin.epoch) == [2])
        ledger.close()
        let report = try folder.report(witnesses: [key])
        #expect(report.findings == [] && report.witnessed.map(\.size.value) == [3])
        #expect(FileManager.default.fileExists(atPath: folder.path + "/checkpoints/witnessed/\(Hex.encode(key.id))-1"))
    }
}
