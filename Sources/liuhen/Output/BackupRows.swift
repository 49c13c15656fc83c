internal import Chronology
internal import Foundation
internal import Office
internal import Synchronization

/// A backup as the command line prints it.
struct BackupRow: Encodable {
    let ok = true
    let target: String
    let snapshot: String
    let taken: Instant
    let entries: Int64
    let root: String
    let blobs: Int
    let bytes: Int64
    let added: Int64
    let readBackAll: Bool
    let milliseconds: Int64

    init(_ made: BackupMade) {
        target = made.address
        snapshot = made.snapshot
        taken = made.taken
        entries = made.size
        root = made.root
        blobs = made.blobs
        bytes = made.bytes
        added = made.added
        readBackAll = made.readBackAll
        milliseconds = made.milliseconds
    }

    var line: String {
        "\(target)：备份 \(snapshot) 已写入并校验，日志 \(entries) 条，材料和音像 \(blobs) 个（\(bytes) 字节），"
            + "本次新写 \(added) 字节，用时 \(milliseconds / 1000) 秒"
    }

    private enum CodingKeys: String, CodingKey {
        case ok, target, snapshot, taken, entries, root, blobs, bytes, added, readBackAll, milliseconds
    }
}

/// A drill as the command line prints it.
struct DrillRow: Encodable {
    let ok: Bool
    let target: String
    let snapshot: String
    let entries: Int64
    let logEntries: Int64
    let blobs: Int
    let findings: [String]

    init(_ drill: DrillMade) {
        ok = drill.findings.isEmpty
        target = drill.address
        snapshot = drill.snapshot
        entries = drill.size
        logEntries = drill.logSize
        blobs = drill.blobs
        findings = drill.findings
    }

    var lines: [String] {
        findings + [
            "\(target)：备份 \(snapshot) 试恢复出日志 \(entries) 条（现有 \(logEntries) 条）、材料和音像 \(blobs) 个，"
                + (ok ? "校验全部通过，试恢复的副本已删除" : "校验没有通过")
        ]
    }
}

/// A backup in the list of those that there are.
struct ListingRow: Encodable {
    let snapshot: String
    let made: Instant
    let taken: Instant?
    let entries: Int64?

    init(_ listing: BackupListing) {
        snapshot = listing.snapshot
        made = listing.made
        taken = listing.taken
        entries = listing.size
    }

    var line: String {
        let time = taken ?? made
        return "\(snapshot)\t\(time.day) \(time.clockText)" + (entries.map { "\t日志 \($0) 条" } ?? "")
    }
}

/// A restore as the command line prints it.
struct RestoreRow: Encodable {
    private struct Finding: Encodable {
        let `where`: String
        let what: String
    }

    let ok: Bool
    let origin: String
    let snapshot: String
    let entries: Int64
    let reaches: Instant?
    let blobs: Int
    let known: Int64?
    let epoch: Int?
    let replaced: String?
    private let findings: [Finding]
    private let agency: String
    private let hasWitnesses: Bool
    private let epochLine: String?
    private let missingKey: String?

    init(_ result: RestoreResult) {
        ok = result.findings.isEmpty
        origin = result.origin
        snapshot = result.snapshot
        entries = result.size
        reaches = result.reaches
        blobs = result.blobs
        known = result.known
        epoch = result.epoch?.number
        replaced = result.replaced?.path
        findings = result.findings.map { Finding(where: $0.place, what: $0.problem) }
        agency = result.agency
        hasWitnesses = result.hasWitnesses
        epochLine = result.epoch?.line
        missingKey = result.missingKey
    }

    private enum CodingKeys: String, CodingKey {
        case ok, origin, snapshot, entries, reaches, blobs, known, epoch, replaced, findings
    }

    /// What a person reads who has just got the office back.
    func lines(_ place: String) -> [String] {
        var lines = findings.map { "\($0.where)\t\($0.what)" }
        lines.append("\(agency)已恢复到 \(place)：日志 \(entries) 条，材料和音像 \(blobs) 个。")
        if let reaches {
            lines.append("日志到 \(reaches.day) \(reaches.clockText) 为止；这以后登记的内容不在备份里，需要重新登记。")
        }
        if let replaced { lines.append("原来的数据文件夹没有删除，移到了 \(replaced)。") }
        if let epochLine {
            lines.append("日志从新纪元继续：\(epochLine)")
        } else if let known {
            lines.append(
                "已知日志曾经有 \(known) 条签过名的记录，比这个备份新。在两人批准开启新纪元之前，日志不接受新记录："
                    + "liuhen ledger epoch --data \(place) --reason 原因 --approver 甲 --approver 乙；有更新的备份时请改用更新的备份。")
            if let missingKey {
                lines.append("这个备份以后换过日志的签名密钥。先把新密钥的文件放到 \(place)/keys/log-signing.key，新密钥是 \(missingKey)。")
            }
        } else if hasWitnesses {
            lines.append("本单位有外部见证。开始办理业务以前，请先向见证方核对它见过的最新检查点；它见过更多的，用 --checkpoint 重新恢复。")
        }
        lines.append(ok ? "校验通过。ok" : "校验没有全部通过，见上面各行。NOT RIGHT")
        return lines
    }
}

/// A line on the terminal that says how far something has come; on standard error, so that output stays clean.
final class ProgressLine: Sendable {
    private let shows: Bool
    private let last = Mutex("")

    init(shows: Bool) { self.shows = shows }

    func show(_ progress: BackupProgress) {
        guard shows else { return }
        let text = Self.text(progress.phase) + (progress.percent.map { " \($0)%" } ?? "")
        let isNew = last.withLock { last in
            defer { last = text }
            return last != text
        }
        if isNew { write("\r\u{1B}[K" + text) }
    }

    func end() { if shows, last.withLock({ !$0.isEmpty }) { write("\r\u{1B}[K") } }

    private func write(_ text: String) {
        guard isatty(2) == 1 else { return }
        FileHandle.standardError.write(Data(text.utf8))
    }

    private static func text(_ phase: BackupProgress.Phase) -> String {
        switch phase {
        case .preparing: "准备"
        case .copying: "写入备份"
        case .checking: "检查备份"
        case .reading: "读取备份"
        case .proving: "校验"
        case .tidying: "整理"
        }
    }
}
