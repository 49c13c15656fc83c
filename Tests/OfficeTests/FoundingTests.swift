import Casework
import Foundation
import Testing

@testable import Office

/// A log is founded under a name of its own; the names of later epochs are given by going on with one.
@Suite struct `An office is founded` {
    @Test(arguments: ["liuhen.example/epoch-2", "", "两个 字", "a+b"])
    func `under no name of a later epoch, and under none that is no name`(origin: String) async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let information = OfficeInformation(
            origin: origin, agency: "某支队", bureau: "某局", word: "武", level: "city", packs: ["wuhan", "national"])
        await #expect(throws: OfficeError.invalid([.notAllowed("origin", value: origin)])) {
            _ = try await Office.make(
                information, recovery: try RecoveryKey.make().recipient, in: root, logger: SampleOffice.logger)
        }
        #expect(!FileManager.default.fileExists(atPath: root.appendingPathComponent("keys").path))
    }
}
