internal import Chronology
internal import Cryptography
internal import Foundation
internal import Rules
internal import Synchronization

/// What the office judges by: the texts that its log adopted, with the readings and figures that it chose, each for the
/// days on which it counts.
final class AdoptedRules: Sendable {
    private struct State {
        var choices: RulesChoices
        var book: RuleBook
        var hash: Digest
        /// The first day on which another version is that of today.
        var until: Day?
        var day: Day
    }

    /// The calendar of the product, which counts for an office whose log names none.
    var firstCalendar: WorkingDayCalendar { calendar }
    private let calendar: WorkingDayCalendar
    private let state: Mutex<State>

    /// The packs as the product brings them, until the log says otherwise.
    init(packs: [AdoptedText], calendar: WorkingDayCalendar, on day: Day) {
        self.calendar = calendar
        state = Mutex(Self.state(RulesChoices(texts: packs), calendar, day))
    }

    /// What the office judges by on a day.
    func book(on day: Day) -> RuleBook {
        state.withLock { state in
            if day < state.day || state.until.map({ $0 <= day }) ?? false {
                state = Self.state(state.choices, calendar, day)
            }
            return state.book
        }
    }

    /// What it judged by when last asked.
    var book: RuleBook { state.withLock { $0.book } }

    /// SHA-256 over the texts, readings and figures.
    var hash: Digest { state.withLock { $0.hash } }

    /// What was chosen.
    var choices: RulesChoices { state.withLock { $0.choices } }

    /// Takes other choices.
    func choose(_ choices: RulesChoices, on day: Day) {
        let changed = Self.state(choices, calendar, day)
        state.withLock { $0 = changed }
    }

    private static func state(_ choices: RulesChoices, _ calendar: WorkingDayCalendar, _ day: Day) -> State {
        let known = choices.calendars(on: day, before: calendar)
        return State(
            choices: choices,
            book: RuleBook(packs: choices.packs(on: day), calendar: known.current, former: known.former),
            hash: choices.hash, until: choices.turns.first { $0 > day }, day: day)
    }
}

/// A text as it was adopted.
struct AdoptedText: Sendable {
    let pack: Pack
    /// SHA-256 of its files.
    let hash: Digest
    /// The day from which it applies; nil for the text's own.
    let from: Day?

    init(pack: Pack, files: [(name: String, yaml: String)], from: Day?) {
        self.pack = pack
        self.from = from
        var hash = SHA256()
        for file in files { hash.update(Array(file.yaml.utf8)) }
        self.hash = hash.digest()
    }
}

/// Texts, readings and figures, each with the day from which it counts.
struct RulesChoices: Sendable {
    /// In the order of adoption.
    var texts: [AdoptedText] = []
    var withdrawn: [(pack: PackID, from: Day)] = []
    /// The days from which texts are in force, as the office entered them; the last one counts.
    var inForce: [PackID: Day] = [:]
    var readings: [(rule: RuleID, reading: String?, from: Day)] = []
    var figures: [(name: String, value: Int, from: Day)] = []
    /// The calendars in the order of adoption, each with all that was known with it.
    var calendars: [AdoptedCalendar] = []

    /// A calendar as it was adopted.
    struct AdoptedCalendar: Sendable {
        let layers: CalendarLayers
        /// SHA-256 of the file.
        let hash: String
        /// The day from which it counts; nil for one with which the office began.
        let from: Day?
    }

    /// The calendar of a day, and those that counted before it.
    /// - Parameter first: what the product brings, for an office whose log names no calendar.
    func calendars(
        on day: Day, before first: WorkingDayCalendar
    ) -> (current: WorkingDayCalendar, former: [RuleBook.FormerCalendar]) {
        var current = first
        var former: [RuleBook.FormerCalendar] = []
        let dated = calendars.enumerated().sorted { left, right in
            (left.element.from?.epochDay ?? .min, left.offset) < (right.element.from?.epochDay ?? .min, right.offset)
        }
        for (_, adopted) in dated {
            if let from = adopted.from {
                if day < from { break }
                former.append(RuleBook.FormerCalendar(until: from, calendar: current))
            }
            current = adopted.layers.calendar
        }
        return (current, former)
    }

    /// The days on which something else begins to count.
    var turns: [Day] {
        Set(textTurns + calendars.compactMap(\.from)).sorted()
    }

    /// The days on which another text, reading or figure begins to count.
    private var textTurns: [Day] {
        let days = texts.compactMap(\.from) + withdrawn.map(\.from) + readings.map(\.from) + figures.map(\.from)
        return Set(days).sorted()
    }

    /// The readings that count on a day.
    func readings(on day: Day) -> [RuleID: String] {
        readings.filter { $0.from <= day }.sorted { $0.from < $1.from }.reduce(into: [:]) { $0[$1.rule] = $1.reading }
    }

