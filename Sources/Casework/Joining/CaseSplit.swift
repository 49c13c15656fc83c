/// What is to go from a case into one of its own (分案).
package struct CaseSplit: Hashable, Sendable, Codable {
    /// The names of the complainants who go.
    package var people: [String]
    /// The names of the employers that the new case concerns; they stay in the old one too.
    package var employers: [String]
    /// The items of material of which the new case gets a copy.
    package var materials: [String]
    /// The cause of the new case (案由).
    package var cause: String
    /// What of the matter goes, in words.
    package var matter: String
    package var reason: String

    package init(
        people: [String], employers: [String], materials: [String], cause: String, matter: String, reason: String
    ) {
        self.people = people
        self.employers = employers
        self.materials = materials
        self.cause = cause
        self.matter = matter
        self.reason = reason
    }

    /// What a split makes: the new case's first entries, and what they leave behind.
    package struct Parts: Hashable, Sendable {
        /// The matter of the new case, without a number.
        package let matter: MatterReceived
        /// What the people who go are owed.
        package let wages: [WageRow]
        /// What the new case takes over.
        package let takenIn: [CaseTakenIn]
    }
}

extension Case {
    /// What keeps a part from going its own way; empty where nothing does, whatever the rules say.
    package func problems(of split: CaseSplit) -> [Problem] {
        guard let matter else { return [.notReceived] }
        if let into = joinedInto { return [.joined(into: into.number)] }
        if isEnded { return [.ended(number: number ?? id)] }
        var problems: [Problem] = []
        if split.cause.isBlank { problems.append(.blank("cause")) }
        if split.matter.isBlank { problems.append(.blank("split-matter")) }
        if split.reason.isBlank { problems.append(.blank("reason")) }
        let names = (matter.complainants ?? []).map(\.name)
        problems += split.people.filter { !names.contains($0) }.map { .notAllowed("split-people", value: $0) }
        // A case that somebody complained in keeps one who complains.
        if matter.source == .complaint, !names.isEmpty {
            if split.people.isEmpty { problems.append(.blank("split-people")) }
            if Set(names).isSubset(of: split.people) { problems.append(.nobodyLeft) }
        }
        let bodies = (matter.employers ?? []).map(\.name)
        if split.employers.isEmpty, !bodies.isEmpty { problems.append(.blank("split-employers")) }
        problems += split.employers.filter { !bodies.contains($0) }.map { .notAllowed("split-employers", value: $0) }
        problems += split.materials.filter { item in !materials.contains { $0.received.item == item } }.map {
            .unknown("material", id: $0)
        }
        return problems
    }

    /// The parts of a split that ``problems(of:)`` found nothing against; nil before the matter was taken in.
    package func parts(of split: CaseSplit) -> CaseSplit.Parts? {
        guard let matter else { return nil }
        let people = Set(split.people)
        var new = matter
        new.intakeNumber = ""
        new.cause = split.cause
        new.summary = split.matter
        new.description = nil
        new.complainants = (matter.complainants ?? []).filter { people.contains($0.name) }
        new.employers = (matter.employers ?? []).filter { split.employers.contains($0.name) }
        new.wages = nil
        // The informant's sheet stays sealed where it is.
        new.informant = nil
        return CaseSplit.Parts(
            matter: new, wages: wages.filter { people.contains($0.worker) },
            takenIn: CaseTakenIn.entries(
                .splitOff, from: self, reason: split.reason, complainants: [], employers: [],
                materials: materials.filter { split.materials.contains($0.received.item) }))
    }
}
