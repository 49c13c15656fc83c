import Chronology
import Office
import Rules

/// The cases that somebody may see.
struct CaseListModel: PageModel {
    let text: String
    let sort: String
    let total: Int
    let rows: [Row]
    let stages: [ChoiceView]
    let flags: [ChoiceView]
    let sorts: [ChoiceView]
    let previous: String?
    let following: String?
    let export: String
    let range: String
    let isEmpty: Bool
    let isFiltered: Bool
    /// What the office's text calls who leads a case.
    let leadTitle: String
    /// Whether the person takes part in cases at all.
    let mayReceive: Bool

    /// Rows a page.
    static let size = 50

    /// A case.
    struct Row: PageModel {
        let href: String
        let number: String
        let party: String
        let cause: String
        let lead: String
        let state: String
        let received: String
        let duty: String?
        let due: String?
        /// The same beside its word, which is not said twice.
        let dueBesideWord: String?
        let style: String
        let word: String
    }

    init(_ page: CasePage, query: CaseQuery, now: Instant, rules: RuleBook, mayReceive: Bool = true) {
        self.mayReceive = mayReceive
        text = query.text
        sort = query.sort
        total = page.total
        rows = page.rows.map { Row($0, now: now, calendar: rules.calendar) }
        func address(_ change: (inout CaseQuery) -> Void) -> String {
            var other = query
            other.page = 0
            change(&other)
            return "/cases" + Self.address(other)
        }
        let allStages = rules.procedure?.stages ?? []
        stages = allStages.map { stage in
            let isChosen = query.stage == stage.id
            return ChoiceView(
                value: address { $0.stage = isChosen ? nil : stage.id }, text: stage.title, isChosen: isChosen)
        }
        flags = [
            ChoiceView(
                value: address { $0.onlyOverdue.toggle() }, text: "只看逾期", isChosen: query.onlyOverdue),
            ChoiceView(value: address { $0.onlyMine.toggle() }, text: "我承办的", isChosen: query.onlyMine),
        ]
        sorts = [("due", "期限"), ("number", "编号"), ("received", "收案时间"), ("party", "当事人")].map { code, title in
            ChoiceView(value: address { $0.sort = code }, text: title, isChosen: query.sort == code)
        }
        let start = query.page * Self.size
        previous = query.page > 0 ? address { $0.page = query.page - 1 } : nil
        following = start + rows.count < page.total ? address { $0.page = query.page + 1 } : nil
        export = "/cases.csv" + Self.address(query)
        range = rows.isEmpty ? "" : "第 \(start + 1)–\(start + rows.count) 件，共 \(page.total) 件"
        isEmpty = rows.isEmpty
        isFiltered = query != CaseQuery()
        leadTitle = rules.leadTitle
    }

    /// The query as it stands in an address; empty for the whole list.
    static func address(_ query: CaseQuery) -> String {
        var parts: [String] = []
        if !query.text.isEmpty { parts.append("q=" + PercentEncoding.encode(query.text)) }
        if let stage = query.stage { parts.append("stage=" + PercentEncoding.encode(stage)) }
        if let state = query.state { parts.append("state=" + PercentEncoding.encode(state)) }
        if query.onlyOverdue { parts.append("overdue=yes") }
        if query.onlyMine { parts.append("mine=yes") }
        if query.sort != "due" { parts.append("sort=" + PercentEncoding.encode(query.sort)) }
        if query.page > 0 { parts.append("page=\(query.page)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// Reads what ``address(_:)`` wrote; what is not understood is left out.
    static func query(_ form: FormBody) -> CaseQuery {
        var query = CaseQuery()
        query.text = String(form.raw("q").prefix(100))
        query.stage = form["stage"]
        query.state = form["state"]
        query.onlyOverdue = form["overdue"] == "yes"
        query.onlyMine = form["mine"] == "yes"
        if let sort = form["sort"], ["due", "number", "received", "party"].contains(sort) { query.sort = sort }
        query.page = form["page"].flatMap { Int($0) }.map { min(max(0, $0), 100_000) } ?? 0
        return query
    }
}

extension CaseListModel.Row {
    init(_ summary: CaseSummary, now: Instant, calendar: WorkingDayCalendar) {
        let due = DueText(open: summary.nextDue, now: now, calendar: calendar)
        self.init(
            href: "/cases/\(summary.id)", number: summary.number, party: summary.party, cause: summary.cause,
            lead: summary.lead ?? "未确定", state: summary.standing, received: summary.received.day.description,
            duty: summary.nextDuty, due: due.text,
            dueBesideWord: due.text?.replacing(due.word + " ", with: "", maxReplacements: 1),
            style: summary.nextDue == nil ? "excused" : due.style,
            word: summary.nextDue == nil ? "无期限" : due.word)
    }
}

/// Cases as comma-separated values with a byte-order mark, which spreadsheet programs read as UTF-8.
enum CaseListCSV {
    static func text(_ rows: [CaseListModel.Row], leadTitle: String) -> String {
        let head = ["编号", "当事人", "案由", leadTitle, "状态", "收案日期", "下一事项", "期限"]
        let lines =
            [head]
            + rows.map { row in
                [row.number, row.party, row.cause, row.lead, row.state, row.received, row.duty ?? "", row.due ?? ""]
            }
        return "\u{FEFF}" + lines.map { $0.map(cell).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell. What a spreadsheet program would take for a formula is kept a text.
    static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let plain = isFormula ? "'" + text : text
        return "\"" + plain.replacing("\"", with: "\"\"") + "\""
    }
}
