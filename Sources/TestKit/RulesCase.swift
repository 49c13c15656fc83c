package import Chronology
package import Rules

/// A case told by its facts, for tests of rules: each call gives a case with one more fact.
///
/// Facts happen a minute apart from the time that ``at(_:)`` sets. A rule is asked alone, so that a test says only what
/// its row is about.
package struct RuleCase: Sendable {
    private let pack: Pack
    private let calendar: WorkingDayCalendar
    private var facts: [Fact] = []
    private var attributes: [String: FactValue]
    private var clock: Instant
    private var entered: Instant?

    /// A case without facts.
    /// - Parameters:
    ///   - pack: the pack that it is judged by.
    ///   - attributes: what is true of the case as a whole.
    package init(_ pack: PackID, case attributes: [String: FactValue] = [:]) throws {
        self.init(try RulesOfTests.pack(pack), case: attributes, calendar: try RulesOfTests.calendar())
    }

    /// A case judged by a pack that a test wrote itself.
    package init(_ pack: Pack, case attributes: [String: FactValue] = [:], calendar: WorkingDayCalendar) {
        self.pack = pack
        self.calendar = calendar
        self.attributes = attributes
        self.clock = RuleCase.instant("2026-03-02 09:00")
    }

    /// The facts so far.
    package var caseFacts: CaseFacts { CaseFacts(facts: facts, attributes: attributes) }

    /// The state in which the procedure has the case.
    package var state: StateID? { pack.state(after: caseFacts) }

    /// Sets the time of what follows, `2018-02-12 09:00`, or `2018-02-12` for its noon.
    package func at(_ time: String) -> RuleCase { with { $0.clock = RuleCase.instant(time) } }

    /// What follows is entered later than it happened.
    package func entered(_ time: String) -> RuleCase { with { $0.entered = RuleCase.instant(time) } }

    /// Something happened.
    package func given(
        _ kind: FactKind, _ attributes: [String: FactValue] = [:], of subject: String? = nil, by person: String? = nil,
        as roles: RoleID...
    ) -> RuleCase {
        with {
            $0.facts.append($0.fact(kind, attributes, of: subject, by: person, as: roles))
            $0.clock = $0.clock.adding(seconds: 60)
            $0.entered = nil
        }
    }

    /// Whether a rule refuses an act now.
    package func refuses(
        _ kind: FactKind, _ attributes: [String: FactValue] = [:], of subject: String? = nil, by person: String? = nil,
        as roles: RoleID..., citing rule: String
    ) -> Bool {
        let act = fact(kind, attributes, of: subject, by: person, as: roles)
        return pack.refusals(of: act, in: caseFacts, calendar: calendar).contains { $0.rule == RuleID(rule) }
    }

    /// All refusals of an act now, whichever rule they come from.
    package func refusals(
        of kind: FactKind, _ attributes: [String: FactValue] = [:], of subject: String? = nil, by person: String? = nil,
        as roles: RoleID...
    ) -> [Refusal] {
        pack.refusals(of: fact(kind, attributes, of: subject, by: person, as: roles), in: caseFacts, calendar: calendar)
    }

    /// What a rule asks of the case, in the order of the facts it arose from.
    /// - Parameter time: the moment from which is judged; nil for the time of the case.
    package func obligations(_ rule: String, at time: String? = nil) -> [Obligation] {
        pack.obligations(of: caseFacts, at: time.map(RuleCase.instant) ?? clock, calendar: calendar)
            .filter { $0.rule == RuleID(rule) }
    }

    /// The last of what a rule asks of the case.
    package func obligation(_ rule: String, at time: String? = nil) -> Obligation? {
        obligations(rule, at: time).last
    }

    /// How the last of what a rule asks stands.
    package func standing(of rule: String, at time: String? = nil) -> Obligation.State? {
        obligation(rule, at: time)?.state
    }

    /// The last day of a rule's period; nil where it has none or stands still.
    package func lastDay(of rule: String, at time: String? = nil) -> String? {
        obligation(rule, at: time)?.due?.lastDay.description
    }

    /// What the other readings of a rule's period give: the moment before it has run out, `2018-02-26 23:59`.
    package func otherReadings(of rule: String, at time: String? = nil) -> [String?] {
        (obligation(rule, at: time)?.due?.otherReadings ?? []).map { reading in
            reading.instant.map { instant in
                let last = instant.adding(milliseconds: -1)
                return "\(last.day) \(last.clockText)"
            }
        }
    }

    private func fact(
        _ kind: FactKind, _ attributes: [String: FactValue], of subject: String?, by person: String?, as roles: [RoleID]
    ) -> Fact {
        Fact(
            entry: "entry-\(facts.count + 1)", kind: kind, at: clock, entered: entered, subject: subject,
            person: person,
            roles: roles, attributes: attributes)
    }

    private func with(_ change: (inout RuleCase) -> Void) -> RuleCase {
        var copy = self
        change(&copy)
        return copy
    }

    /// A time of the office's clock. A text that is none is a mistake of the test.
    package static func instant(_ time: String) -> Instant {
        let text = time.split(separator: " ")
        let clock = text.count > 1 ? String(text[1]) : "12:00"
        guard let day = text.first, let instant = Instant("\(day)T\(clock):00+08:00") else {
            preconditionFailure("not a time of the form 2018-02-12 09:00: \(time)")
        }
        return instant
    }
}

extension FactValue {
    /// An instant, written as in ``RuleCase/at(_:)``.
    package static func time(_ text: String) -> FactValue { .instant(RuleCase.instant(text)) }
}
