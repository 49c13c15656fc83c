import Casework
import Chronology
import Office
import Rules
import Testing

@testable import Web

@Suite struct `Answers become what the office enters` {
    private func schema(_ kind: FactKind) throws -> ActSchema { try #require(ActSchema.of(kind)) }

    @Test func `answers are read as their questions ask, personal ones apart`() throws {
        let form = try #require(
            FormBody(
                urlEncoded:
                    "subject=a1&from=2026-10-09T14:18:00&to=2026-10-09T14:21:30&cause=battery&objective=yes&voice-explanation=no"
            ))
        let event = try EntryForm.read(try schema(.gapExplained), form, attachments: [])
        #expect(event.subject == "a1")
        #expect(event.answers["from"] == .instant(try #require(Instant("2026-10-09T14:18:00+08:00"))))
        #expect(event.answers["objective"] == true)
        #expect(event.answers["voice-explanation"] == false)
        #expect(event.answers["explanation"] == nil)
        let label = try #require(FormBody(urlEncoded: "subject=r1&case-number=1&party=%E7%94%B2&handler=x"))
        let labelled = try EntryForm.read(try schema(.recordingLabelled), label, attachments: [])
        #expect(labelled.personal?["party"] == .text("甲"))
        #expect(labelled.answers["party"] == nil)
    }

    @Test func `money is entered in fen and people as a list`() throws {
        let paid = try #require(FormBody(urlEncoded: "amount=1,000.5&outstanding=0"))
        let event = try EntryForm.read(try schema(.performanceReceived), paid, attachments: [])
        #expect(event.answers["amount"] == 100_050)
        let discussed = try #require(
            FormBody(
                urlEncoded: "participants=%E7%94%B2%E3%80%81%E4%B9%99%0A%E4%B8%99&result=for&brought-by=legal-dept"))
        let other = try EntryForm.read(try schema(.collectivelyDiscussed), discussed, attachments: [])
        #expect(other.answers["participants"] == ["甲", "乙", "丙"])
    }

    @Test(arguments: [
        ("gap-explained", "from=tomorrow"), ("performance-received", "amount=-1"), ("evidence-bagged", "quantity=two"),
    ])
    func `what cannot be read is named, never guessed`(kind: String, body: String) throws {
        let schema = try schema(FactKind(kind))
        let form = try #require(FormBody(urlEncoded: body))
        let name = String(body.prefix { $0 != "=" })
        #expect(throws: OfficeError.invalid([.notAllowed(name, value: form.raw(name))])) {
            try EntryForm.read(schema, form, attachments: [])
        }
    }

    @Test func `a service holds the answers of its own method alone`() throws {
        let form = try #require(
            FormBody(
                urlEncoded: "service=s1&form=f1&method=mail&addressee=x&posting-proof=EMS1&fax-number=123&receipt="))
        let event = try ServiceForm.read(form, attachments: [])
        #expect(event.details == ["posting-proof": "EMS1"])
        #expect(event.receipt == nil)
        #expect(event.captures == 0)
    }

    @Test func `an intake keeps several complainants, employers and wages`() throws {
        let information = OfficeInformation(
            origin: "demo.x", agency: "支队", bureau: "局", word: "武", level: "city", packs: ["wuhan"])
        let form = try #require(
            FormBody(
                urlEncoded:
                    "cause-of-action=a&channel=visit&industry=construction&writtenBy=complainant&complainants.0.name=A"
                    + "&complainants.1.name=B&complainants.2.name=&employers.0.part=subcontractor&employers.0.name=S"
                    + "&employers.1.part=general-contractor&employers.1.name=G&employers.2.part=employer"
                    + "&wages.0.worker=A&wages.0.owed=12.34"))
        let matter = try IntakeForm.read(form, .complaint, information, unit: "u", procedures: [])
        #expect(matter.complainants?.map(\.name) == ["A", "B"])
        #expect(matter.employers?.map(\.part) == [.subcontractor, .generalContractor])
        #expect(matter.wages == [WageRow(worker: "A", period: "", owed: 1234, paid: 0)])
        #expect(matter.level == "city")
    }

    @Test func `an intake runs by a procedure of the office's text, the first unless another is chosen`() throws {
        let information = OfficeInformation(
            origin: "demo.x", agency: "支队", bureau: "局", word: "武", level: "city", packs: ["wuhan"])
        let known = [Pack.Named(id: "penalty", title: "处罚"), Pack.Named(id: "inspection", title: "检查")]
        func read(_ chosen: String, _ procedures: [Pack.Named]) throws -> String? {
            let form = try #require(FormBody(urlEncoded: "cause-of-action=a&channel=other&procedure=\(chosen)"))
            return try IntakeForm.read(form, .other, information, unit: "u", procedures: procedures).procedure
        }
        #expect(try read("", known) == "penalty")
        #expect(try read("inspection", known) == "inspection")
        #expect(try read("inspection", []) == nil)
        #expect(throws: OfficeError.invalid([.notAllowed("procedure", value: "levy")])) { try read("levy", known) }
    }

    @Test func `an intake with an amount or a choice that is none is refused by name`() throws {
        let information = OfficeInformation(
            origin: "demo.x", agency: "支队", bureau: "局", word: "武", level: "city", packs: ["wuhan"])
        let form = try #require(
            FormBody(urlEncoded: "cause-of-action=a&channel=pigeon&wages.0.worker=A&wages.0.owed=much"))
        #expect(
            throws: OfficeError.invalid([.notAllowed("channel", value: "pigeon"), .notAllowed("wages", value: "much")])
        ) { try IntakeForm.read(form, .complaint, information, unit: "u", procedures: []) }
    }

    @Test func `a form's fields become content of their kind, rows included`() throws {
        let pack = try PackLibrary.bundled.pack("wuhan")
        let kind = try #require(pack.form("filing-approval-form"))
        let table = try #require(kind.fields.first { !$0.columns.isEmpty })
        let column = try #require(table.columns.first)
        var body = FormBody()
        body.append("张三", to: "field.\(table.name).0.\(column.id)")
        body.append("x", to: "field.\(table.name).0.unknown-column")
        let text = try #require(kind.fields.first { $0.kind == .text })
        body.append("拖欠", to: "field.\(text.name)")
        let (fields, problems) = FormField.read(kind, body)
        #expect(problems.isEmpty)
        #expect(fields[table.name] == .rows([[column.id: "张三"]]))
        #expect(fields[text.name] == .text("拖欠"))
    }

    @Test func `signers are counted by kind, within reason`() throws {
        let form = try #require(
            FormBody(urlEncoded: "signed.officer=2&signed.party=1&signers=witness&signers=nobody&signed.complainant=-3")
        )
        #expect(FormField.signers(in: form) == ["witness", "officer", "officer", "party"])
    }
}
