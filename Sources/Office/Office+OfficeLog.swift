internal import Casework
internal import Foundation

/// A line of what was done to the office itself: accounts, rights, units, devices, hand-overs.
package struct OfficeLogLine: Hashable, Sendable {
    /// The index in the whole log.
    package let index: Int64
    package let by: Account.Mark
    /// The kind of the entry, `role-granted` for one; `refused` for a try that was refused.
    package let kind: String
    /// What it was done to: a person, a unit, a device.
    package let subject: String
    /// What it says, by name; lists are joined.
    package let content: [String: String]
}

extension Office {
    /// What the system and the security administrator did, and what others did to the office itself, newest first. For
    /// the audit administrator. The look is on record.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func officeLog(for account: Account, limit: Int = 500) async throws -> [OfficeLogLine] {
        try await requireRole([Office.auditRole], for: "office-log", on: "office/log", by: account)
        try await noteLook(at: "office/log", by: account)
        var lines: [OfficeLogLine] = []
        for account in await directory.all { lines += try self.lines(Account.stream(account.id), account.name) }
        for unit in await units.all { lines += try self.lines(UnitRecord.stream(unit.id), unit.name) }
        for device in await devices.all { lines += try self.lines(DeviceRecord.stream(device.id), device.number) }
        for handover in await handovers.all {
            lines += try self.lines(
                HandoverRecord.stream(handover.id), "\(handover.giver.name) → \(handover.receiver.name)")
        }
        lines += try self.lines(RulesHistory.stream, "规则")
        for stream in try log.streams(prefix: WitnessSetting.prefix) { lines += try self.lines(stream, "外部见证") }
        for stream in [Scrub.stream, Office.systemStream] { lines += try self.lines(stream, "系统") }
        lines += try self.lines(RecoveryState.stream, "恢复密钥")
        lines += try self.lines(NumberChoices.stream, "编号")
        lines += try self.lines(BackupHistory.stream, "备份")
        for stream in try log.streams(prefix: "access/") { lines += try refusals(stream) }
        return Array(lines.sorted { $0.index > $1.index }.prefix(limit))
    }

    private func lines(_ stream: String, _ subject: String) throws -> [OfficeLogLine] {
        try log.entries(of: stream, after: 0).map { entry in
            OfficeLogLine(
                index: entry.index, by: Account.Mark(entry), kind: entry.kind, subject: subject,
                content: Office.texts(entry.open))
        }
    }

    private func refusals(_ stream: String) throws -> [OfficeLogLine] {
        try log.entries(of: stream, after: 0).compactMap { entry in
            let event = try JSONDecoder().decode(AccessEvent.self, from: entry.open)
            guard event.wasRefused else { return nil }
            return OfficeLogLine(
                index: entry.index, by: Account.Mark(entry), kind: "refused", subject: event.thing,
                content: ["what": event.what])
        }
    }

    /// The texts of a JSON object, one level deep.
    private static func texts(_ data: Data) -> [String: String] {
        let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any] ?? [:]
        return object.compactMapValues { value in
            switch value {
            case let text as String: text
            case let list as [String]: list.joined(separator: "、")
            case let person as [String: Any]: person["name"] as? String
            default: nil
            }
        }
    }
}
