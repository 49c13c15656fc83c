/// What an office may choose of a pack, and parts of a pack.
extension Pack {
    /// The pack as an office reads it.
    /// - Parameters:
    ///   - readings: the reading chosen for a rule; the recommended one applies to all others, and where a pack has no
    ///     reading of that id.
    ///   - settings: the figures that the office sets by name where the text only asks for promptness.
    package func choosing(readings: [RuleID: String] = [:], settings: [String: Int] = [:]) -> Pack {
        with(
            rules: rules.map { rule in
                let chosen = readings[rule.id].flatMap { id in rule.readings.first { $0.id == id } }
                return (chosen?.rule ?? rule).setting(settings)
            })
    }

    /// The pack with these rules alone, and with those whose periods they speak of.
    package func only(_ ids: Set<RuleID>) -> Pack {
        var wanted = ids
        var added = ids
        while !added.isEmpty {
            let named = rules.filter { added.contains($0.id) }.flatMap { NamesOfRule($0).rules }
            added = Set(named).subtracting(wanted)
            wanted.formUnion(added)
        }
        return with(rules: rules.filter { wanted.contains($0.id) })
    }

    /// The pack with a rule in the place of that of the same id, or without it.
    package func replacing(_ id: RuleID, by rule: Rule?) -> Pack {
        with(rules: rules.compactMap { $0.id == id ? rule : $0 })
    }

    private func with(rules: [Rule]) -> Pack {
        var pack = self
        pack.list = RuleList(rules)
        return pack
    }
}

extension Rule {
    /// The rule with the figures that an office sets.
    fileprivate func setting(_ settings: [String: Int]) -> Rule {
        guard !settings.isEmpty else { return self }
        return Rule(
            id: id, article: article, says: says, duty: duty, shape: shape.setting(settings),
            also: also.map { $0.setting(settings) }, inForceFrom: inForceFrom, inForceTo: inForceTo, force: force,
            deviation: deviation, isConfirmed: isConfirmed, procedures: procedures, readings: readings)
    }
}

extension Rule.Shape {
    fileprivate func setting(_ settings: [String: Int]) -> Rule.Shape {
        guard case .when(let pattern, let need, let unless, let deadline?) = self, let name = deadline.setting,
            let figure = settings[name], (0...Deadline.longest).contains(figure)
        else { return self }
        return .when(pattern, need: need, unless: unless, within: deadline.with(figure: figure))
    }
}

extension Deadline {
    fileprivate func with(figure: Int) -> Deadline {
        Deadline(
            unit: unit, figure: figure, attribute: attribute, setting: setting, start: start, rollsOver: rollsOver,
            extensions: extensions, pauses: pauses, otherReadings: otherReadings)
    }
}
