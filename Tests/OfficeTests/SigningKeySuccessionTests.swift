import Cryptography
import Foundation
import Ledger
import Testing

@testable import Office

/// A backup holds the signing key of its time; the log may have been handed to another one since.
@Suite struct `A backup from before the signing key was changed` {
    private let sample: SampleOffice
    private let place: BackupPlace
    private let first: BackupMade
    private let oldKey: String
    private let newKey: String
    /// The entries under the new key.
    private let newer: Int64

    init() async throws {
        sample = try await SampleOffice()
        place = try BackupPlace()
        first = try await sample.office.makeBackup(to: place.target)
        oldKey = try await sample.office.integrity().verifierKey
        sample.office.log.ledger.close()
        newKey = try await Office.changeSigningKey(sample.root, reason: "例行更换", logger: SampleOffice.logger)
        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        newer = try await office.integrity().size
        office.log.ledger.close()
    }

    private func backUpAgain() async throws {
        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        _ = try await office.makeBackup(to: place.target)
        office.log.ledger.close()
    }

    private func request(epoch: Bool) throws -> RestoreRequest {
        let paper = sample.root.appendingPathComponent("keys/recovery.age-key")
        var request = RestoreRequest(
            from: place.target, key: .recovery(text: try String(contentsOf: paper, encoding: .utf8), file: "recovery"))
        request.snapshot = first.snapshot
        if epoch { request.epoch = ("误删以后恢复", ("wang", "li")) }
        return request
    }

    private func goesOn(_ root: URL) async throws {
        let office = try await Office.open(root, logger: SampleOffice.logger)
        #expect(try await office.integrity().verifierKey.hasSuffix(newKey.split(separator: "+").last ?? "?"))
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        office.log.ledger.close()
        for key in [oldKey, newKey] {
            let report = await Office.verify(root, trusting: try VerifierKey(key))
            #expect(report.findings == [] && report.epochs.count == 1)
        }
    }

    @Test func `is held against what a later one saw under the new key, and goes on with that key`() async throws {
        try await backUpAgain()
        let waiting = try await Restore(request(epoch: false))
            .run(to: place.folder("waiting"), logger: SampleOffice.logger)
        #expect(waiting.size == first.size && waiting.findings == [] && waiting.missingKey == nil)
        #expect(try #require(waiting.known) >= newer)
        await #expect(throws: OfficeError.storage(reason: "ledger.behind-checkpoint")) {
            try await Office.open(place.folder("waiting"), logger: SampleOffice.logger)
        }
        let back = place.folder("back")
        let result = try await Restore(request(epoch: true)).run(to: back, logger: SampleOffice.logger)
        #expect(result.epoch?.number == 2 && result.findings == [])
        try await goesOn(back)
    }

    @Test func `takes the key from the office that lay there, where no later backup has it`() async throws {
        let result = try await Restore(request(epoch: true)).run(to: sample.root, logger: SampleOffice.logger)
        defer { if let aside = result.replaced { try? FileManager.default.removeItem(at: aside) } }
        #expect(result.known == newer && result.epoch?.number == 2 && result.findings == [])
        try await goesOn(sample.root)
    }

    @Test func `names the key that is missing where it is found nowhere, and opens its epoch once it is there`()
        async throws
    {
        let key = OfficeFolder(sample.root).signingKey
        let kept = try Data(contentsOf: key)
        try FileManager.default.removeItem(at: key)
        await #expect(throws: BackupProblem.signingKeyMissing(key: newKey)) {
            _ = try await Restore(request(epoch: true)).run(to: sample.root, logger: SampleOffice.logger)
        }
        #expect(!FileManager.default.fileExists(atPath: key.path))
        let result = try await Restore(request(epoch: false)).run(to: sample.root, logger: SampleOffice.logger)
        defer { if let aside = result.replaced { try? FileManager.default.removeItem(at: aside) } }
        #expect(result.known == newer && result.missingKey == newKey && result.findings == [])
        try kept.write(to: key)
        _ = try await Office.openEpoch(
            sample.root, reason: "误删以后恢复", approvers: ("wang", "li"), logger: SampleOffice.logger)
        try await goesOn(sample.root)
    }

    @Test func `believes no statement that the old key has not signed`() async throws {
        try await backUpAgain()
        let file = URL(fileURLWithPath: place.target.address + "/key-changes.json")
        let notes = try JSONDecoder().decode([String].self, from: Data(contentsOf: file))
        #expect(notes.count == 1)
        let stranger = try Ed25519Key()
        let other = try VerifierKey(name: sample.office.information.origin, publicKey: stranger.publicKey)
        let forged = notes.map { $0.replacingOccurrences(of: newKey, with: other.description) }
        #expect(forged != notes)
        try JSONEncoder().encode(forged).write(to: file)
        let result = try await Restore(request(epoch: false)).run(to: place.folder("x"), logger: SampleOffice.logger)
        #expect(result.known == nil && result.findings == [])
    }
}
