package import Chronology
package import Rules

/// What the office judges by and what it could choose, for the pages about the rules.
package struct RulesState: Sendable {
    package let history: RulesHistory
    /// SHA-256 of what counts, as 64 hexadecimal digits.
    package let hash: String
    /// The readings and figures that count now, where the office chose them.
    package let readings: [RuleID: String]
    package let figures: [String: Int]
    /// The day from which each text itself is in force, which is not the day of a choice within it.
    package let inForce: [PackID: Day]
    /// The rules that may be read in several ways, as their texts have them.
    package let readable: [(pack: Pack, rule: Rule)]
    /// The texts of the product that the office does not apply, and those that are other ones by now.
    package let new: [Pack]
    package let changed: [Pack]
    /// The rows that ask for a text which the office does not apply.
    package let missingTexts: [RuleID]
}

extension Office {
    /// What the office judges by and what it could choose. Everybody of the office may know it.
    package func rulesState(for account: Account) throws -> RulesState {
        let today = now().day
        let choices = adopted.choices
        let packs = Set(rules.packs.map(\.id)).sorted()
        let own = packs.compactMap { choices.text($0, on: today)?.pack }
        let days = own.compactMap { pack in (choices.inForce[pack.id] ?? pack.inForceFrom).map { (pack.id, $0) } }
        let offered = packsToAdopt()
        return RulesState(
            history: try rulesHistory(), hash: rulesHash, readings: choices.readings(on: today),
            figures: choices.figures(on: today), inForce: Dictionary(days) { first, _ in first },
            readable: own.flatMap { pack in
                pack.rules.filter { !$0.readings.isEmpty }.map { (pack: pack, rule: $0) }
            }, new: offered.new, changed: offered.changed,
            missingTexts: missingTexts(among: packs, place: own.lazy.compactMap(\.place).first))
    }

    /// Whether a person may propose and confirm changes of the rules.
    package func mayChangeRules(_ account: Account) -> Bool {
        !account.isClosed && !Set(Office.rulesRoles).isDisjoint(with: account.roles(on: now().day))
    }
}
