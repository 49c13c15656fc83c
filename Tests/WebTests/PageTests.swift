import Casework
import Chronology
import Rules
import TestKit
import Testing

@testable import Office
@testable import Web

@Suite struct `Pages of fixed models` {
    private static let frame = Frame(
        title: "案件", agency: "支队", isDemo: true, clock: "2026-10-09 09:00",
        person: Frame.Person(name: "<b>李</b>", roles: "执法人员", badge: nil), csrf: "token", command: "command-id",
        menu: [Frame.MenuItem(href: "/", text: "工作台", isCurrent: true, count: nil)], notice: nil, trail: [])

    private static func summary(_ party: String) throws -> CaseSummary {
        let received = try #require(Instant("2026-09-28T09:00:00+08:00"))
        return CaseSummary(
            id: "c1", number: "武接〔2026〕1号", party: party, cause: "拖欠工资", unit: "支队", lead: nil, state: "received",
            stateTitle: "已接收", stage: "intake", received: received, nextDue: Instant("2026-10-10T00:00:00+08:00"),
            nextDuty: "立案审批", overdue: 0, version: 3)
    }

    private static func book() throws -> RuleBook {
        RuleBook(
            packs: try PackLibrary.bundled.names.map { try PackLibrary.bundled.pack($0) }, calendar: try .national())
    }

    @Test func `what people typed is never markup`() throws {
        let now = try #require(Instant("2026-09-30T09:00:00+08:00"))
        let page = CasePage(rows: [try Self.summary("<script>alert('x')</script>&\"")], total: 1)
        let model = CaseListModel(page, query: CaseQuery(), now: now, rules: try Self.book())
        let html = try Templates().html("cases", model, frame: Self.frame)
        #expect(!html.contains("<script>alert"))
        #expect(html.contains("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&amp;&quot;"))
        #expect(html.contains("&lt;b&gt;李&lt;/b&gt;"))
        #expect(html.contains("剩 2 个工作日 · 10 月 9 日 24:00 前"))
        #expect(html.contains("演示"))
    }

    @Test func `no page carries a script or a style of its own, nor an event handler`() throws {
        let names = ["layout", "case", "form", "input", "approval", "player", "worklist", "field", "form-steps"]
        let templates = try Templates()
        for name in names {
            let html = templates.html(
                name == "layout" ? "no-approval" : name, NoApprovalModel(text: ""), frame: Self.frame)
            #expect(html.split(separator: "<script").count == 2, "\(name)")
            #expect(!html.contains(" style=") && !html.contains(" onclick="), "\(name)")
        }
    }

    @Test func `an absent value is absent, whatever surrounds it`() throws {
        let inner = FieldView.of("cause", "案由", in: nil)
        var model = InputModel(
            heading: "登记", action: "/matters/new", submit: "登记", cancel: "/",
            groups: [InputModel.Group(title: "事项", fields: [inner])])
        model.problem = ProblemView(404, "not-found", "没有找到", "没有这一项")
        let html = try Templates().html("input", model, frame: Self.frame)
        // The field has no problem of its own, although the page has one.
        #expect(!html.contains("field wrong"))
        #expect(html.contains("name=\"command\" value=\"command-id\""))
        #expect(html.contains("name=\"csrf\" value=\"token\""))
    }

