import Casework
import Chronology
import Rules
import TestKit

/// A case as a test tells it: each call gives the case with one more event, a minute after the one before.
struct Told {
    private(set) var matter = Case(id: "case-1")
    /// When the next event happens.
    private(set) var clock = RuleCase.instant("2026-03-02 09:00")
    private var entries = 0

    /// Sets the time of what follows, `2026-03-02 09:00`.
    func at(_ time: String) -> Told { with { $0.clock = RuleCase.instant(time) } }

    /// Something happened, whatever the rules say to it.
    func given(_ event: CaseEvent, by actor: Actor = .intake) -> Told {
        with {
            $0.matter.apply($0.entry(event, by: actor))
            $0.entries += 1
            $0.clock = $0.clock.adding(seconds: 60)
        }
    }

    /// An event that this build cannot read came by.
    func givenUnreadable(_ kind: String) -> Told { with { $0.matter.skip(unreadable: kind) } }

    /// The entry that an event would be now.
    func entry(_ event: CaseEvent, by actor: Actor = .intake) -> Case.Entry {
        Case.Entry(id: "entry-\(entries + 1)", actor: actor, entered: clock, at: clock, event: event)
    }

    /// What becomes of an event that is proposed now.
    func decision(on event: CaseEvent, by actor: Actor = .intake) throws -> Decision {
        matter.decide(entry(event, by: actor), rules: try RuleBook.wuhan())
    }

    /// What is wrong with an event that is proposed now; empty where nothing is, whatever the rules hold against it.
    func problems(of event: CaseEvent, by actor: Actor = .intake) throws -> [Problem] {
        if case .invalid(let problems) = try decision(on: event, by: actor) { return problems }
        return []
    }

    /// The rules that refuse an event that is proposed now, with their articles.
    func refusals(of event: CaseEvent, by actor: Actor = .intake) throws -> [Refusal] {
        if case .refused(let refusals) = try decision(on: event, by: actor) { return refusals }
        return []
    }

    /// The ids of the rules that refuse an event now; `procedure` for the one without an id.
    func refusingRules(of event: CaseEvent, by actor: Actor = .intake) throws -> [String] {
        try refusals(of: event, by: actor).map { $0.rule?.text ?? "procedure" }
    }

    /// The state of the case after the procedure.
    func state() throws -> StateID? { try RuleBook.wuhan().state(of: matter.caseFacts) }

    /// The last fact of a kind.
    func fact(_ kind: FactKind) -> Fact? { matter.facts.last { $0.kind == kind } }

    private func with(_ change: (inout Told) -> Void) -> Told {
        var copy = self
        change(&copy)
        return copy
    }
}

extension RuleBook {
    /// The Wuhan pack with the national calendar.
    static func wuhan() throws -> RuleBook {
        RuleBook(packs: [try RulesOfTests.pack("wuhan")], calendar: try RulesOfTests.calendar())
    }
}
