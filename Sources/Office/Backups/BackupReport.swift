internal import Cryptography
internal import Foundation

/// Something that was done to an office from outside and belongs in its log: a file that whoever writes the log takes up.
///
/// A backup is made while a server writes the log, by another process that may only read. The report has the id of the
/// command by which it is entered, so that it is entered once, however often it is found.
struct BackupReport: Codable, Sendable {
    /// The id of the command.
    let id: String
    let kind: String
    /// What the entry says, as JSON.
    let content: String

    init<Event: BackupEvent>(_ event: Event) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        id = "backup-" + Hex.encode(Random.bytes(12))
        kind = Event.kind
        content = String(decoding: try encoder.encode(event), as: UTF8.self)
    }

    /// Lays it down, whole or not at all.
    func write(in folder: OfficeFolder) throws(BackupProblem) {
        do {
            try FileManager.default.createDirectory(
                at: folder.reports, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
            let data = try JSONEncoder().encode(self)
            try DurableSmallFile.write(
                data, to: folder.reports.appendingPathComponent(id + ".json"), place: folder.root.path)
        } catch let error as BackupProblem {
            if case .targetFull = error { throw .ownDiskFull }
            throw error
        } catch { throw .ownDiskFull }
    }

    /// The reports that lie there, with their files, by age.
    static func waiting(in folder: OfficeFolder) -> [(report: BackupReport, file: URL)] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.reports.path)) ?? []
        let kinds = [BackupMade.kind, BackupFailed.kind, DrillMade.kind, OfficeRestored.kind]
        return names.filter { $0.hasSuffix(".json") }.sorted().compactMap { name in
            let file = folder.reports.appendingPathComponent(name)
            guard let data = try? Data(contentsOf: file),
                let report = try? JSONDecoder().decode(BackupReport.self, from: data), report.id + ".json" == name,
                kinds.contains(report.kind)
            else { return nil }
            return (report, file)
        }
    }
}
