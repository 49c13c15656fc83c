import Casework
import Chronology
import Office
import Rules

/// The book of a unit: what the rules ask of the unit, what can be entered, and the lines so far.
struct BookModel: PageModel {
    let unit: String
    let units: [LinkView]
    let hasUnits: Bool
    let duties: [DutyView]
    let hasDuties: Bool
    let acts: [LinkView]
    let lines: [LineView]
    let hasLines: Bool
    /// The kind of act to which the lines are limited; nil for all.
    let only: String?
    let all: String

    /// A duty of the unit.
    struct DutyView: PageModel {
        let rule: String
        let article: String
        let pack: String
        let says: String
        let style: String
        let word: String
        let due: String?
        let ways: [LinkView]
        /// For the order of the list.
        let rank: Int
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
        _ book: UnitBook, units: [(id: String, name: String)], obligations: [Obligation], only: String?, now: Instant,
        rules: RuleBook
    ) {
        unit = units.first { $0.id == book.unit }?.name ?? book.unit
        self.units = units.filter { $0.id != book.unit }.map { LinkView(href: "/books/\($0.id)", text: $0.name) }
        hasUnits = units.count > 1
        duties = obligations.map { DutyView($0, unit: book.unit, now: now, rules: rules) }
            .sorted { $0.rank < $1.rank }
        hasDuties = !duties.isEmpty
        acts = ActSchema.book.filter { !UnitBook.computedFacts.contains($0.what) }.map {
            LinkView(href: "/books/\(book.unit)/enter/\($0.what.rawValue)", text: $0.title ?? $0.what.rawValue)
        }
        let shown = book.lines.filter { only == nil || $0.act.what.rawValue == only }
        lines = shown.reversed().map { LineView($0, unit: book.unit) }
        hasLines = !lines.isEmpty
        self.only = only.map { FactKind($0).title }
        all = "/books/\(book.unit)"
    }
}

extension BookModel.DutyView {
    init(_ obligation: Obligation, unit: String, now: Instant, rules: RuleBook) {
        let text = DueText(obligation, now: now, calendar: rules.calendar)
        rule = obligation.rule.text
        article = obligation.article
        pack = rules.packs.first { $0.id == obligation.pack }.map { "《\($0.title)》" } ?? obligation.pack
        says = obligation.says
        style = text.style
        word = text.word
        due = text.text
        rank = text.rank
        ways = obligation.missing.flatMap(\.kinds).compactMap { kind in
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

extension BookModel.LineView {
    init(_ line: UnitBook.Line, unit: String) {
        at = TimeText.minute(line.at)
        title = line.act.what.title
        href = "/books/\(unit)?act=\(line.act.what.rawValue)"
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
