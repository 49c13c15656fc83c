import Casework
import Chronology
import Office
import Rules

/// The book of a unit: what the rules ask of the unit, its registers in order, and the lines so far.
struct BookModel: PageModel {
    /// The answer in short: `支队台账：2 项要办，1 项已逾期`.
    let heading: String
    /// The books of all units, this one chosen.
    let units: [ChoiceView]
    let hasUnits: Bool
    /// What is still to be done, the latest first.
    let duties: [DutyView]
    let hasDuties: Bool
    let done: [DutyView]
    let doneCount: Int?
    let groups: [GroupView]
    let lines: [LineView]
    let hasLines: Bool
    /// The register to which the lines are limited; nil for all.
    let only: RegisterView?
    let all: String
    let range: String
    let previous: String?
    let following: String?

    /// How many lines stand on a page.
    static let pageSize = 50

    /// A duty of the unit.
    struct DutyView: PageModel {
        let rule: String
        let article: String
        let pack: String
        let says: String
        let style: String
        let word: String
        let due: String?
        let isAdvice: Bool
        let kinds: [FactKind]
        let ways: [LinkView]
        /// For the order of the list.
        let rank: Int
    }

    /// Registers that are kept for one purpose.
    struct GroupView: PageModel {
        let title: String
        let rows: [RegisterView]
        /// The pages that keep more of it.
        let links: [LinkView]
    }

    /// One register: what it holds and how much.
    struct RegisterView: PageModel {
        let title: String
        let holds: String
        let count: Int
        /// The day of its newest line.
        let newest: String?
        let linesHref: String
        /// Where a line is added; nil where other pages add them.
        let enterHref: String?
        /// The most urgent of what the rules ask for in it.
        let duty: DutyView?
    }

    /// A line of the book.
    struct LineView: PageModel {
        let at: String
        let title: String
        let href: String
        let answers: [InputModel.FactView]
        let files: [LinkView]
        let by: String
        /// Entered a day or more after it happened.
        let late: String?
    }

    init(
        _ book: UnitBook, units: [(id: String, name: String)], obligations: [Obligation], only: String?, page: Int,
        now: Instant, rules: RuleBook
    ) {
        let place = "/books/\(book.unit)"
        let unit = units.first { $0.id == book.unit }?.name ?? book.unit
        self.units = units.map {
            ChoiceView(value: "/books/\($0.id)", text: $0.name, isChosen: $0.id == book.unit)
        }
        hasUnits = units.count > 1
        let judged = obligations.filter { $0.state != .notApplicable }.map {
            DutyView($0, unit: book.unit, now: now, rules: rules)
        }.sorted { $0.rank < $1.rank }
        let open = judged.filter { $0.rank <= 2 }
        duties = open
        hasDuties = !open.isEmpty
        done = judged.filter { $0.rank > 2 }
        doneCount = done.isEmpty ? nil : done.count
        let registers = BookGroup.all.map { group in
            GroupView(
                title: group.title,
                rows: group.kinds.map { kind in
                    RegisterView(kind, of: book, duty: open.first { $0.kinds.contains(kind) }, place: place)
                }, links: group.links)
        }
        groups = registers
        let kind = only.map { FactKind($0) }.flatMap { ActSchema.ofBook($0) == nil ? nil : $0 }
        let shown = Array(book.lines.filter { kind == nil || $0.act.what == kind }.reversed())
        let first = min(max(0, page), max(0, shown.count - 1) / Self.pageSize) * Self.pageSize
        lines = shown.dropFirst(first).prefix(Self.pageSize).map { LineView($0, unit: book.unit) }
        hasLines = !lines.isEmpty
        self.only = kind.map { RegisterView($0, of: book, duty: nil, place: place) }
        all = place + "#lines"
        range = "第 \(first + 1)–\(first + lines.count) 条，共 \(shown.count) 条"
        let address = { (page: Int) in
            "\(place)?" + (kind.map { "act=\($0.rawValue)&" } ?? "") + "page=\(page)#lines"
        }
        let number = first / Self.pageSize
        previous = number > 0 ? address(number - 1) : nil
        following = first + lines.count < shown.count ? address(number + 1) : nil
        let binding = open.filter { !$0.isAdvice }
        heading = "\(unit)台账：" + Self.answer(binding, lines: book.lines.count)
    }

    private static func answer(_ open: [DutyView], lines: Int) -> String {
        guard !open.isEmpty else { return "没有要办的事项，已登记 \(lines) 条" }
        let overdue = open.count { $0.rank == 0 }
        return "\(open.count) 项要办" + (overdue > 0 ? "，\(overdue) 项已逾期" : "")
    }
}

extension BookModel.DutyView {
    init(_ obligation: Obligation, unit: String, now: Instant, rules: RuleBook) {
        let text = DueText(obligation, now: now, calendar: rules.calendar)
        rule = obligation.rule.text
        article = obligation.article
        pack = rules.packs.first { $0.id == obligation.pack }?.citedTitle ?? obligation.pack
        says = obligation.says
        style = text.style
        word = text.word
        due = text.text
        rank = text.rank
        isAdvice = obligation.force == "advice"
        kinds = obligation.missing.flatMap(\.kinds)
        var named: Set<FactKind> = []
        ways = kinds.filter { named.insert($0).inserted }.compactMap { kind in
            ActSchema.ofBook(kind).map {
                LinkView(href: "/books/\(unit)/enter/\($0.what.rawValue)", text: $0.title ?? $0.what.rawValue)
            }
        }
    }
}

extension Missing {
    /// The kinds of fact that would mend it.
    fileprivate var kinds: [FactKind] {
        switch self {
        case .fact(let kinds, _, _, _, _): kinds
        case .oneOf(let inner): inner.flatMap(\.kinds)
        default: []
        }
    }
}

extension BookModel.RegisterView {
    /// How many of its questions tell what a register holds.
    private static let told = 4

    init(_ kind: FactKind, of book: UnitBook, duty: BookModel.DutyView?, place: String) {
        let schema = ActSchema.ofBook(kind)
        let questions = schema?.questions ?? []
        let asked = questions.filter(\.isRequired) + questions.filter { !$0.isRequired }
        let labels = asked.prefix(Self.told).map { $0.label ?? AnswerLabels.question($0.name, of: kind) }
        let lines = book.lines.filter { $0.act.what == kind }
        title = kind.title
        holds = labels.joined(separator: "、") + (questions.count > Self.told ? "等" : "")
        count = lines.count
        newest = lines.map(\.at).max().map { TimeText.day($0.day) }
        linesHref = "\(place)?act=\(kind.rawValue)#lines"
        enterHref = UnitBook.computedFacts.contains(kind) ? nil : "\(place)/enter/\(kind.rawValue)"
        self.duty = duty
    }
}

extension BookModel.LineView {
    init(_ line: UnitBook.Line, unit: String) {
        at = TimeText.minute(line.at)
        title = line.act.what.title
        href = "/books/\(unit)?act=\(line.act.what.rawValue)#lines"
        let given = line.act.answers.merging(line.act.personal ?? [:]) { kept, _ in kept }
        answers = (ActSchema.ofBook(line.act.what)?.questions ?? []).compactMap { question in
            given[question.name].map {
                InputModel.FactView(label: question.label ?? question.name, value: EventText.value($0, of: question))
            }
        }
        files = line.act.attachments.map { LinkView(href: "/books/\(unit)/blobs/\($0.digest)", text: $0.title) }
        by = line.actor.name
        let isLate = line.entered.seconds(since: line.at) >= 86_400
        late = isLate ? "迟录：\(TimeText.minute(line.entered)) 录入" : nil
    }
}
