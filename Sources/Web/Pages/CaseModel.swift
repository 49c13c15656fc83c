import Casework
import Chronology
import Office
import Rules

/// The page of a case: where it stands, what the rules ask now, what happened.
struct CaseModel: PageModel {
    let head: CaseHead
    let id: String
    let version: Int
    let rail: [StageView]
    let tabs: [ChoiceView]
    let asks: [ObligationView]
    /// What is only pointed out: nothing waits for it.
    let hints: [ObligationView]
    let hasHints: Bool
    let hintsCount: Int
    let done: [ObligationView]
    let asksCount: Int
    let doneCount: Int
    let overdueCount: Int
    /// What the case lacks before it is closed and archived, by the links of the procedure.
    let lacking: [LackView]
    let lackingCount: Int
    let next: [NextActView]
    /// What may also be done, folded away lest a long list hide the expected.
    let more: [NextActView]
    let hasMore: Bool
    /// What stands there when no step is left.
    let noNext: String?
    let mayAct: Bool
    let mayNumber: Bool
    let timeline: [TimelineView]
    let people: PeopleView
    let materials: [MaterialView]
    let hasMaterials: Bool
    let evidence: [EvidenceView]
    let hasEvidence: Bool
    let forms: [FormRow]
    let hasForms: Bool
    /// The forms that somebody reviews or approves, or did.
    let approvals: [FormRow]
    /// The forms that can be begun, by what they are: 审批表, 笔录, 清单 …
    let formsToBegin: [ActListModel.Group]
    let acts: [ActView]
    let recordings: [RecordingRow]
    let services: [ServiceRow]
    let hasServices: Bool
    let toServe: [ToServeView]
    let quick: [LinkView]
    /// The sealed sheet, where the case has one.
    let sealedHref: String?
    /// The cases with which this one is bound by joining or splitting.
    let bound: [BoundView]
    /// The leading case, where this one was joined to it: the work goes on there.
    let leadingCase: LinkView?
    let hasQuick: Bool
    let leadTitle: String
    var problem: ProblemView?
    /// Officers who were at two things at once.
    var overlaps: [String] = []
    /// Told above them where they are several.
    var overlapCount: Int?
    // Exactly one of these holds.
    var isOverview = false
    var isForms = false
    var isEvidence = false
    var isActs = false
    var isServices = false
    var isApprovals = false
    var isLog = false
    /// What was asked and done: long in an old case, so that it has a page of its own.
    var isDuties = false

    /// A stage on the rail.
    struct StageView: PageModel, Equatable {
        let title: String
        let isDone: Bool
        let isCurrent: Bool
    }

    /// What may be done next, or why it may not.
    struct NextActView: PageModel {
        let href: String
        let title: String
        let isFirst: Bool
        let isAllowed: Bool
        let reasons: [ProblemView.Item]
    }

    /// How many acts are shown before the rest is folded away.
    private static let shownActs = 5

    static let tabNames = [
        ("overview", "概况"), ("forms", "文书"), ("evidence", "证据"), ("acts", "执法活动"), ("recordings", "音像"),
        ("services", "送达"), ("approvals", "审批"), ("volume", "案卷"), ("platform", "平台录入"), ("duties", "已办事项"),
        ("log", "记录"),
    ]

