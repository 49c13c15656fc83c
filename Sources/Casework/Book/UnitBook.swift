package import Chronology
package import Rules

/// The book of a unit as its log tells it: trainings, devices, budgets, supervision, plans … what belongs to no single
/// case. Rules about it are judged over it alone.
package struct UnitBook: Sendable {
    /// The unit's id.
    package let unit: String
    /// The number of entries folded in.
    package private(set) var version = 0
    /// The lines, oldest first.
    package private(set) var lines: [Line] = []
    /// The first kind of entry that this build could not read; decisions stop there, reading goes on.
    package private(set) var unreadable: String?

    /// A book before its first line.
    package init(unit: String) { self.unit = unit }

    /// One line: an act of the library with what its envelope says.
    package struct Line: Hashable, Sendable {
        /// The id of the entry.
        package let id: String
        package let actor: Actor
        package let entered: Instant
        package let at: Instant
        package let act: ActEntered

        package init(id: String, actor: Actor, entered: Instant, at: Instant, act: ActEntered) {
            self.id = id
            self.actor = actor
            self.entered = entered
            self.at = at
            self.act = act
        }
    }

    /// Takes a line in.
    package mutating func apply(_ line: Line) {
        lines.append(line)
        version += 1
    }

    /// Passes over an entry that cannot be read.
    package mutating func skip(unreadable kind: String) {
        version += 1
        unreadable = unreadable ?? kind
    }

    /// The book as the rules see it, with the years and quarters that have begun since its first line.
    package func facts(at moment: Instant) -> CaseFacts {
        let entered = lines.map { UnitBook.fact(of: $0, subject: $0.act.subject ?? $0.id) }
        guard let first = lines.map(\.at).min() else { return CaseFacts(facts: []) }
        return CaseFacts(facts: (UnitBook.turns(from: first, through: moment) + entered).sorted { $0.at < $1.at })
    }

    private static func fact(of line: Line, subject: String?) -> Fact {
        Fact(
            entry: line.id, kind: line.act.what, at: line.at, entered: line.entered, subject: subject,
            person: line.actor.account, roles: line.actor.roles,
            attributes: line.act.answers.merging(line.act.personal ?? [:]) { kept, _ in kept })
    }

    /// The starts of years and quarters in a time; the year and quarter in which it begins are among them.
    private static func turns(from first: Instant, through last: Instant) -> [Fact] {
        guard first.day.year <= last.day.year else { return [] }
        return (first.day.year...last.day.year).flatMap { year -> [Fact] in
            let quarters = (0..<4).compactMap { index -> Fact? in
                guard let day = Day(year, 1 + 3 * index, 1) else { return nil }
                let quarter = "\(year)-Q\(index + 1)"
                return Fact(
                    entry: "", kind: FactKind("quarter-begun"), at: Instant(day, hour: 0), subject: quarter,
                    attributes: ["quarter": .text(quarter)])
            }
            guard let day = Day(year, 1, 1) else { return quarters }
            let begun = Fact(
                entry: "", kind: FactKind("year-begun"), at: Instant(day, hour: 0), subject: String(year),
                attributes: ["year": .integer(year)])
            return ([begun] + quarters).filter { $0.at <= last }
        }
    }

    /// Judges a proposed line. Pure.
    package func decide(_ line: Line, rules: RuleBook) -> Decision {
        var problems: [Problem] = []
        if let unreadable { problems.append(.unreadable(kind: unreadable)) }
        if line.at > line.entered { problems.append(.inTheFuture) }
        if let schema = ActSchema.ofBook(line.act.what) {
            problems += schema.problems(of: line.act)
        } else {
            problems.append(.notAllowed("what", value: line.act.what.rawValue))
        }
        guard problems.isEmpty else { return .invalid(problems) }
        let fact = UnitBook.fact(of: line, subject: line.act.subject)
        let refusals = rules.refusals(of: fact, in: facts(at: line.entered))
        return refusals.isEmpty ? .accepted : .refused(refusals)
    }
}
