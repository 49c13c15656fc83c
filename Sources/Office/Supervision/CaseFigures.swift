internal import Casework
internal import Chronology
internal import Rules

/// What supervision counts in one case, worked out from its judgement. Pure.
struct CaseFigures {
    /// What was counted without being told one by one: figure, month, number.
    private(set) var counts: [Count] = []
    /// What was counted and is told.
    private(set) var findings: [FigureFinding] = []

    struct Count: Hashable {
        let figure: Figure
        let month: Month
        let unit: String
        let officer: String
    }

    /// The unit that handles the case.
    let unit: String
    private let officer: String
    private let days: [String: Day]

    /// - Parameter unit: the unit that handles the case.
    init(_ reading: CaseReading, timeline: [TimelineItem], unit: String) {
        self.unit = unit
        officer = reading.case.lead?.name ?? reading.case.receivedBy?.name ?? ""
        days = Dictionary(timeline.map { ($0.entry, $0.at.day) }) { first, _ in first }
        for duty in reading.obligations where duty.isConfirmed && duty.force != "advice" { count(duty) }
        if let closing = reading.case.caseFacts.facts.first(where: { $0.kind == .caseClosed }) {
            countMissing(reading.obligations, at: closing.at.day)
        }
        countUnfilmed(reading)
        for entered in reading.case.entered(.deviationRecorded) {
            let rule = (entered.act.answers["rule"]?.text).map { RuleID($0) }
            let known = rule.flatMap { id in reading.rules.packs.lazy.compactMap { $0.rule(id) }.first }
            findings.append(
                FigureFinding(
                    figure: .deviation, day: entered.at.day, unit: unit, officer: entered.by.name,
                    pack: rule.flatMap { id in reading.rules.packs.first { $0.rule(id) != nil }?.id }, rule: rule,
                    article: known?.article, says: known?.says ?? "", note: entered.act.answers["reason"]?.text,
                    entry: entered.entry))
        }
        for item in timeline { count(item, of: reading.case) }
    }

    private mutating func count(_ duty: Obligation) {
        let day = duty.due?.lastDay ?? days[duty.arose]
        guard let day else { return }
        let isGate = duty.force == "gate"
        switch duty.state {
        case .met:
            guard !isGate, duty.due != nil else { return }
            counts.append(Count(figure: .inTime, month: Month(day), unit: unit, officer: officer))
        case .late: add(isGate ? .outOfOrder : .late, duty, day)
        case .overdue: add(isGate ? .outOfOrder : .overdue, duty, day)
        case .excused: add(.excused, duty, day)
        case .open, .deviated, .notApplicable, .beforeTakeOver: return
        }
    }

    private mutating func add(_ figure: Figure, _ duty: Obligation, _ day: Day) {
        findings.append(
            FigureFinding(
                figure: figure, day: day, unit: unit, officer: officer, pack: duty.pack, rule: duty.rule,
                article: duty.article, says: duty.says, due: duty.due?.lastMoment, entry: duty.arose))
    }

    /// What was not there when the case was closed: papers that a duty or a gate still asks for.
    private mutating func countMissing(_ duties: [Obligation], at day: Day) {
        for duty in duties where duty.isConfirmed && duty.force != "advice" {
            guard [.open, .overdue].contains(duty.state), duty.missing.contains(where: \.isAboutForm) else { continue }
            add(.missingForm, duty, day)
        }
    }

    /// Acts that had to be recorded and were not: by the duties that say so, and by what was judged of the act itself.
    private mutating func countUnfilmed(_ reading: CaseReading) {
        var told: Set<String> = []
        for duty in reading.obligations where duty.isConfirmed && duty.force != "advice" {
            guard [.overdue, .deviated].contains(duty.state), duty.missing.contains(where: \.isAboutRecording),
                let day = days[duty.arose], told.insert(duty.about ?? duty.arose).inserted
            else { continue }
            add(.unfilmed, duty, day)
        }
        let facts = reading.case.caseFacts.facts
        let exempted = Set(facts.filter { $0.kind == .recordingExempted }.compactMap(\.subject))
        for act in reading.case.acts {
            let id = act.recorded.act
            let fact = facts.first { $0.subject == id && $0.kind == .actRecorded }
            let known = reading.case.actAttributes(act.recorded)
            guard let fact, known["triggered"] == .boolean(true), known["recorded"] != .boolean(true),
                !exempted.contains(id), told.insert(id).inserted
            else { continue }
            findings.append(
                FigureFinding(
                    figure: .unfilmed, day: act.recorded.from.day, unit: unit,
                    officer: act.recorded.officers.map(\.name).joined(separator: "、"), says: "", note: nil,
                    entry: fact.entry))
        }
    }

    private mutating func count(_ item: TimelineItem, of case: Case) {
        let seconds = item.entered.seconds(since: item.at)
        let figure: Figure? = item.isLate ? .lateEntry : seconds >= 3600 ? .lag : nil
        if let figure {
            findings.append(
                FigureFinding(
                    figure: figure, day: item.at.day, unit: item.actor.unit, officer: item.actor.name, says: "",
                    due: item.entered, note: String(seconds), entry: item.entry))
        }
        if case .recordingAdded(let recording) = item.event {
            findings.append(
                FigureFinding(
                    figure: .recording, day: recording.start.day, unit: item.actor.unit, officer: item.actor.name,
                    says: recording.device, note: String(recording.playedMilliseconds / 1000), entry: item.entry))
        }
    }

    /// The sums by figure, month, unit and officer.
    var sums: [Count: Int] {
        let told = findings.map { Count(figure: $0.figure, month: $0.month, unit: $0.unit, officer: $0.officer) }
        return (counts + told).reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension Missing {
    /// Whether a form is what is missing, in whatever state.
    var isAboutForm: Bool {
        switch self {
        case .fact(_, let forms, _, _, _): !forms.isEmpty
        case .formStep: true
        case .oneOf(let parts): !parts.isEmpty && parts.allSatisfy(\.isAboutForm)
        default: false
        }
    }

    /// Whether a recording is what is missing.
    var isAboutRecording: Bool {
        switch self {
        case .fact(let kinds, _, _, _, _): kinds.contains(.recordingAdded)
        case .statements(let names): names.contains("recorded")
        case .oneOf(let parts): parts.contains(where: \.isAboutRecording)
        default: false
        }
    }
}
