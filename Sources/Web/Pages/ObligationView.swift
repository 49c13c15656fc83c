import Casework
import Chronology
import Rules

/// One thing that the rules ask for, with its counting.
struct ObligationView: PageModel {
    let rule: String
    let article: String
    let pack: String
    /// The texts on which that one rests.
    let restsOn: String?
    let says: String
    /// `overdue`, `soon`, `open`, `met` …
    let style: String
    let word: String
    let due: String?
    let counting: CountingView?
    let missing: [MissingText.Line]
    let entry: String
    /// The address of the entry out of which it arose.
    let arose: String
    let metBy: [LinkView]
    /// Where somebody says that it was done before the case was taken over; nil for what arose here.
    let before: LinkView?
    /// 提示, where it never blocks.
    let isAdvice: Bool
    let isUnconfirmed: Bool
    /// For the order of a list: what is late first, then by due time.
    let rank: Int
    let moment: Int64

    init(
        _ obligation: Obligation, now: Instant, rules: RuleBook, caseID: String, names: [String: String] = [:],
        folded: Case? = nil
    ) {
        let texts = MissingText(rules: rules, caseID: caseID, names: names, folded: folded)
        let due = DueText(obligation, now: now, calendar: rules.calendar)
        rule = obligation.rule.text
        article = obligation.article
        pack = rules.packs.first { $0.id == obligation.pack }?.citedTitle ?? obligation.pack
        let head = rules.packs.first { $0.id == obligation.pack }?.head
        restsOn = head.flatMap { $0.restsOn.isEmpty ? nil : RuleText.list($0.restsOn) }
        says = obligation.says
        style = due.style
        word = due.word
        self.due = due.text
        counting = obligation.due.map { CountingView($0, caseID: caseID) }
        missing = texts.lines(obligation.missing)
        entry = obligation.arose
        arose = "/cases/\(caseID)?tab=log#\(obligation.arose)"
        metBy = obligation.metBy.map { LinkView(href: "/cases/\(caseID)?tab=log#\($0)", text: "记录") }
        let isFromBefore = folded?.facts.contains { $0.kind == .caseTakenOver && $0.entry == obligation.arose } ?? false
        before =
            isFromBefore && [.open, .overdue].contains(obligation.state)
            ? ProblemView.declaration(of: obligation.rule.text, in: caseID) : nil
        isAdvice = obligation.force == "advice"
        isUnconfirmed = !obligation.isConfirmed
        rank = due.rank
        moment = obligation.due?.instant.milliseconds ?? .max
    }

    /// What is late first, then what is due first.
    static func inOrder(_ views: [ObligationView]) -> [ObligationView] {
        views.sorted { ($0.rank, $0.moment, $0.rule) < ($1.rank, $1.moment, $1.rule) }
    }
}

/// How a due time was counted.
struct CountingView: PageModel {
    let from: String
    let fromEntry: String
    let end: String
    /// The provision of another law on which the figure rests.
    let basis: String?
    let days: [DayView]
    let readings: [ReadingView]
    /// The earliest date of all readings, where it is not the counted one.
    let safe: String?
    let calendar: String
    let isProvisional: Bool

    /// A day that was counted or passed over.
    struct DayView: PageModel {
        let date: String
        let weekday: String
        let number: String
        let isCounted: Bool
        let why: String
    }

    /// Another reading of the article.
    struct ReadingView: PageModel {
        let says: String
        let date: String
    }

    init(_ due: DueTime, caseID: String) {
        let year = due.instant.adding(milliseconds: -1).day.year
        from = TimeText.minute(due.from)
        fromEntry = "/cases/\(caseID)?tab=log#\(due.fromEntry)"
        end = "\(year) 年 \(TimeText.end(due.instant, in: year))"
        basis = due.basis
        var count = 0
        days = due.days.map { day in
            if day.isCounted { count += 1 }
            return DayView(
                date: day.date.description, weekday: TimeText.weekday(day.date),
                number: day.isCounted ? "第 \(count) 日" : "不计", isCounted: day.isCounted,
                why: day.why.text + (day.isAnnounced ? "" : "（放假安排尚未公布）"))
        }
        readings = due.otherReadings.map { reading in
            ReadingView(says: reading.says, date: reading.instant.map { TimeText.end($0, in: 0) } ?? "尚未开始计算")
        }
        safe = due.safe < due.instant ? TimeText.end(due.safe, in: 0) : nil
        calendar = due.calendar
        isProvisional = due.isProvisional
    }
}

extension CountReason {
    /// Why a day was counted or passed over, with the notice that says so.
    var text: String {
        switch self {
        case .dayOfEvent: "事项发生当日不计入（民法典第二百零一条）"
        case .workingDay: "工作日"
        case .makeUpWorkingDay(let holiday, let notice): "\(holiday)调休上班（\(notice)）"
        case .weekend: "休息日"
        case .holiday(let name, let notice): "\(name)放假（\(notice)）"
        case .calendarDay: "按自然日计算"
        case .correspondingDay: "期满月的对应日（民法典第二百零二条）"
        case .lastDayOfMonth: "没有对应日的，为月末日（民法典第二百零二条）"
        case .rolledOver: "最后一日为休息日，顺延到此日（民法典第二百零三条）"
        }
    }
}
