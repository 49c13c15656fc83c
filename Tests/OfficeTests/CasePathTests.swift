import Casework
import Chronology
import Forms
import Rules
import TestKit
import Testing

@testable import Office

@Suite struct `What a case knows fills forms` {
    private func known(_ sample: SampleVolumeCase) async throws -> CaseKnowledge {
        CasePaths(
            case: sample.case, information: sample.sample.office.information,
            account: try await sample.sample.account("wang"), now: sample.sample.office.now(), about: nil,
            rules: sample.sample.office.rules
        ).knowledge
    }

    @Test(.rows("WH-30.2", "WH-40.5"))
    func `lists the file of the case line by line, numbered, with pages where they are known`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        sample.material("m1", "工资结算单", pages: 3, nil)
        sample.submit("f1", "inquiry-transcript", try await sample.paper("笔录"))
        sample.add(
            .formDrafted(
                FormDrafted(
                    form: "f2", formKind: "inspection-record", version: 1, about: nil, corrects: nil, fields: [:])))
        sample.add(
            .actEntered(
                ActEntered(
                    what: .evidenceAdded, subject: "e1",
                    answers: ["evidence-kind": "document", "bound": true, "pages": 2], personal: ["name": "考勤表"])))
        guard case .table(let rows)? = try await known(sample)["papers"] else {
            Issue.record("no table")
            return
        }
        #expect(rows.map { $0["number"] } == ["1", "2", "3"])
        #expect(rows.map { $0["name"] } == ["工资结算单", "劳动保障监察调查询问笔录", "考勤表"])
        #expect(rows.map { $0["title"] } == rows.map { $0["name"] })
        #expect(rows.map { $0["pages"] } == ["3", "", "2"])
        for (form, field) in [("crime-referral-material-list", "items"), ("enforcement-application-file", "entries")] {
            let kind = try #require(sample.sample.office.rules.form(form))
            #expect(kind.fields.first { $0.name == field }?.from == "papers")
        }
    }

    @Test(.rows("DX-8.1", "QK-13.1", "LX-19.5"), arguments: ["district", "qiaokou", "linxi"])
    func `counts the officers who took part`(pack: String) async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        #expect(try await known(sample)["officers.count"] == nil)
        let officers = ["li", "sun"].map { Officer(account: $0, name: $0, badge: nil) }
        sample.add(.leadAssigned(LeadAssigned(lead: officers[0], others: [officers[1]])))
        #expect(try await known(sample)["officers.count"] == .number(2))
        let counts = try PackLibrary.bundled.pack(pack).forms.flatMap(\.fields).filter { $0.name == "officer-count" }
        #expect(!counts.isEmpty)
        #expect(counts.allSatisfy { $0.from == "officers.count" })
    }
}
