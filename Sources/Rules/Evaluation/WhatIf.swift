package import Chronology

/// What a case would be asked otherwise if other packs applied.
///
/// Only what can differ is judged: a rule says the same of every case as long as neither it nor a rule of whose period
/// it speaks is another.
package struct WhatIf: Sendable {
    private let before: RuleBook
    private let after: RuleBook

    /// Prepares the comparison.
    /// - Parameters:
    ///   - before: the packs as they are. - after: the packs as they would be.
    package init(_ before: RuleBook, _ after: RuleBook) {
        let hasOneCalendar = before.calendar == after.calendar
        var old: [Pack] = []
        var new: [Pack] = []
        for id in Set((before.packs + after.packs).map(\.id)) {
            let (olds, news) = (before.packs.filter { $0.id == id }, after.packs.filter { $0.id == id })
            if hasOneCalendar, olds.count == 1, news.count == 1, olds[0].isInForceAs(news[0]) {
                let rules = WhatIf.rules(differingBetween: olds[0], and: news[0])
                if rules.isEmpty { continue }
                old.append(olds[0].only(rules))
                new.append(news[0].only(rules))
            } else {
                old += olds
                new += news
            }
        }
        self.before = RuleBook(packs: old, calendar: before.calendar)
        self.after = RuleBook(packs: new, calendar: after.calendar)
    }

    /// What changes for a case, judged as of a moment with what was known then.
    package func changes(of case: CaseFacts, at moment: Instant) -> [ObligationChange] {
        ObligationChange.between(
            before.obligations(of: `case`, at: moment), after.obligations(of: `case`, at: moment))
    }

    /// The rules that are not alike, and those that speak of them, of those again, and so on.
    private static func rules(differingBetween old: Pack, and new: Pack) -> Set<RuleID> {
        var found = Set(PackDifference.between(old, new).map(\.rule))
        let named = (old.rules + new.rules).map { (id: $0.id, names: NamesOfRule($0).rules) }
        while true {
            let speaking = named.filter { !found.contains($0.id) && !found.isDisjoint(with: $0.names) }
            if speaking.isEmpty { return found }
            found.formUnion(speaking.map(\.id))
        }
    }
}

extension Pack {
    /// Whether both texts hold on the same days.
    fileprivate func isInForceAs(_ other: Pack) -> Bool {
        inForceFrom == other.inForceFrom && inForceTo == other.inForceTo
    }
}
