internal import Casework
internal import Chronology
internal import Foundation
internal import Rules

extension DemoCase {
    /// Does one step; the demo office's clock stands at its moment.
    func perform(_ step: DemoStep) async throws {
        switch step {
        case .received: try await receive()
        case .registered: try await register()
        case .accepted: try await act(.acceptanceDecided, as: "wang", ["accepted": true, "reason": "符合受理条件"])
        case .filingProposed: try await submit("filing-approval-form", as: "wang")
        case .filed: try await file()
        case .assigned: try await assign()
        case .inspected: try await inspect(at: step.moment(from: day))
        case .recorded: try await record(at: step.moment(from: day))
        case .inspectionFinalised: try await finaliseInspection(at: step.moment(from: day))
        case .questioned: try await question(at: step.moment(from: day))
        case .concluded: try await conclude()
        case .ordered: try await order()
        case .orderServed: try await serveOrder(at: step.moment(from: day))
        case .verified: try await verify(at: step.moment(from: day))
        case .proposed: try await propose()
        case .reviewed: try await review()
        case .noticeServed: try await serveNotice(at: step.moment(from: day))
        case .stated: try await state()
        case .heard: try await hear(at: step.moment(from: day))
        case .deliberated: try await deliberate(at: step.moment(from: day))
        case .procedureEntered: try await enterProcedure()
        case .decided: try await decide()
        case .decisionServed: try await serveDecision(at: step.moment(from: day))
        case .paidPart: try await pay(parties.total / 2, rest: parties.total - parties.total / 2)
        case .paidRest: try await payRest()
        case .closingProposed: try await proposeClosing()
        case .closed: try await close()
        case .archived: try await archive()
        }
    }

    private var isConstruction: Bool { parties.employers.contains { $0.part == .generalContractor } }

    private func receive() async throws {
        var matter = MatterReceived(
            intakeNumber: "", unit: "", level: "city", cause: parties.cause, source: .complaint, channel: .visit,
            industry: isConstruction ? .construction : .general, writtenBy: .complainant)
        matter.relation = "self"
        matter.evidence = "offered"
        matter.windowRecordingReason = "窗口录像系统检修，已登记"
        matter.complainants = parties.complainants
        matter.employers = parties.employers
        matter.summary = parties.summary
        matter.wages = parties.wages
        remember(case: try await office.receive(matter, try await context("wang")))
        for (item, name, isCopy) in [("m1", "工资结算单复印件", true), ("m2", "劳务用工协议原件", false)] {
            try await enter(
                .materialReceived(
                    MaterialReceived(
                        item: item, pages: isCopy ? 2 : 4, submitter: "complainant", isCopy: isCopy, phase: "intake",
                        name: name, blob: nil)), as: "wang")
            try await act(
                .materialStamped, as: "wang", about: item,
                ["stamp": "complainant-submitted", "date": .text(day.description)])
        }
        try await act(
            .materialStamped, as: "wang", about: "m1",
            ["stamp": "copy-verified", "date": .text(day.description), "compared-by": "王晓梅"])
    }

    private func register() async throws {
        let kind = isConstruction ? "construction-report-complaint-registration-form" : "complaint-registration-form"
        let form = try await submit(
            kind, as: "wang",
            [
                "demand": .text("责令支付拖欠的工资。"), "written-by": .text("complainant"),
                "project": .text("汉阳滨江项目二标段"), "workers": .number(parties.complainants.count),
            ].filter { field in
                office.rules.form(kind)?.fields.contains { $0.name == field.key } ?? false
            })
        try await sign(form, as: "wang", ["complainant", "officer"], parties.complainants.map(\.name))
    }

    private func file() async throws {
        try await approve("filing-approval-form", as: "zhou", "同意立案。")
        _ = try await office.numberCase(id, try await context("wang"))
        try await act(.handedOver, as: "wang", ["what": "case", "from": "intake-dept", "to": "handling-dept"])
    }

    private func assign() async throws {
        try await enter(
            .leadAssigned(
                LeadAssigned(
                    lead: try await account("li").officer, others: [try await account("zhao").officer])), as: "zhou")
    }
}
