internal import Casework
internal import Chronology
internal import Rules

extension DemoCase {
    func propose() async throws {
        try await submit(
            "proposed-penalty-approval-form", as: "li",
            ["type": .text("penalty"), "amount": .number(1_000_000), "proposal": .text("责令支付工资，并处罚款10000元。")])
        // A draft with a wrong period is voided and written anew.
        let wrong = try await draft("prior-notice", as: "li", ["statement-days": .number(30)])
        try await office.voidForm(wrong, reason: "陈述申辩期限填写错误", in: id, try await context("li"))
        try await submit("prior-notice", as: "li", ["statement-days": .number(3)])
        for kind in ["proposed-penalty-approval-form", "prior-notice"] {
            try await act(
                .handedOver, as: "li",
                ["what": "forms", "from": "lead-handler", "to": "review-dept", "form": .text(kind)])
        }
    }

    /// The review passes both papers on; the head signs one of them on paper, which the keeper enters.
    func review() async throws {
        for kind in ["proposed-penalty-approval-form", "prior-notice"] {
            try await office.reviewForm(
                form(kind), version: 1, passed: true, opinion: "事实清楚，同意报批。", in: id, try await context("chen"))
            try await office.forwardForm(form(kind), version: 1, in: id, try await context("chen"))
        }
        let scan = try await upload(
            try await scan(of: form("prior-notice")), "纸质签批扫描件.pdf", "application/pdf", as: "zheng")
        try await office.decideForm(
            form("prior-notice"), version: 1, approved: true, opinion: "同意。",
            onPaper: PaperApproval(approverAccount: "zhou", upload: scan), in: id, try await context("zheng"))
        try await approve("proposed-penalty-approval-form", as: "zhou", "同意。")
        try await issue("prior-notice", as: "chen")
    }

    func serveNotice(at moment: Instant) async throws {
        let signer = parties.employers[0].legalRepresentative ?? ""
        try await serve(
            "prior-notice", as: "li", method: "direct", at: moment, ["signer": .text(signer)],
            receipt: ["signer": .text(signer)])
    }

    func state() async throws {
        let form = try await submit(
            "statement-application-form", as: "chen",
            ["type": .text("statement"), "reasons": .text("工程款未结算，请求从轻处理并分期支付。")])
        try await sign(form, as: "chen", ["party"], [parties.employers[0].legalRepresentative ?? ""])
        try await act(
            .statementRequested, as: "chen", ["receiver": "review-dept"],
            personal: ["signer": .text(parties.employers[0].legalRepresentative ?? "")])
    }

    func hear(at moment: Instant) async throws {
        try await act(.statementHeard, as: "chen", ["organiser": "chen", "recorder": "zheng"])
        let form = try await submit(
            "statement-record", as: "chen",
            [
                "start": .text("\(moment.day)T09:00"), "end": .text("\(moment.day)T09:40"), "place": .text("支队听证室"),
                "organiser": .text("陈志远"), "recorder": .text("郑喆"), "statement": .text("工程款未结算，请求从轻处理并分期支付。"),
            ])
        try await sign(form, as: "chen", ["party", "officer"], [])
    }

    func deliberate(at moment: Instant) async throws {
        let form = try await submit(
            "statement-deliberation-form", as: "chen",
            [
                "time": .text("\(moment.day)T\(moment.clockText)"), "host": .text("陈志远"),
                "participants": .text("陈志远、郑喆、孙法"), "views": .text("工程款未结算不能免除支付工资的义务，申辩理由不予采纳。"),
                "enter": .yes(true), "reason": .text("违法事实成立，应当依法处罚。"),
            ])
        try await sign(form, as: "chen", ["participant", "participant", "participant"], ["陈志远", "郑喆", "孙法"])
        try await act(
            .deliberationDecided, as: "chen",
            ["enter": true, "participants": .list(["陈志远", "郑喆", "孙法"]), "reason": "申辩理由不成立"])
    }

    func enterProcedure() async throws {
        try await act(.complexityJudged, as: "chen", ["complex": false, "reason": "案情简单，罚款数额不大"])
        try await act(.penaltyProcedureEntered, as: "chen", ["reason": "合议决定进入"])
    }

    func decide() async throws {
        try await submit(
            "penalty-approval-form", as: "chen",
            ["type": .text("penalty"), "amount": .number(1_000_000), "proposal": .text("责令支付工资，并处罚款10000元。")])
        try await approve("penalty-approval-form", as: "wu", "同意。")
        try await submit(
            "penalty-decision", as: "chen",
            [
                "amount": .number(1_000_000), "performance": .text("自收到本决定书之日起十五日内到指定银行缴纳罚款。"),
                "remedy": .text("不服本决定的，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。"),
            ])
        try await issue("penalty-decision", as: "chen")
    }

    func serveDecision(at moment: Instant) async throws {
        let signer = parties.employers[0].legalRepresentative ?? ""
        try await serve(
            "penalty-decision", as: "li", method: "direct", at: moment, ["signer": .text(signer)],
            receipt: ["signer": .text(signer)])
        try await act(
            FactKind("result-published"), as: "li",
            [
                "where": "武汉市行政执法信息公示平台", "form-id": .text(form("penalty-decision")), "redacted": true,
                "approved-by": "周正",
            ])
    }

    func pay(_ amount: Int, rest: Int) async throws {
        try await act(
            .performanceReceived, as: "li", ["amount": .integer(amount), "outstanding": .integer(rest)])
    }

    func payRest() async throws {
        try await pay(parties.total - parties.total / 2, rest: 0)
        try await act(.decisionFulfilled, as: "li", ["evidence": "工资支付凭证、罚款缴款书"])
    }

    func proposeClosing() async throws {
        try await submit(
            "case-closure-approval-form", as: "li",
            [
                "variant": .text("fulfilled"), "fulfilment": .text("工资已分两次付清，罚款已缴纳，凭证附卷。"),
                "ground": .text("处罚决定已履行。"),
            ])
        try await act(
            .handedOver, as: "li",
            ["what": "forms", "from": "lead-handler", "to": "review-dept", "form": "case-closure-approval-form"])
    }

    func close() async throws {
        try await office.reviewForm(
            form("case-closure-approval-form"), version: 1, passed: true, opinion: "同意结案。", in: id,
            try await context("chen"))
        try await approve("case-closure-approval-form", as: "zhou", "同意结案。")
        try await act(.caseClosed, as: "zhou", ["ground": "fulfilled"])
    }

    func archive() async throws {
        for recording in recordings {
            let moment = try await office.cases.current(id).recordings.first { $0.added.recording == recording }
            try await act(
                .evidenceRemarked, as: "zheng", about: recording,
                [
                    "time": .instant(moment?.added.start ?? office.now()), "recorder-name": "李建国",
                    "recorder-identity": "执法人员", "location": "专用存储器A",
                ], personal: ["content": "现场检查录像", "place": "汉阳滨江项目二标段"])
        }
        try await office.compileVolume(id, try await context("zheng"))
        try await act(.caseArchived, as: "zheng", ["archive-number": .text("武监档2026-\(id.prefix(4))")])
    }
}
