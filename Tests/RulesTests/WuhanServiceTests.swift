import Rules
import TestKit
import Testing

@Suite struct `Wuhan article 37: service` {
    private let closing: [String: FactValue] = ["form": "case-closure-approval-form"]

    private func wuhan() throws -> RuleCase { try RuleCase("wuhan") }

    @Test(.rows("WH-37.1")) func `every service has its receipt, whatever the method`() throws {
        for method in ["direct", "leave", "mail", "fax", "email", "message", "entrusted", "public-notice"] {
            let service: [String: FactValue] = ["form": "prior-notice", "method": .text(method)]
            #expect(try wuhan().refuses(.served, service, citing: "WH-37.1"))
            #expect(try !wuhan().refuses(.served, service.merging(["receipt": "r1"]) { $1 }, citing: "WH-37.1"))
        }
    }

    @Test(
        .rows(
            "WH-37.2", "WH-37.3", "WH-37.6", "WH-37.10", "WH-37.11", "WH-37.12", "WH-37.13", "WH-37.14"),
        arguments: [
            ("WH-37.2", "direct", ["signer"], "mail"), ("WH-37.3", "leave", ["circumstances"], "direct"),
            ("WH-37.6", "mail", ["posting-proof"], "direct"), ("WH-37.10", "fax", ["fax-time"], "email"),
            ("WH-37.11", "fax", ["fax-number"], "email"),
            ("WH-37.12", "entrusted", ["entrusted-body", "circumstances"], "direct"),
            ("WH-37.13", "public-notice", ["reason", "manner", "process"], "direct"),
            ("WH-37.14", "public-notice", ["notice-text"], "direct"),
        ])
    func `each method keeps what the article asks of it`(
        row: String, method: String, statements: [String], otherMethod: String
    ) throws {
        var service: [String: FactValue] = ["method": .text(method)]
        for name in statements { service[name] = "x" }
        #expect(try !wuhan().refuses(.served, service, citing: row))
        for name in statements {
            #expect(try wuhan().refuses(.served, service.filter { $0.key != name }, citing: row), "\(name)")
            #expect(try wuhan().refuses(.served, service.merging([name: "  "]) { $1 }, citing: row))
        }
        #expect(try !wuhan().refuses(.served, ["method": .text(otherMethod)], citing: row))
    }

    @Test(.rows("WH-37.4")) func `leaving without a photo is a reminder only`() throws {
        let leave: [String: FactValue] = ["method": "leave", "captures": 0]
        #expect(try !wuhan().refuses(.served, leave, citing: "WH-37.4"))
        let left = try wuhan().given(.served, leave)
        #expect(left.standing(of: "WH-37.4") == .open)
        #expect(left.obligation("WH-37.4")?.force == "advice")
        #expect(try wuhan().given(.served, ["method": "leave", "captures": 1]).standing(of: "WH-37.4") == .met)
        #expect(try wuhan().given(.served, ["method": "direct"]).obligations("WH-37.4") == [])
    }

    @Test(.rows("WH-37.5")) func `a mailed paper has its return receipt before the case is closed`() throws {
        let mailed = try wuhan().given(.served, ["method": "mail"], of: "s1")
        func refuses(_ matter: RuleCase) -> Bool { matter.refuses(.formSubmitted, closing, citing: "WH-37.5") }
        #expect(refuses(mailed))
        #expect(try !refuses(wuhan().given(.served, ["method": "mail", "mail-return-receipt": "b1"], of: "s1")))
        #expect(try !refuses(wuhan().given(.served, ["method": "direct"], of: "s1")))
        #expect(!refuses(mailed.given(.noteMade, ["note": "mail-return-receipt"], of: "s1")))
        #expect(refuses(mailed.given(.noteMade, ["note": "mail-return-receipt"], of: "s2")))
        #expect(!refuses(mailed.given(.serviceReturned, of: "s1")))
        #expect(refuses(mailed.given(.serviceReturned, of: "s2")))
        #expect(!refuses(mailed.given(.deviationRecorded, ["rule": "WH-37.5"], as: "agency-head")))
    }

    @Test(.rows("WH-37.6")) func `a lost posting proof opens by deviation`() throws {
        let lost = try wuhan().given(.deviationRecorded, ["rule": "WH-37.6", "about": "s1"], as: "agency-head")
        #expect(!lost.refuses(.served, ["method": "mail"], of: "s1", citing: "WH-37.6"))
        #expect(lost.refuses(.served, ["method": "mail"], of: "s2", citing: "WH-37.6"))
    }

    @Test(.rows("WH-37.7")) func `what came back says why`() throws {
        #expect(try wuhan().refuses(.serviceReturned, of: "s1", citing: "WH-37.7"))
        #expect(
            try !wuhan().refuses(.serviceReturned, ["return-circumstances": "查无此人"], of: "s1", citing: "WH-37.7"))
    }

    @Test(
        .rows("WH-37.8"), arguments: ["penalty-decision", "handling-decision", "non-acceptance-decision"],
        ["fax", "email", "message"])
    func `no decision is served by fax or e-mail, and nothing opens that gate`(form: String, method: String) throws {
        let service: [String: FactValue] = [
            "form": .text(form), "method": .text(method), "receipt": "r1", "captures": 1, "fax-time": "x",
            "fax-number": "x",
        ]
        let matter = try wuhan().given(.deviationRecorded, ["rule": "WH-37.8"], as: "agency-head")
        let refusal = matter.refusals(of: .served, service).first { $0.rule == RuleID("WH-37.8") }
        #expect(refusal?.article == "第三十七条第（四）项")
        #expect(refusal?.deviation == nil)
        #expect(!matter.refuses(.served, service.merging(["method": "direct"]) { $1 }, citing: "WH-37.8"))
        #expect(!matter.refuses(.served, service.merging(["form": "prior-notice"]) { $1 }, citing: "WH-37.8"))
    }

    @Test(
        .rows("WH-37.9", "WH-37.15"),
        arguments: [
            ("WH-37.9", "fax"), ("WH-37.9", "email"), ("WH-37.9", "message"), ("WH-37.15", "public-notice"),
        ])
    func `electronic service and public notice leave a capture`(row: String, method: String) throws {
        #expect(try wuhan().refuses(.served, ["method": .text(method)], citing: row))
        #expect(try wuhan().refuses(.served, ["method": .text(method), "captures": 0], citing: row))
        #expect(try !wuhan().refuses(.served, ["method": .text(method), "captures": 1], citing: row))
        #expect(try !wuhan().refuses(.served, ["method": "direct"], citing: row))
    }
}
