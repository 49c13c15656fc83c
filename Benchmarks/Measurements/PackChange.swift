internal import Chronology
internal import Rules

/// A changed pack over all cases of a large office.
struct PackChange {
    private let comparison: WhatIf
    private let named: String

    /// Two changes: each article that can be read otherwise is read so; and the text ends on a later day than any case,
    /// so that all of it has to be judged twice.
    static func all(of pack: Pack, in book: RuleBook, named name: String) -> [PackChange] {
        let readings = pack.rules.compactMap { rule in rule.readings.first.map { (rule.id, $0.id) } }
        let otherwise = pack.choosing(readings: Dictionary(readings) { first, _ in first })
        let ending = pack.limited(from: nil, to: Day(2040, 12, 31))
        return [
            PackChange(comparison: WhatIf(book, book.with(otherwise)), named: "\(name), other readings"),
            PackChange(comparison: WhatIf(book, book.with(ending)), named: "\(name), the whole text"),
        ]
    }

    /// Judges cases twice on all cores, each case of other days and entries. Making the cases, which an office
    /// does by folding, is measured by itself.
    func measure(_ stories: Stories, cases: Int) async {
        guard let sample = stories.longest else { return }
        let making = await Measure.of { _ = await total(cases) { sample.varied($0).facts.count } }
        var changes = 0
        let whole = await Measure.of {
            changes = await total(cases) { number in
                comparison.changes(of: sample.varied(number), at: sample.moment(number)).count
            }
        }
        let processor = whole.processorSeconds - making.processorSeconds
        let wall = whole.wallSeconds - making.wallSeconds
        print(
            "what-if \(named): \(cases) cases of \(sample.facts.count) facts, \(changes) changes: "
                + "\(processor.rounded()) s of processor time, \(wall.rounded()) s passed "
                + "(and \(making.processorSeconds.rounded()) s to make the cases)")
    }

    /// Adds up over all cases, a thousand to a task.
    private func total(_ cases: Int, _ work: @escaping @Sendable (Int) -> Int) async -> Int {
        await withTaskGroup(of: Int.self) { group in
            for start in stride(from: 0, to: cases, by: 1000) {
                group.addTask { (start..<min(start + 1000, cases)).reduce(0) { $0 + work($1) } }
            }
            return await group.reduce(0, +)
        }
    }
}
