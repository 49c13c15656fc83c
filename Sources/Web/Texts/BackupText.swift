import Chronology
import Office

/// The words for backups, drills and restores.
enum BackupText {
    /// Up to so many seconds a backup is as young as it should be: a night and half a day.
    private static let fresh = 36 * 3600
    /// From so many on something is wrong.
    private static let old = 7 * 86_400

    /// How the backups stand, by the age of the last good one.
    static func judge(last: Instant?, hasTargets: Bool, now: Instant) -> (heading: String, state: String, word: String)
    {
        guard let last else {
            return (hasTargets ? "还没有一次成功的备份" : "还没有设定备份", "overdue", "没有备份")
        }
        let age = max(0, now.seconds(since: last))
        let text = "最近一次成功的备份在\(ago(last, now: now))"
        if age <= fresh { return (text, "met", "正常") }
        return age <= old ? (text, "soon", "偏旧") : (text, "overdue", "过旧")
    }

    /// `3 小时前`.
    static func ago(_ instant: Instant, now: Instant) -> String {
        let age = OutboxModel.age(of: instant, now: now)
        return now.seconds(since: instant) < 60 ? "刚才" : " \(age)前"
    }

    static func last(_ made: BackupMade, now: Instant) -> [String] {
        [
            "\(TimeText.minute(made.taken))，备份到「\(made.title.isEmpty ? made.address : made.title)」："
                + "日志 \(made.size) 条，材料和音像 \(made.blobs) 个，共 \(SizeText.bytes(made.bytes))。",
            made.readBackAll ? "写入后已全部读回并校验。" : "写入后日志和密钥已读回校验，材料和音像核对了清单，备份库每天轮流读回七分之一。",
        ]
    }

    /// What would be lost if the machine were destroyed now.
    static func loss(_ loss: BackupLoss, since: Instant?) -> String {
        guard loss.entries > 0 else { return "如果服务器现在损坏，不会丢失任何记录。" }
        var parts: [String] = []
        if loss.cases > 0 {
            parts.append("涉及 \(loss.cases) 件案件" + (loss.newCases > 0 ? "（其中新登记 \(loss.newCases) 件）" : ""))
        }
        if loss.recordings > 0 { parts.append("音像 \(loss.recordings) 段") }
        let details = parts.isEmpty ? "，都不涉及案件" : "，" + parts.joined(separator: "，")
        return "如果服务器现在损坏，会丢失 \(loss.entries) 条日志记录\(details)"
            + (since.map { "，都是 \(TimeText.minute($0)) 以后登记的。" } ?? "，也就是全部。")
    }

    static func job(_ job: BackupDesk.Job, _ names: [String: String]) -> String {
        let name = names[job.target] ?? job.target
        return switch job {
        case .backup: "备份到「\(name)」"
        case .drill: "用「\(name)」的备份试恢复"
        }
    }

    static func phase(_ phase: BackupProgress.Phase) -> String {
        switch phase {
        case .preparing: "正在准备"
        case .copying: "正在写入"
        case .checking: "正在检查备份库"
        case .reading: "正在读取备份"
        case .proving: "正在校验"
        case .tidying: "正在清理旧备份"
        }
    }

    static func text(_ state: BackupHistory.DayState) -> String {
        switch state {
        case .good: "备份成功"
        case .failed: "备份没有成功"
        case .none: "没有备份"
        case .before: "尚未开始"
        }
    }

    static func plan(_ plan: BackupPlan) -> String {
        "每天 \(plan.clockText) 自动备份。保留最近 \(plan.days) 天每天一份、\(plan.weeks) 周每周一份、"
            + "\(plan.months) 个月每月一份、\(plan.years) 年每年一份。"
    }

    static func drill(_ drill: DrillMade?, now: Instant) -> String {
        guard let drill else { return "还没有做过。备份能不能用，只有试恢复一次才知道；建议每季度一次。" }
        let days = now.seconds(since: drill.made) / 86_400
        return "\(TimeText.minute(drill.made))：\(outcome(drill))" + (days > 92 ? "已超过一个季度，请再做一次。" : "")
    }

    static func outcome(_ drill: DrillMade) -> String {
        let brought = "恢复出日志 \(drill.size) 条（当时共 \(drill.logSize) 条）、材料和音像 \(drill.blobs) 个，"
        guard !drill.findings.isEmpty else { return brought + "校验全部通过。" }
        return brought + "发现 \(drill.findings.count) 处问题：\(drill.findings.prefix(3).joined(separator: "；"))。"
    }

    static func restored(_ restored: OfficeRestored) -> String {
        let reaches = restored.reaches.map { "日志到 \(TimeText.minute($0)) 为止，共 \(restored.size) 条" } ?? "日志没有记录"
        let beyond = restored.known.map { "当时已知日志曾有 \($0) 条，其后的已丢失。" } ?? "其后登记的内容如果有过，已经丢失，需要重新登记。"
        return "本系统于 \(TimeText.minute(restored.restored)) 从备份 \(restored.snapshot) 恢复，\(reaches)。\(beyond)"
    }

