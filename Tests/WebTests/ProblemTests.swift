import Casework
import Chronology
import Office
import Rules
import Testing

@testable import Web

@Suite struct `What stands against an act is told to people` {
    private static let book: RuleBook? = try? RuleBook(
        packs: PackLibrary.bundled.names.map { try PackLibrary.bundled.pack($0) }, calendar: .national())

    private static let refusal = Refusal(
        pack: "wuhan", rule: RuleID("WH-37.8"), article: "第三十七条第（四）项", says: "决定书不用传真、电子邮件送达",
        missing: [
            .oneOf([.fact(kinds: [.served], form: [], about: nil, need: 1, have: 0), .nothing]),
            .fact(kinds: [.formApproved], form: ["filing-approval-form"], about: nil, need: 1, have: 0),
        ], deviation: "agency-head")

    private static let errors: [(error: OfficeError, status: Int)] = [
        (.notFound("case", id: "x"), 404), (.forbidden("case"), 403), (.invalid([.blank("cause")]), 422),
        (.invalid([.outdated(form: "f", version: 1, current: 2, by: "李建国")]), 409), (.refused([refusal]), 422),
        (.changedMeanwhile(case: "c", seen: 3, current: 5), 409), (.commandReused, 409),
        (.upload(.offset(expected: 1, found: 2)), 409), (.upload(.tooLong(limit: 1 << 30)), 413),
        (.upload(.digestMismatch), 460), (.upload(.incomplete(at: 1, of: 2)), 409), (.upload(.busy), 423),
        (.notMedia(reason: "text"), 422), (.notMedia(reason: "no-start"), 422), (.typesetting(reason: "secret"), 500),
        (.storage(reason: "secret"), 503), (.onlyInDemo, 403),
    ]

    @Test func `every error of the office has a status and words, and no detail of the inside`() throws {
        let book = try #require(Self.book)
        for (error, status) in Self.errors {
            let view = ProblemView(error, attempt: "送达文书", caseID: "c", rules: book)
            #expect(view.status == status, "\(error)")
            #expect(!view.title.isEmpty && !view.items.isEmpty && view.items.allSatisfy { !$0.text.isEmpty })
            #expect(!view.items.contains { $0.text.contains("secret") })
        }
    }

    @Test func `a refusal names rule, article and text, and leads to what would make it possible`() throws {
        let book = try #require(Self.book)
        let view = ProblemView(.refused([Self.refusal]), attempt: "送达文书", caseID: "c1", rules: book)
        let item = try #require(view.items.first)
        #expect(item.rule == "WH-37.8")
        #expect(item.article == "第三十七条第（四）项")
        #expect(item.pack == "《武汉市劳动保障监察执法全过程记录办法》")
        #expect(item.missing.first?.choices.first?.links.first?.href == "/cases/c1/services/new")
        #expect(item.missing.last?.links.first?.href == "/cases/c1/forms/new?kind=filing-approval-form")
        #expect(item.deviation?.href == "/cases/c1/enter/deviation-recorded?rule=WH-37.8")
        #expect(item.deviation?.text.contains("本机构负责人") == true)
    }

    @Test func `a volume that lacks a paper names the drafts that are left, each with the way to be rid of it`() throws
    {
        let book = try #require(Self.book)
        func drafted(_ id: String) -> CaseEvent {
            .formDrafted(
                FormDrafted(
                    form: id, formKind: "filing-approval-form", version: 1, about: nil, corrects: nil, fields: [:]))
        }
        let actor = Actor(account: "li", name: "李建国", badge: nil, unit: "监察一科", roles: ["officer"])
        let events = [drafted("f1"), drafted("f2"), .formVoided(FormVoided(form: "f2", reason: "误制"))]
        let folded = Case(
            id: "c1",
            entries: events.enumerated().map { index, event in
                Case.Entry(
                    id: "e\(index)", actor: actor, entered: Instant(milliseconds: Int64(index)),
                    at: Instant(milliseconds: Int64(index)), event: event)
            })
        let line = MissingText(rules: book, caseID: "c1", folded: folded).line(
            .fact(kinds: [.volumeCompiled], form: [], about: nil, need: 1, have: 0))
        #expect(line.links.map(\.href) == ["/cases/c1/volume"])
        #expect(line.choices.count == 1)
        let title = try #require(book.form("filing-approval-form")?.title)
        #expect(line.choices.first?.text.contains("《\(title)》还是草稿") == true)
        #expect(line.choices.first?.links.map(\.href) == ["/cases/c1/forms/f1", "/cases/c1/forms/f1#void-reason"])
    }

    @Test func `every problem of a proposed entry has words without a code in them`() throws {
        let book = try #require(Self.book)
        let problems: [Problem] = [
            .unreadable(kind: "新事件"), .inTheFuture, .notReceived, .alreadyReceived, .blank("cause"),
            .tooLong("summary", limit: 10), .notAllowed("method", value: "fax"), .endsBeforeStart,
            .unknown("form", id: "1"), .alreadyExists("act", id: "1"), .unknownFormKind("filing-approval-form"),
            .milestoneMissing(name: "milestone.concluded", title: "调查终结日期", stage: "调查取证"),
            .outdated(form: "f", version: 1, current: 2, by: "李建国"), .voided(form: "f"), .alreadySubmitted(form: "f"),
            .notSubmitted(form: "f"), .alreadyDecided(form: "f"), .alreadyIssued(form: "f"), .served(form: "f"),
            .missingField(name: "n", label: "案由", article: "第十一条"), .otherDocument(form: "f"), .ownPaper(form: "f"),
            .scanMissing, .alreadyNumbered("武人监立〔2026〕1号"), .alreadyFinalised("a"), .attachmentMissing, .noOfficer,
        ]
        for problem in problems {
            let text = problem.text(rules: book)
            #expect(text.hasSuffix("。"), "\(problem)")
            #expect(!text.contains { $0.isASCII && $0.isLetter }, "\(text)")
        }
    }

    @Test func `a field that was filled in wrongly says what it takes`() throws {
        let book = try #require(Self.book)
        let fields = book.packs.flatMap(\.forms).flatMap(\.fields)
        for (kind, words) in [(FormKind.Field.Kind.number, "整数"), (.money, "金额"), (.day, "日期")] {
            // Told by name and label, which another text may give to a field of another kind.
            let field = try #require(
                fields.first { field in
                    fields.allSatisfy { $0.name != field.name || $0.label != field.label || $0.kind == kind }
                })
            let problem = Problem.fieldNotAllowed(name: field.name, label: field.label, value: "十五")
            #expect(problem.text(rules: book).contains(words), "\(field.label)")
        }
    }

    @Test func `another person's function is told with the name`() throws {
        let texts = MissingText(rules: try #require(Self.book), caseID: "c", names: ["wang": "王晓梅"])
        #expect(texts.line(.otherPerson("wang", held: "接待受理", taken: "办理")).text.hasPrefix("王晓梅在本案已经担任「接待受理」"))
    }

    @Test func `a paper that no text of the office has is no way out`() throws {
        let texts = MissingText(rules: try #require(Self.book), caseID: "c")
        let foreign = Missing.fact(
            kinds: [.formSubmitted], form: ["paper-of-another-text"], about: nil, need: 1, have: 0)
        let own = Missing.fact(kinds: [.formSubmitted], form: ["filing-approval-form"], about: nil, need: 1, have: 0)
        #expect(texts.line(.oneOf([foreign, own])) == texts.line(own))
        #expect(texts.line(.oneOf([own, own])).choices.count == 2)
        #expect(texts.line(foreign).text.contains("没有列出") && texts.line(foreign).links.isEmpty)
    }
}
