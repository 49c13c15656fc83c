import Casework
import Chronology
import Foundation
import TestKit
import Testing

@testable import Office

/// Who reported is known to few, and each look is on record with its reason.
@Suite(.features("sealed-informants")) struct `A sealed sheet` {
    private func report(_ sample: SampleOffice) async throws -> String {
        var matter = SampleOffice.matter
        matter.source = .report
        matter.writtenBy = .reporter
        matter.complainants = []
        matter.informant = MatterReceived.Informant(name: "何举", sex: "男", contact: "13800000007")
        matter.description = "工地拖欠工资"
        return try await sample.office.receive(matter, try await sample.context("wang"))
    }

    @Test(.rows("WH-10.5")) func `opens to reception and the officers of the case alone, after a reason`() async throws
    {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await report(sample)
        for name in ["chen", "zhou", "li", "sun"] {
            await #expect(throws: OfficeError.forbidden("sealed"), "\(name)") {
                _ = try await office.openSealedSheet(id, reason: "核实", sample.context(name))
            }
        }
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await office.openSealedSheet(id, reason: "核实", sample.context("security"))
        }
        #expect(try sample.entries("sealed/\(id)").isEmpty)
        await #expect(throws: OfficeError.invalid([.blank("sealed-reason")])) {
            _ = try await office.openSealedSheet(id, reason: "  ", sample.context("wang"))
        }
        let sheet = try await office.openSealedSheet(id, reason: "电话回访举报人", sample.context("wang"))
        #expect(sheet.informant.name == "何举")
        #expect(sheet.looks.map(\.reason) == ["电话回访举报人"])
        // Each look is kept, a repeat within minutes too.
        _ = try await office.openSealedSheet(id, reason: "再次回访", sample.context("wang"))
        let kept = try sample.entries("sealed/\(id)")
        #expect(kept.count == 2 && kept.allSatisfy { $0.actor.account == "wang" })
        let refused = try sample.entries("access/li/2026-09-01").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(refused.contains { $0.what == "sealed" && $0.wasRefused })
    }

    @Test func `lies on the sealed part alone`() async throws {
        let sample = try await SampleOffice()
        let id = try await report(sample)
        let entry = try #require(try sample.entries("case/\(id)").first)
        #expect(String(decoding: try #require(entry.sealed), as: UTF8.self).contains("何举"))
        for part in [entry.open, entry.personal ?? Data()] {
            #expect(!String(decoding: part, as: UTF8.self).contains("何举"))
        }
        let row = try #require(try await sample.office.allCases().first)
        #expect(!"\(row)".contains("何举"))
    }
}
