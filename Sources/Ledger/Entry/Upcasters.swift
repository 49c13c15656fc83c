/// How old versions of a kind are read: one pure function from each version to the next.
///
/// Entries are never rewritten. A function stays for ever, tested on kept bytes of its time.
package struct Upcasters: Sendable {
    /// Turns what a part of one version says into what the next version would say.
    package typealias Step = @Sendable (PartName, [String: JSON]) -> [String: JSON]

    private var current: [String: Int] = [:]
    private var steps: [EntryKind: Step] = [:]

    /// A registry that knows no kind.
    package init() {}

    /// Makes a kind known.
    /// - Parameter kind: the kind with the newest version that this program understands.
    /// - Parameter steps: for each older version, from 1, the way to the next.
    /// - Precondition: there is a step for each older version.
    package mutating func register(_ kind: EntryKind, steps: [Step] = []) {
        precondition(steps.count == kind.version - 1, "each older version has a step to the next")
        current[kind.name] = kind.version
        for (position, step) in steps.enumerated() {
            self.steps[EntryKind(kind.name, version: position + 1)] = step
        }
    }

    /// Whether entries of this kind and version are understood. One that is not stops decisions on its stream; it is
    /// still read and shown.
    package func isKnown(_ kind: EntryKind) -> Bool {
        guard let newest = current[kind.name] else { return false }
        return kind.version >= 1 && kind.version <= newest
    }

    /// What the entry's parts say, in the newest version of its kind; parts that are withheld are left out. Nil where
    /// the kind is not known.
    package func data(of entry: Entry) -> [PartName: [String: JSON]]? {
        let kind = entry.envelope.kind
        guard isKnown(kind), let newest = current[kind.name] else { return nil }
        var result: [PartName: [String: JSON]] = [:]
        for (name, part) in entry.parts {
            guard var data = part.data else { continue }
            for version in kind.version..<newest {
                guard let step = steps[EntryKind(kind.name, version: version)] else { return nil }
                data = step(name, data)
            }
            result[name] = data
        }
        return result
    }
}
