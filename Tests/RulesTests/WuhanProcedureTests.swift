import Rules
import TestKit
import Testing

@Suite struct `The procedure of Wuhan` {
    private func form(_ kind: FactKind, _ form: String, _ more: [String: FactValue] = [:]) -> (
        FactKind, [String: FactValue]
    ) {
        (kind, more.merging(["form": .text(form)]) { $1 })
    }

    private func states(_ facts: [(FactKind, [String: FactValue])]) throws -> [StateID?] {
        var matter = try RuleCase("wuhan", case: ["source": "complaint"])
        return facts.map { kind, attributes in
            matter = matter.given(kind, attributes)
            return matter.state
        }
    }

    @Test func `leads a complaint from receipt to the archive`() throws {
        let walked = try states([
            (.matterReceived, [:]), form(.formSubmitted, "complaint-registration-form"),
            form(.formSubmitted, "filing-approval-form"), form(.formApproved, "filing-approval-form"),
            (.caseNumbered, [:]), (.leadAssigned, [:]), form(.formSubmitted, "investigation-conclusion-report"),
            form(.served, "rectification-order"), (.correctionVerified, ["result": "not"]),
            form(.formSubmitted, "proposed-penalty-approval-form"),
            form(.formApproved, "proposed-penalty-approval-form"),
            form(.served, "prior-notice"), (.statementRequested, [:]), (.penaltyProcedureEntered, [:]),
            form(.formIssued, "penalty-decision"), form(.served, "penalty-decision"),
            form(.formSubmitted, "case-closure-approval-form"), (.caseClosed, [:]), (.caseArchived, [:]),
        ])
        #expect(
            walked == [
                "received", "registered", "filing-proposed", "approved-for-filing", "filed", "under-investigation",
                "investigation-concluded", "rectification-ordered", "rectification-expired", "penalty-proposed",
                "prior-notice-approved", "prior-notice-served", "statement-stage", "penalty-procedure",
                "decision-issued", "decision-served", "closing-proposed", "closed", "archived",
            ])
    }

    @Test func `leads back where an approval is refused or a review returns a form`() throws {
        let filing = try states([
            (.matterReceived, [:]), form(.formSubmitted, "complaint-registration-form"),
            form(.formSubmitted, "filing-approval-form"), form(.formRefused, "filing-approval-form"),
            form(.formIssued, "non-acceptance-decision"), (.caseArchived, [:]),
        ])
        #expect(filing.suffix(3) == ["registered", "not-accepted", "archived"])
        let start: [(FactKind, [String: FactValue])] = [
            (.matterReceived, [:]), form(.formSubmitted, "complaint-registration-form"),
            form(.formSubmitted, "filing-approval-form"), form(.formApproved, "filing-approval-form"),
            (.caseNumbered, [:]), (.leadAssigned, [:]), form(.formSubmitted, "investigation-conclusion-report"),
        ]
        for back in [
            form(.formRefused, "case-closure-approval-form"),
            form(.formReviewed, "case-closure-approval-form", ["passed": false]),
        ] {
            let closing = try states(start + [form(.formSubmitted, "case-closure-approval-form"), back])
            #expect(closing.suffix(2) == ["closing-proposed", "investigation-concluded"])
        }
        let passed = form(.formReviewed, "case-closure-approval-form", ["passed": true])
        #expect(
            try states(start + [form(.formSubmitted, "case-closure-approval-form"), passed]).last == "closing-proposed")
    }

    @Test func `keeps a fact that belongs elsewhere without moving the case`() throws {
        #expect(try states([(.matterReceived, [:]), (.caseClosed, [:]), (.leadAssigned, [:])]).last == "received")
        #expect(try states([(.caseClosed, [:])]) == [nil])
    }

    @Test func `leaves no state without a way on, save the archive`() throws {
        let pack = try RulesOfTests.pack("wuhan")
        for state in pack.states where state.id != "archived" {
            let leaving = pack.transitions.contains { $0.from.contains(state.id) }
            #expect(leaving, "\(state.id)")
            #expect(!state.next.isEmpty, "\(state.id)")
        }
        for state in pack.states where state.id != "received" {
            #expect(pack.transitions.contains { $0.to == state.id }, "\(state.id) is never entered")
        }
    }

    @Test func `a form is begun in the states of its kind only`() throws {
        let matter = try RuleCase("wuhan")
        let conclusion = matter.given(.matterReceived)
            .refusals(of: .formDrafted, ["form": "investigation-conclusion-report"], as: "lead-handler")
        #expect(conclusion.map(\.missing) == [[.state(["under-investigation"], now: "received")]])
    }

    @Test func `an issued form is corrected by one of its kind in whatever state the case is`() throws {
        let order: FactValue = "rectification-order"
        let issued = try RuleCase("wuhan").given(.matterReceived).given(.formIssued, ["form": order], of: "f1")
        func isStopped(_ attributes: [String: FactValue]) -> Bool {
            issued.refusals(of: .formDrafted, attributes, as: "lead-handler").contains { $0.rule == nil }
        }
        #expect(!isStopped(["form": order, "corrects": "f1"]))
        #expect(isStopped(["form": order]))
        #expect(isStopped(["form": order, "corrects": "f2"]))
        #expect(isStopped(["form": "investigation-conclusion-report", "corrects": "f1"]))
    }
}