    /// What to do, by what is wrong.
    static func advice(_ overview: BackupOverview, state: String) -> [String] {
        let history = overview.history
        if history.targets.isEmpty { return ["点「增加备份位置」，填移动硬盘或者另一台机器上的文件夹，保存后马上开始第一次备份。"] }
        var advice = history.targets.filter { !$0.isOff }.compactMap { target in
            history.openFailure(at: target.id).map { "「\(target.name)」：\(remedy($0.problem))" }
        }
        if history.targets.allSatisfy(\.isOff) { advice.append("所有备份位置都已暂停，请至少恢复一处。") }
        if state != "met", advice.isEmpty { advice.append("点「立即备份」，看它报告什么。服务器夜里关机的，请把备份时间改到开机的时候。") }
        return advice
    }

    /// What to do about a problem.
    static func remedy(_ problem: BackupProblem) -> String {
        switch problem {
        case .targetAbsent: "把硬盘插到服务器上（或者接通共享文件夹）再试一次；已经设定的位置，系统每 10 分钟自动重试。"
        case .targetReadOnly: "检查硬盘的写保护开关；服务要能写这个文件夹：在服务器上运行 chown liuhen: 加上文件夹的路径；共享文件夹请管理它的人开放写权限。"
        case .targetFull: "换一块更大的硬盘，或者删去硬盘上无关的文件；也可以减少保留的份数。原有的备份没有受影响。"
        case .targetForeign, .targetTaken: "给本单位的备份单独建一个空文件夹，重新设定位置。"
        case .targetWithin: "备份位置要在另一块磁盘上，不能在数据文件夹里面，请重新设定位置。"
        case .targetUnreachable: "检查网络和对象存储的地址、密钥；恢复以后自动重试。"
        case .notProved, .damaged, .keyWrong: "这个位置的备份库可能已经损坏。换一个新的空文件夹重新备份，并马上做一次试恢复；坏的硬盘不要再用。"
        case .toolMissing: "服务器上缺少备份程序 restic，请让安装人员补装。"
        case .ownDiskFull, .noRoom: "服务器的磁盘已满，请先清出空间。"
        default: "点「立即备份」再试一次；仍不成功请把页面上的原因告诉维护人员。"
        }
    }

    /// Why something did not come about.
    static func text(_ problem: BackupProblem) -> String {
        switch problem {
        case .toolMissing(let name): "服务器上没有安装 \(name)。"
        case .targetAbsent(let path): "找不到备份位置 \(path)，硬盘可能没有插上，或者共享文件夹没有接通。"
        case .targetReadOnly(let path): "备份位置 \(path) 不能写入。"
        case .targetFull(let path): "备份位置 \(path) 已满。原有的备份没有受影响。"
        case .targetForeign(let path, let office): "\(path) 里是「\(office)」的备份，不能混放。"
        case .targetTaken(let path): "\(path) 里有别的文件，请给备份单独建一个文件夹。"
        case .targetWithin(let path): "\(path) 就是本系统的数据文件夹，或者在它里面、包住了它，不能作为备份位置。"
        case .targetUnreachable(let detail): "对象存储没有正常应答（\(detail)）。"
        case .noBackup(let path): "\(path) 里没有备份。"
        case .noSnapshot(let id): "没有编号为 \(id) 的备份。"
        case .busy: "另一项备份、试恢复正在进行。"
        case .keyWrong: "密钥打不开这里的备份。"
        case .keyUnreadable(let file): "\(file) 不是可以使用的密钥或者检查点。"
        case .keyMistyped(let file, let groups):
            "\(file) 中恢复密钥的第 \(groups.map(String.init).joined(separator: "、")) 组和纸上的不一样。"
        case .signingKeyMissing(let key): "这个备份以后换过日志的签名密钥，没有找到新密钥（\(key)）。"
        case .notProved(let findings): "写入后读回校验没有通过：\(findings.prefix(3).joined(separator: "；"))。"
        case .damaged(let detail): "备份库或者数据不能读取（\(detail)）。"
        case .noRoom(let needed, let free): "磁盘空间不够：需要 \(SizeText.bytes(needed))，只有 \(SizeText.bytes(free))。"
        case .stopped: "已经停止。下次从停下的地方继续。"
        case .destinationTaken(let path): "\(path) 里有别的内容，没有动它。"
        case .destinationInUse(let path): "\(path) 正在使用，请先停止服务。"
        case .newerFormat(let found, let known): "数据由更新的版本写成（格式 \(found)，本版本只认得 \(known)），请安装新版本。"
        case .notUpgraded(_, let cause): "升级没有成功，已恢复原状（\(cause)）。"
        case .ownDiskFull: "服务器的磁盘已满或者不能写入。"
        case .tool(let detail): "备份程序报告：\(detail)"
        }
    }

    /// The input that a problem is about.
    static func field(_ problem: BackupProblem) -> String? {
        switch problem {
        case .targetAbsent, .targetReadOnly, .targetFull, .targetForeign, .targetTaken, .targetWithin: "backup-address"
        default: nil
        }
    }
}
