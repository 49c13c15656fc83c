import Chronology
import Office
import Rules

/// The texts that the office applies, what it chose of them, and what waits for a second person.
struct RulesModel: PageModel {
    let packs: [PackView]
    let calendar: String
    /// Whether the product brings holidays that the office does not know.
    let hasOfferedCalendar: Bool
    let years: String
    let hash: String
    let mayChange: Bool
    let isDemo: Bool
    let proposals: [ProposalView]
    let hasProposals: Bool
    let figures: [FigureView]
    let hasFigures: Bool
    let readings: [ReadingView]
    let hasReadings: Bool
    let lines: [ProposalView]
    let hasLines: Bool
    let history: [ProposalView]
    let offered: [LinkView]
    let hasOffered: Bool
    let warnings: [String]
    let query: String
    var problem: ProblemView?

    /// A regulation with its head.
    struct PackView: PageModel {
        let id: String
        let title: String
        let number: String?
        let issuer: String?
        let place: String?
        let source: String
        let issued: String?
        let posted: String?
        let restsOn: String?
        let replaces: String?
        let checked: String
        let inForce: String
        let count: Int
        let unconfirmed: Int
        let adopted: String
        let hash: String
        let changed: String?
        let mayChange: Bool
    }

    /// A change with its way.
    struct ProposalView: PageModel {
        let id: String
        let title: String
        let from: String
        let reason: String
        let source: String?
        let proposed: String
        let confirmed: String?
        /// Where the file of the change is shown; nil for one without.
        let details: String?
        let dropped: String?
        let mayConfirm: Bool
    }

    /// A figure that the office sets.
    struct FigureView: PageModel {
        let href: String
        let name: String
        let says: String
        let rule: String
        let article: String
        let figure: String
        let isChosen: Bool
        let mayChange: Bool
    }

    /// An article that may be read in several ways.
    struct ReadingView: PageModel {
        let href: String
        let rule: String
        let article: String
        let says: String
        let chosen: String
        let others: [String]
        let mayChange: Bool
    }

    init(
        _ state: RulesState, rules: RuleBook, today: Day, mayChange: Bool, viewer: String, isDemo: Bool,
        hasOfferedCalendar: Bool = false
    ) {
        self.hasOfferedCalendar = hasOfferedCalendar && mayChange
        self.mayChange = mayChange
        self.isDemo = isDemo
        hash = state.hash
        query = ""
        // Of several versions of a text, that of today stands last.
        let current = RulesPage.current(rules)
        packs = current.map { pack in
            PackView(pack, state: state, mayChange: mayChange)
        }
        calendar = rules.calendar.identity.description
        let announced = rules.calendar.announcedYears
        years = announced.isEmpty ? "无" : "\(announced.first ?? 0)–\(announced.last ?? 0) 年"
        let texts = RulesPage(rules: rules, state: state)
        func view(_ proposal: RulesProposal) -> ProposalView {
            ProposalView(
                id: proposal.id, title: texts.title(proposal.change), from: TimeText.day(proposal.change.from),
                reason: proposal.reason, source: proposal.change.source, proposed: AccountText.mark(proposal.proposed),
                confirmed: proposal.confirmed.map(AccountText.mark),
                details: proposal.change.text == nil || proposal.isFirst
                    ? nil : "/rules/proposals/\(PercentEncoding.encode(proposal.id))",
                dropped: proposal.dropped.map { "\(AccountText.mark($0.by))：\($0.reason)" },
                mayConfirm: mayChange && proposal.isOpen && proposal.proposed.account != viewer)
        }
        proposals = state.history.proposals.filter(\.isOpen).map(view)
        hasProposals = !proposals.isEmpty
        history = state.history.proposals.filter { !$0.isOpen }.reversed().map(view)
        lines = state.history.confirmed.filter { $0.change.kind == .line }.reversed().map(view)
        hasLines = !lines.isEmpty
        figures = current.flatMap { pack in
            pack.settings.map { setting in
                FigureView(
                    href: "/rules/change/figure?name=\(PercentEncoding.encode(setting.name))", name: setting.name,
                    says: setting.rule.says, rule: setting.rule.id.text,
                    article: "《\(pack.title)》\(setting.rule.article)",
                    figure: "\(setting.figure) \(RuleText.unit(setting.unit))",
                    isChosen: state.figures[setting.name] != nil, mayChange: mayChange)
            }
        }
        hasFigures = !figures.isEmpty
        readings = state.readable.map { item in
            let chosen = state.readings[item.rule.id]
            return ReadingView(
                href: "/rules/change/reading?rule=\(PercentEncoding.encode(item.rule.id.text))",
                rule: item.rule.id.text, article: "《\(item.pack.title)》\(item.rule.article)", says: item.rule.says,
                chosen: item.rule.readings.first { $0.id == chosen }?.says ?? "通行理解（推荐）",
                others: item.rule.readings.filter { $0.id != chosen }.map(\.says), mayChange: mayChange)
        }
        hasReadings = !readings.isEmpty
        offered = state.new.map { LinkView(href: "/rules/change/text?pack=\($0.id)", text: "采用《\($0.title)》") }
        hasOffered = mayChange && !offered.isEmpty
        warnings = state.missingTexts.map { rule in
            "\(rule)：武汉市各区的劳动保障监察案件应当同时采用《武汉市劳动保障监察执法全过程记录办法》，现在没有采用。"
        }
    }
}

