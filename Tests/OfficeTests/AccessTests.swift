import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Who may see and act, and what is kept of looks and refused tries.
@Suite(.features("access-rights", "access-log")) struct `Rights in an office` {
    @Test(arguments: ["admin", "security", "audit"])
    func `give the three administrators nothing in cases, and keep the try`(name: String) async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await sample.complaint()
        let before = try sample.version(id)
        let account = try await sample.account(name)
        let forbidden = OfficeError.forbidden("case")
        await #expect(throws: forbidden) { _ = try await office.dossier(id, for: account) }
        await #expect(throws: forbidden) { try await sample.takeIn("m1", in: id, try await sample.context(name)) }
        await #expect(throws: forbidden) { _ = try await office.numberCase(id, try await sample.context(name)) }
        await #expect(throws: forbidden) { _ = try await office.receive(SampleOffice.matter, sample.context(name)) }
        await #expect(throws: forbidden) { _ = try await office.openBlob("00", of: id, for: account) }
        await #expect(throws: forbidden) {
            _ = try await office.exportVolume(id, to: sample.root.appendingPathComponent("out"), for: account)
        }
        await #expect(throws: forbidden) {
            _ = try await office.sheet(kind: "filing-approval-form", form: nil, in: id, for: account)
        }
        #expect(try await office.cases(for: account, CaseQuery()).total == 0)
        #expect(try sample.version(id) == before)
        #expect(try sample.entries("series/intake/2026").count == 1)

        let kept = try sample.entries("access/\(name)/2026-09-01").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(kept.allSatisfy { $0.wasRefused })
        #expect(Set(kept.map(\.what)).isSuperset(of: ["look", "act", "receive"]))
        #expect(kept.contains { $0.thing == "case/\(id)" })
    }

    @Test func `keep a look once in ten minutes, on a stream of its own`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let version = try sample.version(id)
        let start = Instant("2026-09-02T09:00:00+08:00") ?? Instant(milliseconds: 0)
        let li = try await sample.account("li")
        func looks() throws -> Int { try sample.entries("access/li/2026-09-02").count }
        try sample.office.setClock(start)
        for _ in 1...3 { _ = try await sample.office.dossier(id, for: li) }
        #expect(try looks() == 1)
        try sample.office.setClock(start.adding(seconds: 570))
        _ = try await sample.office.dossier(id, for: li)
        #expect(try looks() == 1)
        try sample.office.setClock(start.adding(seconds: 630))
        _ = try await sample.office.dossier(id, for: li)
        #expect(try looks() == 2)
        _ = try await sample.office.dossier(id, for: try await sample.account("zhao"))
        #expect(try looks() == 2)
        #expect(try sample.version(id) == version)
    }

    @Test func `enter nothing in the case when the rules refuse`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let before = try sample.version(id)
        let context = try await sample.context("wang")
        do {
            _ = try await sample.office.numberCase(id, context)
            Issue.record("a case was numbered that nobody approved")
        } catch OfficeError.refused(let refusals) {
            #expect(!refusals.isEmpty)
            #expect(refusals.allSatisfy { !$0.article.isEmpty })
        }
        #expect(try sample.version(id) == before)
        #expect(try sample.entries("series/case/2026").isEmpty)
        let kept = try sample.entries("access/wang/2026-09-01").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(kept.contains { $0.wasRefused && $0.what == CaseNumbered.kind && $0.thing == "case/\(id)" })
    }
}
