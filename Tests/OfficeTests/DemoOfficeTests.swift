import Archive
import Chronology
import Foundation
import Logging
import Office
import Testing

/// The main job end to end through the office's own door, with the real ledger, vault, typesetter and media tools.
@Suite struct `A demo office` {
    @Test func `plays the main job from the first visit to a volume that anyone can verify`() async throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let logger = Logger(label: "test")
        let office = try await Office.makeDemo(in: root.appendingPathComponent("office"), logger: logger)
        try await office.seedDemoCases { _ in }

        let archived = try #require(try await office.allCases().first { $0.state == "archived" })
        let bag = try await office.exportVolume(archived.id, to: root.appendingPathComponent("out"), for: nil)
        let key = try await office.integrity().verifierKey
        let report = VolumeVerifier.verify(bag, trusting: key)
        #expect(report.findings == [])
        #expect(report.isIntact)

        let whole = await Office.verify(root.appendingPathComponent("office"))
        #expect(whole.findings == [])
        #expect(whole.facts["demonstration"] == "演示")
    }
}
