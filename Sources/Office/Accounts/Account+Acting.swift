package import Casework
package import Chronology
package import Rules

extension Account {
    /// The role of 案件首办责任人, which a case gives and no unit can.
    package static let leadRole: RoleID = "lead-handler"

    /// The roles held on a day, each once.
    package func roles(on day: Day) -> [RoleID] {
        var seen: Set<RoleID> = []
        return grants.filter { $0.holds(on: day) }.map(\.role).filter { seen.insert($0).inserted }
    }

    /// The roles held on a day, and those lent by people for whom this person stands in.
    package func rolesWithLent(on day: Day) -> [RoleID] {
        var seen: Set<RoleID> = []
        return (roles(on: day) + standIns.flatMap { $0.roles(on: day) }).filter { seen.insert($0).inserted }
    }

    /// The person as one who acts now.
    package func actor(at now: Instant) -> Actor {
        Actor(account: id, name: name, badge: badge, unit: unit, roles: roles(on: now.day))
    }

    /// The person as one who acts in a case: who leads it is its lead officer, whatever roles the unit gives; who was
    /// lent for it has the rights given for it.
    package func actor(at now: Instant, in case: Case) -> Actor {
        let lent = caseRights.filter { $0.caseID == `case`.id && $0.holds(on: now.day) }.flatMap(\.roles)
        let held = roles(on: now.day)
        let own = (held + lent.filter { !held.contains($0) }).filter { $0 != Account.leadRole }
        let all = `case`.lead?.account == id ? [Account.leadRole] + own : own
        return Actor(account: id, name: name, badge: badge, unit: unit, roles: all)
    }

    /// In which capacities the person may act in a case, in the order in which they are tried: with the own rights,
    /// then in the place of each person who is away (代), with that person's rights alone.
    package func actors(at now: Instant, in case: Case) -> [Actor] {
        [actor(at: now, in: `case`)]
            + standIns.compactMap { standIn in
                var roles = standIn.roles(on: now.day).filter { $0 != Account.leadRole }
                let lendsLead = standIn.deputy.holds(on: now.day) && standIn.deputy.roles.contains(Account.leadRole)
                if lendsLead, `case`.lead?.account == standIn.person.account { roles = [Account.leadRole] + roles }
                guard !roles.isEmpty else { return nil }
                return Actor(
                    account: id, name: name, badge: badge, unit: unit, roles: roles, standsInFor: standIn.person)
            }
    }

    /// The person with every role that could be used in a case, for what is offered on a page. No entry is made so.
    package func offered(at now: Instant, in case: Case) -> Actor {
        let all = actors(at: now, in: `case`)
        var seen: Set<RoleID> = []
        let roles = all.flatMap(\.roles).filter { seen.insert($0).inserted }
        return Actor(account: id, name: name, badge: badge, unit: unit, roles: roles)
    }

    /// Whether the person was lent for a case, now.
    package func isLent(to caseID: String, on day: Day) -> Bool {
        caseRights.contains { $0.caseID == caseID && $0.holds(on: day) }
    }
}
