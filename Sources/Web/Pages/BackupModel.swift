import Chronology
import Office

/// The page of the backups: how old the last good one is, what would be lost now, and what to do.
struct BackupModel: PageModel {
    /// The page's answer in short.
    let heading: String
    /// `met`, `soon` or `overdue`, with its word.
    let state: String
    let word: String
    let lines: [String]
    /// What would be lost.
    let loss: String
    /// What to do where something is not right.
    let advice: [String]
    let hasAdvice: Bool
    let isBusy: Bool
    let running: RunningView?
    let waiting: [String]
    let failed: String?
    let targets: [TargetView]
    let hasTargets: Bool
    let days: [DayView]
    let drill: String
    let plan: String
    let restored: [String]
    let hasRestored: Bool
    let history: RegisterModel.TableView
    let mayChange: Bool
    var problem: ProblemView?

    /// What is being done now.
    struct RunningView: PageModel {
        let what: String
        let phase: String
        /// From 0 to 100, where somebody knows.
        let percent: Int?
    }

    /// One place for backups.
    struct TargetView: PageModel {
        let id: String
        let name: String
        let address: String
        let last: String
        let state: String
        let word: String
        let notes: [String]
        let hasBackup: Bool
    }

    /// One day on the line.
    struct DayView: PageModel {
        let state: String
        let title: String
        let x: Int
    }

    init(_ overview: BackupOverview) {
        let (history, now) = (overview.history, overview.now)
        let last = history.lastMade()
        let judged = BackupText.judge(last: last?.taken, hasTargets: !history.targets.isEmpty, now: now)
        (heading, state, word) = (judged.heading, judged.state, judged.word)
        lines = last.map { BackupText.last($0, now: now) } ?? []
        loss = BackupText.loss(overview.loss, since: last?.taken)
        isBusy = overview.running != nil || !overview.waiting.isEmpty
        let names = Dictionary(history.targets.map { ($0.id, $0.name) }) { first, _ in first }
        running = overview.running.map { running in
            RunningView(
                what: BackupText.job(running.job, names), phase: BackupText.phase(running.progress.phase),
                percent: running.progress.percent)
        }
        waiting = overview.waiting.map { BackupText.job($0, names) }
        failed = overview.lastProblem.map { "\(BackupText.job($0.job, names))没有完成：\(BackupText.text($0.problem))" }
        targets = history.targets.map { Self.view($0, overview) }
        hasTargets = !history.targets.isEmpty
        days = history.days(upTo: now.day, count: 60).enumerated().map { index, day in
            DayView(
                state: day.state.rawValue, title: "\(TimeText.day(day.day))：\(BackupText.text(day.state))",
                x: index * 12)
        }
        drill = BackupText.drill(history.drills.last, now: now)
        plan = BackupText.plan(history.plan)
        restored = history.restored.map(BackupText.restored)
        hasRestored = !restored.isEmpty
        advice = BackupText.advice(overview, state: judged.state)
        hasAdvice = !advice.isEmpty
        self.history = Self.table(history)
        mayChange = overview.mayChange
    }

    private static func view(_ target: BackupTarget, _ overview: BackupOverview) -> TargetView {
        let good = overview.history.lastMade(at: target.id)
        let failure = overview.history.openFailure(at: target.id)
        let judged = BackupText.judge(last: good?.taken, hasTargets: true, now: overview.now)
        var notes: [String] = []
        if let failure {
            notes.append("\(TimeText.minute(failure.tried)) 没有成功：\(BackupText.text(failure.problem))")
        }
        if overview.onSameDisk.contains(target.id) {
            notes.append("这个位置和服务器的数据在同一块磁盘上，磁盘坏了会一起丢失，不能算数。请另接一块硬盘。")
        }
        let isAmber = failure != nil || overview.onSameDisk.contains(target.id)
        return TargetView(
            id: target.id, name: target.name, address: target.address,
            last: good.map { TimeText.minute($0.taken) } ?? "还没有",
            state: target.isOff ? "" : judged.state == "met" && isAmber ? "soon" : judged.state,
            word: target.isOff ? "已暂停" : judged.state == "met" && isAmber ? "注意" : judged.word, notes: notes,
            hasBackup: good != nil)
    }

    private static func table(_ history: BackupHistory) -> RegisterModel.TableView {
        var rows: [LineView] = []
        for made in history.made.suffix(30) {
            let content =
                "日志 \(made.size) 条，材料和音像 \(made.blobs) 个，新写 \(SizeText.bytes(made.added))，"
                + "用时 \(TimeText.length(milliseconds: made.milliseconds))，备份编号 \(made.snapshot)"
            rows.append(
                LineView(at: made.taken, what: "备份成功", place: made.title, address: made.address, content: content))
        }
        for failed in history.failed.suffix(30) {
            rows.append(
                LineView(
                    at: failed.tried, what: "备份没有成功", place: failed.title, address: failed.address,
                    content: BackupText.text(failed.problem)))
        }
        for drill in history.drills.suffix(10) {
            rows.append(
                LineView(
                    at: drill.made, what: drill.findings.isEmpty ? "试恢复通过" : "试恢复发现问题", place: drill.title,
                    address: drill.address, content: BackupText.outcome(drill)))
        }
        let newest = rows.sorted { $0.at > $1.at }.prefix(30)
        return RegisterModel.TableView(nil, ["时间", "事项", "位置", "内容"], newest.map(\.cells), empty: "还没有备份过。")
    }

    /// A line of the history.
    private struct LineView {
        let at: Instant
        let what: String
        let place: String
        let address: String
        let content: String

        var cells: [RegisterModel.CellView] {
            [TimeText.minute(at), what, place.isEmpty ? address : place, content].map { RegisterModel.CellView($0) }
        }
    }
}