extension RulesModel.PackView {
    init(_ pack: Pack, state: RulesState, mayChange: Bool) {
        let adopted = state.history.confirmed.last { $0.change.kind == .text && $0.change.pack == pack.id }
        self.init(
            id: pack.id, title: pack.title, number: pack.number, issuer: pack.issuer, place: pack.place,
            source: pack.source, issued: pack.head.issued.map(TimeText.day),
            posted: pack.head.posted.map(TimeText.day),
            restsOn: pack.head.restsOn.isEmpty ? nil : RuleText.list(pack.head.restsOn),
            replaces: pack.head.replaces.isEmpty ? nil : RuleText.list(pack.head.replaces),
            checked: pack.checked.description,
            inForce: state.inForce[pack.id].map { "自 \(TimeText.day($0)) 起施行" } ?? "按各条所注",
            count: pack.rules.count, unconfirmed: pack.rules.count { !$0.isConfirmed },
            adopted: adopted.map {
                $0.isFirst ? "开办时采用（\(AccountText.mark($0.proposed))）" : "自 \(TimeText.day($0.change.from)) 起采用"
            } ?? "尚未写入日志",
            hash: adopted?.change.hash.map { String($0.prefix(16)) } ?? "",
            changed: state.changed.contains { $0.id == pack.id } ? "/rules/change/text?pack=\(pack.id)" : nil,
            mayChange: mayChange)
    }
}

/// The words about what is chosen of the texts.
struct RulesPage {
    let rules: RuleBook
    let state: RulesState

    /// The version of each text that is in force today: the last of its name.
    static func current(_ rules: RuleBook) -> [Pack] {
        var order: [PackID] = []
        for pack in rules.packs where !order.contains(pack.id) { order.append(pack.id) }
        return order.compactMap { id in rules.packs.last { $0.id == id } }
    }

    /// What a change does.
    func title(_ change: RulesChange) -> String {
        let text =
            change.pack.map { id in
                "《\(change.title ?? rules.packs.first { $0.id == id }?.title ?? id)》"
            } ?? ""
        switch change.kind {
        case .text: return "采用\(text)"
        case .withdrawn: return "不再采用\(text)"
        case .inForce: return "\(text)的施行日期"
        case .reading:
            let item = state.readable.first { $0.rule.id == change.rule }
            let says = change.reading.map { id in item?.rule.readings.first { $0.id == id }?.says ?? id }
            return "\(change.rule?.text ?? "") \(item?.rule.article ?? "")：\(says ?? "恢复通行理解")"
        case .figure:
            let setting = RulesPage.current(rules).flatMap(\.settings).first { $0.name == change.name }
            return "\(setting?.rule.says ?? change.name ?? "")：\(change.value ?? 0) "
                + (setting.map { RuleText.unit($0.unit) } ?? "")
        case .calendar:
            return "放假安排文件「\(change.title ?? "")」"
        case .line:
            return (change.isLive == false ? "停用" : "启用") + "「\(change.name ?? "")」"
                + (change.unit.map { "（\($0)）" } ?? "")
        }
    }
}