    init(_ dossier: CaseDossier, tab: String, now: Instant, rules: RuleBook, names: [String: String]) {
        let folded = dossier.case
        head = CaseHead(dossier)
        id = folded.id
        version = folded.version
        let current = dossier.stages.firstIndex { $0.id == dossier.summary.stage }
        rail = dossier.stages.enumerated().map { index, stage in
            StageView(title: stage.title, isDone: current.map { index < $0 } ?? false, isCurrent: index == current)
        }
        let known = Self.tabNames.map(\.0)
        let shown = known.contains(tab) ? tab : "overview"
        tabs = CaseTabs.all(folded.id, chosen: shown)
        let obligations = dossier.obligations.filter { $0.state != .notApplicable }.map {
            ObligationView($0, now: now, rules: rules, caseID: folded.id, names: names, folded: folded)
        }
        asks = ObligationView.inOrder(obligations.filter { $0.rank <= 2 && !$0.isAdvice })
        hints = ObligationView.inOrder(obligations.filter { $0.rank <= 2 && $0.isAdvice })
        hasHints = !hints.isEmpty
        hintsCount = hints.count
        done = ObligationView.inOrder(obligations.filter { $0.rank > 2 })
        asksCount = asks.count
        doneCount = done.count
        overdueCount = asks.count { $0.rank == 0 }
        let texts = MissingText(rules: rules, caseID: folded.id, names: names, folded: folded)
        lacking = LackView.all(dossier.completeness, texts: texts)
        lackingCount = dossier.completeness.items.count
        let isNumbering = { (act: NextAct) in act.code == "act:number-case" || act.code == "act:case-numbered" }
        mayNumber = folded.serial == nil && dossier.next.contains { isNumbering($0) && $0.isAllowed }
        // What the page offers as a button of its own is no link besides.
        let offered = mayNumber ? dossier.next.filter { !isNumbering($0) } : dossier.next
        let acts = Self.nextActs(offered, in: folded, rules: rules, texts: texts)
        next = Array(acts.prefix(Self.shownActs))
        more = Array(acts.dropFirst(Self.shownActs))
        hasMore = acts.count > Self.shownActs
        mayAct = dossier.mayAct
        noNext = acts.isEmpty && !mayNumber && mayAct ? Self.noNext(folded) : nil
        let events = EventText(rules: rules, folded: folded, names: names)
        timeline = dossier.timeline.map { TimelineView($0, events: events) }
        people = PeopleView(folded)
        materials = folded.materials.map { MaterialView($0, caseID: folded.id) }
        evidence = folded.entered(.evidenceAdded).map { EvidenceView($0, of: folded) }
        hasMaterials = !materials.isEmpty
        hasEvidence = !evidence.isEmpty
        forms = folded.forms.map { FormRow($0, in: folded, rules: rules) }
        hasForms = !forms.isEmpty
        let isDecidedOn = { (form: Form) in
            rules.form(form.kind)?.route.contains { [.reviewed, .approved].contains($0) } ?? false
        }
        approvals = zip(folded.forms, forms).filter { isDecidedOn($0.0) || !$0.1.opinions.isEmpty }.map(\.1)
        formsToBegin = Self.formsToBegin(folded.id, state: dossier.summary.state, rules: rules)
        self.acts = folded.acts.map { ActView($0, in: folded) }
        recordings = folded.recordings.map { RecordingRow($0, in: folded) }
        services = folded.services.map { ServiceRow($0, in: folded, rules: rules) }
        hasServices = !services.isEmpty
        toServe = ToServeView.all(folded, rules: rules)
        // In a case that was joined to another nothing is done any more.
        quick = folded.joinedInto == nil ? Self.quick(folded.id) : []
        hasQuick = !quick.isEmpty
        bound = folded.bound.map(BoundView.init)
        leadingCase = folded.bound.first { $0.bond == .joinedInto }.map { BoundView($0).link }
        leadTitle = dossier.leadTitle
        sealedHref = folded.matter?.informant == nil ? nil : "/cases/\(folded.id)/sealed"
        switch shown {
        case "forms": isForms = true
        case "evidence": isEvidence = true
        case "acts": isActs = true
        case "services": isServices = true
        case "approvals": isApprovals = true
        case "log": isLog = true
        case "duties": isDuties = true
        default: isOverview = true
        }
    }

    static func nextActs(
        _ acts: [NextAct], in folded: Case, rules: RuleBook, texts: MissingText
    ) -> [NextActView] {
        var isFirst = true
        return acts.compactMap { act in
            let begun = begun(act.code, in: folded, rules: rules)
            let address = ActAddress(code: act.code, caseID: folded.id, rules: rules)
            guard let href = begun?.href ?? address?.href, let title = begun?.text ?? address?.title else { return nil }
            let isOpen = act.isAllowed || begun != nil
            let view = NextActView(
                href: href, title: title, isFirst: isFirst && isOpen, isAllowed: isOpen,
                reasons: act.refusals.map { ProblemView.item($0, texts: texts, caseID: folded.id) })
            if isOpen { isFirst = false }
            return view
        }
    }

    /// The form that an act names, where it was begun and has steps before it: it is taken on, not begun anew.
    private static func begun(_ code: String, in folded: Case, rules: RuleBook) -> LinkView? {
        guard code.hasPrefix("form:"), let form = folded.form(ofKind: String(code.dropFirst(5))),
            let kind = rules.form(form.kind), let step = form.nextStep(of: kind)
        else { return nil }
        return LinkView(href: "/cases/\(folded.id)/forms/\(form.id)", text: "《\(kind.title)》\(step.waiting)")
    }

    private static func noNext(_ folded: Case) -> String? {
        guard folded.joinedInto == nil else { return nil }
        let isArchived = !folded.entered(.caseArchived).isEmpty
        return (isArchived ? "本案已归档，没有后续步骤。" : "程序没有规定下一步。") + "需要补充办理的，在「更多事项」中查找。"
    }

    private static func formsToBegin(_ caseID: String, state: StateID, rules: RuleBook) -> [ActListModel.Group] {
        let kinds = rules.packs.flatMap(\.forms).filter { $0.draftedIn.isEmpty || $0.draftedIn.contains(state) }
        return FormKind.Family.allCases.compactMap { family in
            let own = kinds.filter { $0.family == family }.map { kind in
                LinkView(href: ActAddress(form: kind.id, caseID: caseID, rules: rules).href, text: kind.title)
            }
            return own.isEmpty ? nil : ActListModel.Group(title: family.title, acts: own)
        }
    }

    private static func quick(_ id: String) -> [LinkView] {
        let kinds: [FactKind] = [
            .materialReceived, .actRecorded, .recordingAdded, .evidenceAdded, .served, .handedOver, .handoverConfirmed,
            .noteMade, .conflictDeclared,
        ]
        return kinds.compactMap { kind in
            ActAddress(kind, caseID: id).map { LinkView(href: $0.href, text: $0.title) }
        }
    }
}
