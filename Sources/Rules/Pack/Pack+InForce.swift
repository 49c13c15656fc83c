package import Chronology

extension Pack {
    /// The pack for acts of some days only, as one of several versions that an office applies one after the other.
    /// - Parameters:
    ///   - from: the first day; nil for that of the text itself. - to: the last day, likewise.
    ///   - forms: the kinds of form that this version brings; the version of today brings all.
    ///   - isCurrent: whether its procedure and roles are those of today.
    package func limited(
        from: Day?, to: Day?, forms: [FormKind]? = nil, isCurrent: Bool = true
    ) -> Pack {
        var pack = self
        pack.inForceFrom = [inForceFrom, from].compactMap { $0 }.max()
        pack.inForceTo = [inForceTo, to].compactMap { $0 }.min()
        if let forms { pack.forms = forms }
        guard !isCurrent else { return pack }
        pack.roles = []
        pack.stages = []
        pack.states = []
        pack.transitions = []
        pack.stamps = []
        pack.serviceMethods = []
        pack.procedures = []
        pack.numberWords = []
        return pack
    }

    /// The figures that an office sets by name, each with the rule that has it, its unit and the figure that counts
    /// until the office sets another.
    package var settings: [Setting] {
        var seen: Set<String> = []
        return rules.flatMap { rule in
            rule.shapes.compactMap { shape -> Setting? in
                guard case .when(_, _, _, let deadline?) = shape, let name = deadline.setting,
                    let figure = deadline.figure, seen.insert(name).inserted
                else { return nil }
                return Setting(name: name, rule: rule, unit: deadline.unit, figure: figure)
            }
        }
    }

    /// A figure that an office sets.
    package struct Setting: Hashable, Sendable {
        package let name: String
        package let rule: Rule
        package let unit: Deadline.Unit
        /// What counts now.
        package let figure: Int
    }
}
