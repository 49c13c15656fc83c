package import Chronology
internal import Rules

/// Another case with which a case is bound by joining or splitting.
package struct BoundCase: Hashable, Sendable {
    /// How the other case stands to this one.
    package enum Bond: String, Hashable, Sendable, CaseIterable {
        /// This case was joined to the other, which leads.
        case joinedInto = "joined-into"
        /// The other case was joined to this one.
        case tookIn = "took-in"
        /// This case was split off from the other.
        case splitFrom = "split-from"
        /// The other case was split off from this one.
        case splitOff = "split-off"
    }

    package let bond: Bond
    package let id: String
    /// Its number at the time.
    package let number: String
    package let at: Instant
    package let reason: String
}

extension Case {
    /// The leading case, where this one was joined to another.
    package var joinedInto: BoundCase? { bound.first { $0.bond == .joinedInto } }

    /// Whether it was closed, dropped or archived.
    package var isEnded: Bool {
        facts.contains { [.caseClosed, .caseArchived, .matterDropped].contains($0.kind) }
    }

    /// What keeps this case from being joined to another; empty where nothing does, whatever the rules say.
    package func problemsOfJoining(into leading: Case) -> [Problem] {
        if id == leading.id { return [.notAllowed("leading", value: leading.number ?? leading.id)] }
        guard leading.matter != nil else { return [.unknown("case", id: leading.id)] }
        if let into = joinedInto { return [.joined(into: into.number)] }
        if let into = leading.joinedInto { return [.joined(into: into.number)] }
        var problems: [Problem] = []
        if isEnded { problems.append(.ended(number: number ?? id)) }
        if leading.isEnded { problems.append(.ended(number: leading.number ?? leading.id)) }
        if matter?.procedure != leading.matter?.procedure {
            problems.append(.otherProcedure(number: leading.number ?? leading.id))
        }
        return problems
    }

    /// What the leading case takes in from this one: people, and material with its stamps. What the leading case has
    /// already is left out.
    /// - Returns: entries of a length that the log takes, the first of them even where there is nothing to take in.
    package func takenIn(by leading: Case, reason: String) -> [CaseTakenIn] {
        let known = leading.matter
        let complainants = (matter?.complainants ?? []).filter { !(known?.complainants ?? []).contains($0) }
        let employers = (matter?.employers ?? []).filter { !(known?.employers ?? []).contains($0) }
        return CaseTakenIn.entries(
            .joined, from: self, reason: reason, complainants: complainants, employers: employers,
            materials: materials.filter { $0.received.blob != nil || !($0.received.name ?? "").isBlank })
    }

    /// Takes in what another case brings.
    mutating func take(_ event: CaseTakenIn, at: Instant) {
        if var known = matter {
            known.complainants = (known.complainants ?? []) + (event.complainants ?? [])
            known.employers = (known.employers ?? []) + (event.employers ?? [])
            matter = known
        }
        materials += (event.materials ?? []).map { Material(received: $0.received, at: $0.at, stamps: $0.stamps) }
        let bond = event.way == .joined ? BoundCase.Bond.tookIn : .splitFrom
        guard !bound.contains(where: { $0.bond == bond && $0.id == event.from }) else { return }
        bound.append(BoundCase(bond: bond, id: event.from, number: event.fromNumber, at: at, reason: event.reason))
    }

    /// Lets go what was split off: the people, and what they are owed.
    mutating func release(_ event: CaseSplitOff, at: Instant) {
        let names = Set(event.people ?? [])
        if var known = matter {
            known.complainants?.removeAll { names.contains($0.name) }
            matter = known
        }
        wages.removeAll { names.contains($0.worker) }
        bound.append(
            BoundCase(bond: .splitOff, id: event.into, number: event.intoNumber, at: at, reason: event.reason))
    }
}

extension CaseTakenIn {
    /// The most people, and the most pieces, that one entry holds: a part of the log takes 16 KiB.
    static let mostPeople = 20
    static let mostPieces = 12

    /// Entries that bring people and material from a case, as many as it takes. Each piece is called by the number of
    /// the case that it came to first, so that none is mistaken for another.
    static func entries(
        _ way: Way, from other: Case, reason: String, complainants: [Complainant], employers: [Employer],
        materials: [Case.Material]
    ) -> [CaseTakenIn] {
        let number = other.number ?? other.id
        let pieces = materials.map { material in
            var received = material.received
            received.item = "\(number)：\(received.item)"
            return Piece(received: received, at: material.at, stamps: material.stamps)
        }
        func part(_ fill: (inout CaseTakenIn) -> Void) -> CaseTakenIn {
            var event = CaseTakenIn(way: way, from: other.id, fromNumber: number, reason: reason, part: 0)
            fill(&event)
            return event
        }
        var entries = complainants.inRuns(of: mostPeople).map { people in part { $0.complainants = people } }
        entries += employers.inRuns(of: mostPeople).map { bodies in part { $0.employers = bodies } }
        entries += pieces.inRuns(of: mostPieces).map { run in part { $0.materials = run } }
        if entries.isEmpty { entries = [part { _ in }] }
        for index in entries.indices { entries[index].part = index + 1 }
        return entries
    }
}

extension Array {
    /// The elements in their order, at most `length` at a time.
    fileprivate func inRuns(of length: Int) -> [[Element]] {
        stride(from: 0, to: count, by: length).map { Array(self[$0..<Swift.min($0 + length, count)]) }
    }
}
