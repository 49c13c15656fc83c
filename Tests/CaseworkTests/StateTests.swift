import Casework
import Rules
import TestKit
import Testing

@Suite struct `The procedure has the case where its events put it` {
    private static func form(_ id: String, _ kind: FormKindID) -> [CaseEvent] { [.drafted(id, kind), .submitted(id)] }

    /// What happens on the way from a complaint to the archive, and where each step leaves the case.
    private static let path: [(events: [CaseEvent], state: StateID)] = [
        ([.received()], "received"),
        (form("reg", "complaint-registration-form"), "registered"),
        (form("file", "filing-approval-form"), "filing-proposed"),
        ([.decided("file", approved: false, opinion: "补充")], "registered"),
        ([.drafted("file", version: 2), .submitted("file", version: 2)], "filing-proposed"),
        ([.decided("file", version: 2)], "approved-for-filing"),
        ([.numbered], "filed"),
        ([.leadNamed], "under-investigation"),
        (form("stop", "investigation-suspension-approval-form") + [.decided("stop")], "suspended"),
        ([.entered(.investigationResumed, ["reason": "原因消除"])], "under-investigation"),
        (form("report", "investigation-conclusion-report"), "investigation-concluded"),
        (form("order", "rectification-order"), "investigation-concluded"),
        ([.served("s1", form: "order")], "rectification-ordered"),
        ([.entered(.correctionVerified, about: "a1", ["result": "not", "record": "v1"])], "rectification-expired"),
        (form("proposal", "proposed-penalty-approval-form"), "penalty-proposed"),
        ([.reviewed("proposal", passed: false)], "rectification-expired"),
        (
            [.drafted("proposal", "proposed-penalty-approval-form", version: 2), .submitted("proposal", version: 2)],
            "penalty-proposed"
        ),
        ([.decided("proposal", version: 2)], "prior-notice-approved"),
        (form("notice", "prior-notice") + [.served("s2", form: "notice")], "prior-notice-served"),
        ([.entered(.statementRequested, ["receiver": "review-dept"], personal: ["signer": "刘总"])], "statement-stage"),
        ([.entered(.hearingRequested, ["eligible": true, "timely": false])], "statement-stage"),
        ([.entered(.hearingRequested, ["eligible": true, "timely": true])], "hearing-stage"),
        ([.entered(.complexityJudged, ["complex": false, "reason": "简单"])], "hearing-stage"),
        ([.entered(.complexityJudged, ["complex": true, "reason": "金额大"])], "legal-review"),
        ([.entered(.legalReviewed, ["passed": true, "opinion": "同意"])], "collective-discussion"),
        ([.entered(.penaltyProcedureEntered)], "penalty-procedure"),
        (form("decision", "penalty-decision"), "penalty-procedure"),
        ([.issued("decision")], "decision-issued"),
        ([.served("s3", form: "decision")], "decision-served"),
        ([.entered(.serviceReturned, about: "s3", personal: ["return-circumstances": "查无此人"])], "decision-issued"),
        ([.served("s4", form: "decision")], "decision-served"),
        ([.entered(.remedyBegun, ["route": "reconsideration"])], "under-reconsideration"),
        ([.entered(.remedyBegun, ["route": "suit"])], "under-litigation"),
        (
            [.entered(.remedyEnded, ["route": "suit", "effect": "upheld", "document": "判决"])], "decision-served"
        ),
        (form("close", "case-closure-approval-form"), "closing-proposed"),
        ([.reviewed("close", passed: false)], "decision-served"),
        (
            [.drafted("close", "case-closure-approval-form", version: 2), .submitted("close", version: 2)],
            "closing-proposed"
        ),
        ([.entered(.caseClosed, ["ground": "fulfilled"])], "closed"),
        ([.entered(.caseArchived, ["archive-number": "D-1"])], "archived"),
    ]

    @Test func `a complaint goes from receipt to the archive`() throws {
        var told = Told()
        #expect(try told.state() == nil)
        for (index, step) in Self.path.enumerated() {
            told = step.events.reduce(told) { $0.given($1) }
            #expect(try told.state() == step.state, "step \(index + 1)")
        }
    }

    @Test func `a complaint that is not accepted ends with its decision, and a dropped matter without one`() throws {
        let registered = Told.complaint.submitting("reg", "complaint-registration-form")
        #expect(
            try registered.submitting("no", "non-acceptance-decision").given(.issued("no")).state() == "not-accepted")
        #expect(try registered.given(.entered(.matterDropped, ["reason": "重复"])).state() == "report-not-filed")
    }

    @Test func `an approved withdrawal ends the filing`() throws {
        let concluded = Told.underInvestigation.submitting("report", "investigation-conclusion-report", by: .lead)
            .submitting("withdraw", "filing-withdrawal-approval-form", by: .lead)
        #expect(try concluded.state() == "withdrawal-proposed")
        #expect(try concluded.given(.decided("withdraw"), by: .head).state() == "filing-withdrawn")
    }

    @Test func `a form outside the states in which it belongs is refused with its article`() throws {
        let refusals = try Told.complaint.refusals(of: .drafted("file", "filing-approval-form"))
        let refusal = try #require(refusals.first { $0.rule == nil })
        #expect(refusal.article == "第十一条第一款")
        #expect(refusal.missing == [.state(["registered"], now: "received")])
        let registered = Told.complaint.submitting("reg", "complaint-registration-form")
        #expect(try registered.decision(on: .drafted("file", "filing-approval-form")) == .accepted)
    }
}