    @Test func `a problem stands at its field and leads to it, and what was typed stays`() throws {
        let form = try #require(
            FormBody(urlEncoded: "cause-of-action=&summary=%3Cb%3E&add=wages&wages.0.worker=%E5%BC%A0"))
        let problem = ProblemView(
            .invalid([.blank("cause-of-action")]), attempt: "登记", caseID: nil, rules: try Self.book())
        let now = try #require(Instant("2026-09-30T09:00:00+08:00"))
        let html = try Templates().html(
            "input", IntakeForm.model(.complaint, form, problem, now: now, procedures: []), frame: Self.frame)
        #expect(html.contains("href=\"#field-cause-of-action\""))
        #expect(html.contains("class=\"field wrong\" id=\"field-cause-of-action\""))
        #expect(html.contains("&lt;b&gt;</textarea>"))
        #expect(html.contains("name=\"wages.0.worker\" value=\"张\""))
        #expect(html.contains("name=\"wages.1.worker\""))
    }

    @Test func `the desk's heading is the answer`() {
        #expect(WorklistModel.heading(today: 3, overdue: 1, papers: 0, open: 9) == "1 件已逾期，今天到期 3 件")
        #expect(WorklistModel.heading(today: 0, overdue: 0, papers: 0, open: 0) == "没有待办事项")
        #expect(WorklistModel.heading(today: 0, overdue: 0, papers: 2, open: 0) == "2 份文书等您处理")
    }

    /// The days of 2026: 1 to 7 October off, 10 October worked (国办发明电〔2025〕7号).
    @Test(.features("citations")) func `an obligation shows its counting with the notice of each holiday`() throws {
        let received = try #require(Instant("2026-09-28T09:00:00+08:00"))
        let book = try Self.book()
        let facts = CaseFacts(
            facts: [
                Fact(entry: "e0", kind: .matterReceived, at: received, attributes: ["source": "complaint"]),
                Fact(
                    entry: "e1", kind: .formSubmitted, at: received,
                    attributes: ["form": "complaint-registration-form"]),
            ], attributes: ["source": "complaint"])
        let owed = try #require(book.obligations(of: facts, at: received).first { $0.rule == RuleID("WH-11.2") })
        let view = ObligationView(owed, now: received, rules: book, caseID: "c1")
        #expect(view.due == "剩 5 个工作日 · 10 月 10 日 24:00 前")
        #expect(view.article == "第十一条第一款")
        let counting = try #require(view.counting)
        let skipped = try #require(counting.days.first { $0.date == "2026-10-01" })
        #expect(!skipped.isCounted && skipped.why.contains("国庆节") && skipped.why.contains("国办发明电〔2025〕7号"))
        let worked = try #require(counting.days.first { $0.date == "2026-10-10" })
        #expect(worked.isCounted && worked.number == "第 5 日" && worked.why.contains("调休上班"))
        #expect(counting.days.first?.why.contains("第二百零一条") == true)
        #expect(view.missing.first?.links.first?.href == "/cases/c1/forms/new?kind=filing-approval-form")
    }

    @Test func `filters of a list stay in its address`() throws {
        var query = CaseQuery()
        query.text = "张&三"
        query.onlyOverdue = true
        query.sort = "party"
        query.page = 2
        let address = CaseListModel.address(query)
        let read = CaseListModel.query(try #require(FormBody(urlEncoded: address.dropFirst())))
        #expect(read == query)
        #expect(CaseListModel.query(FormBody(values: ["sort": ["; DROP"], "page": ["-5"]])) == CaseQuery())
    }

    @Test func `no cell of an export is a formula`() throws {
        let now = try #require(Instant("2026-09-30T09:00:00+08:00"))
        let row = CaseListModel.Row(
            try Self.summary("=HYPERLINK(\"x\")"), now: now, calendar: try WorkingDayCalendar.national())
        let text = CaseListCSV.text([row], leadTitle: "承办人")
        #expect(text.contains("\"'=HYPERLINK(\"\"x\"\")\"") && text.contains("\"承办人\""))
    }

    @Test(arguments: [
        ("text/html", "application/octet-stream", "attachment"),
        ("image/svg+xml", "application/octet-stream", "attachment"),
        ("application/pdf", "application/pdf", "inline"), ("video/mp4", "video/mp4", "inline"),
        ("Text/Plain; charset=gbk", "text/plain; charset=utf-8", "inline"),
        ("video/x\r\nSet-Cookie: a", "application/octet-stream", "attachment"),
    ])
    func `nothing that could run is shown in a page`(type: String, shown: String, kind: String) {
        #expect(BlobHeaders.type(type) == shown)
        #expect(BlobHeaders.disposition(type, name: "a\r\n\".pdf") == "\(kind); filename*=UTF-8''a%0D%0A%22.pdf")
    }
}
