/// Reads `within`: a period and how it is counted.
extension YAMLReader {
    private static let units = Deadline.Unit.allCases.map(\.rawValue)

    /// `{ working-days: 5 }`; nil where no unit is named.
    func length() throws(PackError) -> Deadline.Length? {
        for unit in Deadline.Unit.allCases {
            if let count = self[unit.rawValue] {
                return Deadline.Length(count: try count.integer(upTo: Deadline.longest), unit: unit)
            }
        }
        return nil
    }

    func deadline() throws(PackError) -> Deadline {
        try allow(
            YAMLReader.units + [
                "unit", "as-stated", "or-as-stated", "as-set", "default", "from", "counts-from", "after-expiry-of",
                "roll-over",
                "extended-by", "paused", "other-readings",
            ])
        let setting = try optionalText("as-set")
        let length = try length()
        let unit = if let value = self["unit"] { try value.choice(Deadline.Unit.self) } else { length?.unit }
        guard let unit else { throw error(.missing, key: YAMLReader.units.joined(separator: ", ")) }
        let stated = self[length == nil ? "as-stated" : "or-as-stated"]
        // Without a default nothing is counted until the office has set the figure.
        let byOffice: Int? =
            if setting != nil, let value = self["default"] { try value.integer(upTo: Deadline.longest) } else { nil }
        guard length != nil || stated != nil || setting != nil else { throw error(.missing, key: "as-stated") }
        var extensions: [Deadline.Extension] = []
        for item in self["extended-by"]?.items() ?? [] { extensions.append(try item.addition()) }
        var pauses: [Deadline.Pause] = []
        for item in self["paused"]?.items() ?? [] {
            try item.allow(["from", "to"])
            pauses.append(
                Deadline.Pause(from: try item.require("from").pattern(), to: try item.require("to").pattern()))
        }
        var readings: [Deadline.Reading] = []
        for item in self["other-readings"]?.items() ?? [] { readings.append(try item.reading()) }
        let attribute: String? = if let stated { try stated.attribute() } else { nil }
        let rollsOver = if let value = self["roll-over"] { try value.boolean() } else { false }
        return Deadline(
            unit: unit, figure: length?.count ?? byOffice, attribute: attribute, setting: setting, start: try start(),
            rollsOver: rollsOver, extensions: extensions, pauses: pauses, otherReadings: readings)
    }

    private func start() throws(PackError) -> Deadline.Start {
        if let from = self["from"] { return .attribute(try from.attribute()) }
        if let from = self["counts-from"] { return .fact(try from.pattern()) }
        if let rule = self["after-expiry-of"] { return .expiry(RuleID(try rule.text())) }
        return .trigger
    }

    private func addition() throws(PackError) -> Deadline.Extension {
        let pattern = try pattern(besides: Set(YAMLReader.units + ["times"]))
        guard let added = try length() else { throw error(.missing, key: YAMLReader.units.joined(separator: ", ")) }
        let times: Int? = if let value = self["times"] { try value.integer(upTo: 100) } else { nil }
        return Deadline.Extension(pattern: pattern, length: added, times: times)
    }

    private func reading() throws(PackError) -> Deadline.Reading {
        try allow(YAMLReader.units + ["says", "from", "roll-over"])
        let from: Pattern? = if let from = self["from"] { try from.pattern() } else { nil }
        let rollsOver: Bool? = if let value = self["roll-over"] { try value.boolean() } else { nil }
        return Deadline.Reading(
            says: try require("says").text(), from: from, length: try length(), rollsOver: rollsOver)
    }
}
