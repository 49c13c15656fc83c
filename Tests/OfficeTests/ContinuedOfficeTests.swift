import Chronology
import Cryptography
import Foundation
import Ledger
import Testing

@testable import Office

/// The office's log beyond the everyday: another key, another epoch, somebody who witnesses it.
@Suite struct `An office whose log is continued` {
    private let sample: SampleOffice

    init() async throws { sample = try await SampleOffice() }

    private func reopened() async throws -> Office { try await Office.open(sample.root, logger: SampleOffice.logger) }

    private func change() async throws -> String {
        try await Office.changeSigningKey(sample.root, reason: "例行更换", logger: SampleOffice.logger)
    }

    @Test func `works on under a new key, which is told and verified`() async throws {
        let old = try await sample.office.integrity().verifierKey
        sample.office.log.ledger.close()
        let new = try await change()
        #expect(new != old)
        let office = try await reopened()
        #expect(try await office.integrity().verifierKey == new)
        #expect(try await office.integrity().keyChanges.map(\.reason) == ["例行更换"])
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        for key in [old, new] {
            let report = await Office.verify(sample.root, trusting: try VerifierKey(key))
            #expect(report.findings == [] && report.keyChanges.count == 1)
        }
        let stranger = try VerifierKey(name: "demo.liuhen.example", publicKey: Ed25519Key().publicKey)
        #expect(await !Office.verify(sample.root, trusting: stranger).findings.isEmpty)
        office.log.ledger.close()
    }

    @Test func `finishes a key change that was stopped before the key was put in its place`() async throws {
        sample.office.log.ledger.close()
        let keys = sample.root.appendingPathComponent("keys")
        let current = keys.appendingPathComponent("log-signing.key")
        let old = try Data(contentsOf: current)
        let new = try await change()
        // As it lies when the process is killed between the entry and the renaming.
        try FileManager.default.moveItem(at: current, to: keys.appendingPathComponent("log-signing.key.next"))
        try old.write(to: current)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: current.path)
        await #expect(throws: OfficeError.storage(reason: "ledger.key-differs")) { try await reopened() }
        #expect(try await change() == new)
        let office = try await reopened()
        #expect(try await office.integrity().keyChanges.count == 1)
        office.log.ledger.close()
        #expect(await Office.verify(sample.root).findings == [])
    }

    @Test func `no key is changed while the office runs`() async throws {
        await #expect(throws: OfficeError.storage(reason: "ledger.fenced")) { try await change() }
        sample.office.log.ledger.close()
        _ = try await change()
    }

    @Test func `goes on from an old backup once two people approved it, and shows only what is left`() async throws {
        sample.office.log.ledger.close()
        let database = sample.root.appendingPathComponent("ledger/ledger.db")
        let backup = try Data(contentsOf: database)
        var office = try await reopened()
        let lost = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        office.log.ledger.close()
        try backup.write(to: database)
        await #expect(throws: OfficeError.storage(reason: "ledger.behind-checkpoint")) { try await reopened() }
        #expect(await Office.verify(sample.root).findings.map(\.place) == ["checkpoints/latest"])

        func open(_ first: String, _ second: String) async throws -> LogEpoch {
            try await Office.openEpoch(
                sample.root, reason: "磁盘损坏", approvers: (first, second), logger: SampleOffice.logger)
        }
        await #expect(throws: OfficeError.notFound("account", id: "nobody")) { try await open("wang", "nobody") }
        await #expect(throws: OfficeError.storage(reason: "ledger.same-approver")) { try await open("wang", "wang") }
        let epoch = try await open("wang", "li")
        #expect(epoch.number == 2 && epoch.abandoned > epoch.restored && epoch.approvers.count == 2)

        office = try await reopened()
        #expect(try await office.integrity().epochs == [epoch])
        #expect(try await office.allCases().contains { $0.id == lost } == false)
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        office.log.ledger.close()
        let report = await Office.verify(sample.root)
        #expect(report.findings == [] && report.epochs == [epoch])
    }

    @Test func `says who has witnessed it once a cosigned checkpoint came back, and nobody before`() async throws {
        #expect(try await sample.office.integrity().witnesses == [])
        let secret = try Ed25519Key()
        let key = try WitnessKey(name: "witness.example/superior", publicKey: secret.publicKey)
        let request = try WitnessRequest(parsing: Array(try await sample.office.witnessRequest(from: 0).utf8))
        let noon = try #require(Instant("2026-10-09T12:00:00+08:00"))
        let answer = try Witness(name: key.name, key: secret).answer(
            request, logKeys: [VerifierKey(try await sample.office.integrity().verifierKey)], seen: nil, at: noon
        ).get()
        let note = request.checkpoint.bytes + Array(answer.cosignature.signature.line.utf8)
        let stranger = try WitnessKey(name: "other.example", publicKey: Ed25519Key().publicKey)
        await #expect(throws: OfficeError.storage(reason: "ledger.signature-missing")) {
            try await sample.office.keep(cosigned: note, by: [stranger])
        }
        let seen = try await sample.office.keep(cosigned: note, by: [stranger, key])
        #expect(seen.map(\.name) == [key.name] && seen.map(\.time) == [noon])
        #expect(seen.map { Int($0.size) } == [request.checkpoint.size.value])
        #expect(try await sample.office.integrity().witnesses == seen)
        let list = sample.root.appendingPathComponent("keys/witnesses")
        #expect(try String(contentsOf: list, encoding: .utf8) == key.description + "\n")
        sample.office.log.ledger.close()
        #expect(await Office.verify(sample.root).witnesses == seen)
        #expect(await Office.verify(sample.root, witnesses: [stranger]).witnesses == [])
        try Data("nonsense\n".utf8).write(to: list)
        #expect(await Office.verify(sample.root).findings.map(\.place) == ["keys/witnesses"])
    }
}
