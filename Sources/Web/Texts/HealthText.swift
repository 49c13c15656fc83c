import Chronology
package import Office

/// The words for how the system stands: what is so, and what to do.
package enum HealthText {
    /// A line in words.
    package struct Words: Hashable, Sendable {
        /// 磁盘.
        package let title: String
        /// 正常, 注意, 马上处理.
        package let level: String
        /// What is so.
        package let finding: String
        /// What to do; nil where there is nothing.
        package let action: String?
    }

    /// The words of a line.
    package static func words(_ line: HealthLine) -> Words {
        let (finding, action) = text(line.finding)
        return Words(
            title: title(line.subject), level: title(line.level), finding: finding,
            action: line.level == .green ? nil : action)
    }

    /// What a subject is called.
    package static func title(_ subject: HealthLine.Subject) -> String {
        switch subject {
        case .disk: "磁盘"
        case .backup: "备份"
        case .clock: "时钟"
        case .scrub: "巡检"
        case .jobs: "后台任务"
        case .witness: "外部见证"
        case .certificate: "证书"
        case .version: "版本"
        }
    }

    /// The word for a level, which always stands beside its colour.
    package static func title(_ level: HealthLine.Level) -> String {
        switch level {
        case .green: "正常"
        case .amber: "注意"
        case .red: "马上处理"
        }
    }

    /// The whole in one sentence.
    package static func summary(_ lines: [HealthLine]) -> String {
        let (red, amber) = (lines.filter { $0.level == .red }.count, lines.filter { $0.level == .amber }.count)
        if red > 0 { return "系统有 \(red) 项要马上处理" + (amber > 0 ? "，\(amber) 项要注意" : "") }
        return amber > 0 ? "系统正常，\(amber) 项要注意" : "系统正常"
    }

    private static func text(_ finding: HealthFinding) -> (finding: String, action: String?) {
        switch finding {
        case .diskUnknown: ("看不到数据文件夹所在的磁盘。", "检查数据文件夹是否还在、服务的用户能否读取。")
        case .disk, .backup, .noBackup: storage(finding)
        case .clock(let isSynchronised):
            switch isSynchronised {
            case true: ("服务器时钟与日志一致，并且自动对时。", nil)
            case false:
                ("服务器时钟与日志一致，但没有在自动对时。", "请联网对时，或者每周用手机核对一次时间，相差一分钟以上就调准。记录的时间以服务器时钟为准。")
            case nil: ("服务器时钟与日志一致。本机查不到自动对时的情况，请每周人工核对一次。", nil)
            }
        case .clockBehind(let seconds, let lastEntry):
            (
                "服务器时钟比日志最后一条记录（\(TimeText.minute(lastEntry))）慢 \(TimeText.length(milliseconds: Int64(seconds) * 1000))。",
                "把服务器时钟调到现在的北京时间。调准以前，新记录都会记成日志最后的时间。"
            )
        case .scrubUnfinished, .scrub, .damaged: scrub(finding)
        case .notServed, .jobFailing, .jobsRunning, .outboxStuck: jobs(finding)
        case .noWitness, .neverWitnessed, .witnessed, .witnessRefuses: witness(finding)
        case .noCertificate: ("没有设定要查看的网址。用 https 访问的，请在下面设定网址，到期以前会提醒。", nil)
        case .certificateUnseen(let address): ("看不到 \(address) 的证书。", "检查网址是否写对、反向代理是否在运行。")
        case .certificate(let address, let expires, let remaining):
            remaining < 0
                ? ("\(address) 的证书已于 \(TimeText.minute(expires)) 到期。", "马上换上新证书，否则浏览器会拒绝访问。")
                : (
                    "\(address) 的证书到 \(TimeText.minute(expires)) 为止，还有 \(remaining / 86_400) 天。",
                    "向签发单位换领新证书，装到反向代理上。"
                )
        case .version(let version): ("留痕 \(version)。", nil)
        }
    }

    private static func storage(_ finding: HealthFinding) -> (String, String?) {
        switch finding {
        case .disk(let free, let size, let days):
            let room = "还有 \(SizeText.bytes(free))，共 \(SizeText.bytes(size))"
            let action = "清理与留痕无关的文件，或者换上更大的磁盘。磁盘写满以后不能登记，已登记的不受影响。"
            return (room + (days.map { "；照最近 30 天的存入量还能用约 \($0) 天。" } ?? "。"), action)
        case .backup(let made, let age):
            let text = "最近一次成功的备份是 \(TimeText.minute(made))，已过去 \(span(age))。"
            return (text, "看备份盘是否接好、有没有写满，然后在「备份」里马上备份一次。")
        default:
            return ("没有备份。机器坏了，全部记录都会丢失。", "接上备份盘，在「备份」里设定备份去处，马上备份一次。")
        }
    }

    private static func scrub(_ finding: HealthFinding) -> (String, String?) {
        switch finding {
        case .scrubUnfinished(let blobs, let waiting):
            return ("第一轮巡检正在进行：共 \(blobs) 个文件，还有 \(waiting) 个没有重读。", nil)
        case .scrub(let ended, let blobs, let age):
            return (
                "\(TimeText.minute(ended)) 重读完全部文件（现有 \(blobs) 个），都完好，距今 \(span(age))。",
                "巡检很久没有做完。请让服务整夜运行，或者运行 liuhen status --scrub。"
            )
        case .damaged(let blobs):
            let cases = Set(blobs.map(place)).sorted()
            let shown = cases.prefix(5).joined(separator: "、") + (cases.count > 5 ? "等" : "")
            return (
                "有 \(blobs.count) 个文件损坏，属于\(shown)。",
                "先不要再往这块磁盘写东西。请维护人员从备份取回这些文件；磁盘很可能要坏，尽快更换。"
            )
        default: return ("", nil)
        }
    }

    /// What a damaged file belongs to.
    package static func place(_ blob: DamagedBlob) -> String {
        if let number = blob.caseNumber { return "案件 \(number)" }
        return switch blob.stream.prefix(while: { $0 != "/" }) {
        case "case": "案件 \(blob.stream.dropFirst(5))"
        case "book": "台账"
        case "rules": "规则"
        default: "单位资料"
        }
    }

    private static func jobs(_ finding: HealthFinding) -> (String, String?) {
        switch finding {
        case .notServed(let since):
            return (
                since.map { "服务没有运行，或者后台任务停住了，最后一次运行是 \(TimeText.minute($0))。" } ?? "服务还没有运行过。",
                "启动服务：systemctl start liuhen。起不来的，看 journalctl -u liuhen 的最后几行。"
            )
        case .jobFailing(let job, let since, let problem):
            return (
                "\(title(job))从 \(TimeText.minute(since)) 起没有成功（\(problem)）。",
                "先看磁盘是否写满；不能自己恢复的，把这一行告诉维护人员。"
            )
        case .outboxStuck(let count, let since):
            return (
                "有 \(count) 条平台报送没有成功，最早一条从 \(TimeText.minute(since)) 起等待。",
                "打开「平台报送」看平台怎么答复；网络恢复以后会自动补报，不会丢。"
            )
        default: return ("平台报送、巡检等后台任务都在运行。", nil)
        }
    }

    /// What a job is called.
    package static func title(_ job: BackgroundJob) -> String {
        switch job {
        case .outbox: "平台报送"
        case .scrub: "巡检"
        case .witnesses: "外部见证"
        case .backups: "自动备份"
        case .imports: "批量导入"
        }
    }

    private static func witness(_ finding: HealthFinding) -> (String, String?) {
        switch finding {
        case .neverWitnessed(let name):
            return ("\(name) 还没有见证过本单位的日志。", "在「外部见证」里发送一次，或者用 U 盘送一次。")
        case .witnessed(let name, let size, let whole, let time, let age):
            return (
                "\(name) 于 \(TimeText.minute(time)) 见证到第 \(size) 条，现有 \(whole) 条，距今 \(span(age))。",
                "看网络是否通；没有网络的，用 U 盘送一次见证。"
            )
        case .witnessRefuses(let name, let problem):
            return ("\(name)：\(WitnessText.text(problem))", WitnessText.action(problem))
        default:
            return ("尚无外部见证。本单位的管理员改写过去，现在还没有外人能发现。", "请上级机关或者法制机构运行见证节点，在「外部见证」里登记。")
        }
    }

    /// `3 天`, in the largest unit that fits.
    static func span(_ seconds: Int) -> String {
        switch max(0, seconds) {
        case ..<60: "1 分钟以内"
        case ..<3600: "\(seconds / 60) 分钟"
        case ..<172_800: "\(seconds / 3600) 小时"
        default: "\(seconds / 86_400) 天"
        }
    }
}