    /// The figures that count on a day.
    func figures(on day: Day) -> [String: Int] {
        figures.filter { $0.from <= day }.sorted { $0.from < $1.from }.reduce(into: [:]) { $0[$1.name] = $1.value }
    }

    /// The text of a pack that applies on a day; nil where none does.
    func text(_ pack: PackID, on day: Day) -> AdoptedText? {
        let own = texts.filter { $0.pack.id == pack }
        let first = own.first { $0.from == nil } ?? own.min { ($0.from ?? day) < ($1.from ?? day) }
        let text = own.filter { $0.from.map { $0 <= day } ?? true }.last ?? (first?.from == nil ? first : nil)
        guard let text else { return nil }
        let isWithdrawn = withdrawn.contains { out in
            out.pack == pack && out.from <= day && (text.from.map { $0 <= out.from } ?? true)
        }
        return isWithdrawn ? nil : text
    }

    /// Each version for the days on which it counts, that of today last, so that its forms and procedure are found
    /// first.
    func packs(on today: Day) -> [Pack] {
        var order: [PackID] = []
        for text in texts where !order.contains(text.pack.id) { order.append(text.pack.id) }
        return order.flatMap { versions(of: $0, today) }
    }

    private func versions(of pack: PackID, _ today: Day) -> [Pack] {
        let days = textTurns
        var spans: [(from: Day?, to: Day?, sample: Day)] = []
        let dayBefore = { (day: Day) in Day(epochDay: day.epochDay - 1) }
        if days.isEmpty {
            spans = [(nil, nil, today)]
        } else {
            spans.append((nil, dayBefore(days[0]), dayBefore(days[0])))
            for (index, day) in days.enumerated() {
                spans.append((day, index + 1 < days.count ? dayBefore(days[index + 1]) : nil, day))
            }
        }
        let built = spans.compactMap { span -> (pack: Pack, isCurrent: Bool, from: Day?, to: Day?, key: String)? in
            guard let text = text(pack, on: span.sample) else { return nil }
            let readings = readings(on: span.sample)
            let figures = figures(on: span.sample)
            let isCurrent = (span.from.map { $0 <= today } ?? true) && (span.to.map { today <= $0 } ?? true)
            var chosen = text.pack
            let names = Set(chosen.settings.map(\.name))
            let ownReadings = readings.filter { chosen.rule($0.key) != nil }
            let ownFigures = figures.filter { names.contains($0.key) }
            if !ownReadings.isEmpty || !ownFigures.isEmpty {
                chosen = chosen.choosing(readings: ownReadings, settings: ownFigures)
            }
            let key =
                "\(text.hash.hex) \(ownReadings.map { "\($0.key)=\($0.value)" }.sorted()) "
                + "\(ownFigures.map { "\($0.key)=\($0.value)" }.sorted())"
            return (chosen, isCurrent, span.from, span.to, key)
        }
        // Days on which nothing of this pack changes are no turn of it.
        var merged: [(pack: Pack, isCurrent: Bool, from: Day?, to: Day?, key: String)] = []
        for one in built {
            if let last = merged.last, last.key == one.key, let end = last.to, let start = one.from,
                end.epochDay + 1 == start.epochDay
            {
                merged[merged.count - 1] = (last.pack, last.isCurrent || one.isCurrent, last.from, one.to, last.key)
            } else {
                merged.append(one)
            }
        }
        let current = merged.last { $0.isCurrent } ?? merged.last
        let known = Set(current?.pack.forms.map(\.id) ?? [])
        let dated = { (pack: Pack) in inForce[pack.id].map { pack.limited(from: $0, to: nil) } ?? pack }
        let others = merged.filter { $0.from != current?.from }.map { one in
            dated(one.pack).limited(
                from: one.from, to: one.to, forms: one.pack.forms.filter { !known.contains($0.id) }, isCurrent: false)
        }
        return others + [current].compactMap { $0 }.map { dated($0.pack).limited(from: $0.from, to: $0.to) }
    }

    /// SHA-256 over all that was chosen; over the texts alone where nothing else was.
    var hash: Digest {
        var hash = SHA256()
        for text in texts { hash.update(text.hash.bytes + Array((text.from?.description ?? "").utf8)) }
        let choices =
            withdrawn.map { "withdrawn \($0.pack) \($0.from)" }
            + inForce.map { "in-force \($0.key) \($0.value)" }.sorted()
            + readings.map { "reading \($0.rule) \($0.reading ?? "") \($0.from)" }
            + figures.map { "figure \($0.name) \($0.value) \($0.from)" }
            + calendars.map { "calendar \($0.hash) \($0.from?.description ?? "")" }
        for choice in choices { hash.update(Array(choice.utf8)) }
        return hash.digest()
    }
}
