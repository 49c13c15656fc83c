import Chronology
import Foundation
import Ledger
import Rules

@testable import Office

/// A copy of a demo office with its cases, in a folder of its own that goes away with it.
final class SeededOffice: Sendable {
    let root: URL
    let office: Office

    init() async throws {
        root = SampleOffice.newFolder()
        try FileManager.default.copyItem(at: try await SeededOffice.seeded.value, to: root)
        office = try await Office.open(root, logger: SampleOffice.logger)
    }

    /// Played once and copied, since eight cases take their time.
    private static let seeded = Task {
        let folder = SampleOffice.newFolder()
        let made = try await Office.makeDemo(in: folder, logger: SampleOffice.logger)
        try await made.seedDemoCases { _ in }
        made.log.ledger.close()
        return folder
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func account(_ name: String) async throws -> Account {
        guard let account = await office.directory.account(name) else {
            throw OfficeError.notFound("account", id: name)
        }
        return account
    }

    /// Every case, judged as the log has it now.
    func readings() async throws -> [CaseReading] {
        var readings: [CaseReading] = []
        for summary in try await office.allCases() {
            readings.append(
                CaseReading(
                    case: try await office.cases.current(summary.id), rules: office.rules, now: office.now()))
        }
        return readings
    }
}
