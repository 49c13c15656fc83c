import Chronology
import Rules
import TestKit
import Testing

/// An organ's own version of a text: it may add where the text leaves its list open (等), and takes nothing away.
@Suite struct `An organ's own version of a text` {
    private func files(_ change: (String, String) -> String) throws -> [(name: String, yaml: String)] {
        try RulesOfTests.library.files(of: "district").map { ($0.name, change($0.name, $0.yaml)) }
    }

    @Test(.rows("DX-5.11")) func `asks for an added intake record when an application comes in`() throws {
        let added = try files { name, yaml in
            switch name {
            case "district/forms.yaml":
                yaml + """
                      site-notice:
                        title: 服务窗口告知单
                        family: register
                        stage: start
                        article: 本机关增列
                        route: [submitted]

                    """
            case "district/rules-intake.yaml":
                yaml + """
                      - id: DX-5.12
                        article: 本机关增列
                        says: 受理许可申请时填写服务窗口告知单
                        procedures: [licence]
                        when: { fact: matter-received }
                        need: { fact: form-submitted, form: site-notice }

                    """
            default: yaml
            }
        }
        let pack = try Pack(files: added)
        #expect(pack.losses(since: try RulesOfTests.pack("district")) == [])
        let calendar = try RulesOfTests.calendar()
        func asked(_ procedure: String) -> Obligation? {
            RuleCase(pack, case: ["procedure": .text(procedure)], calendar: calendar).given(.matterReceived)
                .obligation("DX-5.12")
        }
        #expect(asked("licence")?.state == .open)
        #expect(asked("penalty") == nil)
    }

    @Test(.rows("DX-5.11", "DX-6.14")) func `may leave out no rule, form or field that the text names`() throws {
        let original = try RulesOfTests.pack("district")
        let field = try #require(
            original.form("initiation-approval-form")?.fields.first {
                $0.name == "urgency" && $0.article != nil
            })
        let without = try files { name, yaml in
            guard name == "district/forms.yaml" else { return yaml }
            return yaml.split(separator: "\n", omittingEmptySubsequences: false).filter {
                !$0.contains("label: \(field.label)")
            }.joined(separator: "\n")
        }
        let losses = try Pack(files: without).losses(since: original)
        #expect(losses.contains { $0.kind == .field && $0.id == "initiation-approval-form.urgency" })

        let id = try #require(original.rules.first { $0.says.contains("受理") }?.id)
        let bare = try files { _, yaml in
            var kept: [Substring] = []
            var isLeftOut = false
            for line in yaml.split(separator: "\n", omittingEmptySubsequences: false) {
                if line.hasPrefix("  - id: ") { isLeftOut = line == "  - id: \(id)" }
                if !isLeftOut { kept.append(line) }
            }
            return kept.joined(separator: "\n")
        }
        let lost = try Pack(files: bare).losses(since: original)
        #expect(lost.map(\.id) == [id.text])
        #expect(lost.first?.says.contains("受理") == true)
    }

    /// Article 16: 30 days for archiving, unless a law, regulation or rule says otherwise.
    @Test(.rows("DX-1.2", "DX-16.3")) func `counts a period that another law sets, and tells that law`() throws {
        let closed = try RuleCase("district", case: ["procedure": "penalty"]).at("2026-03-02").given(
            .caseClosed, ["ground": "decision-fulfilled"])
        #expect(closed.lastDay(of: "DX-16.2") == "2026-04-01")
        #expect(closed.obligation("DX-16.2")?.due?.basis == nil)
        let changed = closed.given(
            FactKind("statutory-period-applied"),
            ["what": "archiving", "period-days": 60, "citation": "《劳动保障监察案卷管理规定》第五条第一款"])
        #expect(changed.lastDay(of: "DX-16.3") == "2026-05-01")
        #expect(changed.obligation("DX-16.3")?.due?.basis == "《劳动保障监察案卷管理规定》第五条第一款")
        #expect(changed.standing(of: "DX-16.2") == .met)
    }
}
