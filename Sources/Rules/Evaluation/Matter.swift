/// What a judgement is about. It remembers which facts each pattern describes, for a rule asks so again for every fact
/// that sets it off.
final class Matter {
    let pack: Pack
    let calendar: Shared<WorkingDayCalendar>
    let `case`: CaseFacts
    /// Each with its pattern, whose identity lasts only as long as it is held.
    private var fitting: [ObjectIdentifier: (pattern: Pattern, facts: [Fact])] = [:]

    init(pack: Pack, calendar: Shared<WorkingDayCalendar>, case: CaseFacts) {
        self.pack = pack
        self.calendar = calendar
        self.case = `case`
    }

    /// The facts of the case that a pattern describes, in their order.
    func facts(fitting pattern: Pattern) -> [Fact] {
        if let known = fitting[pattern.identity] { return known.facts }
        let facts = `case`.facts(fitting: pattern)
        fitting[pattern.identity] = (pattern, facts)
        return facts
    }
}
