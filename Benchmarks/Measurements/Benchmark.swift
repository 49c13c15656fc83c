internal import Chronology
internal import Foundation
internal import Rules

/// Measures the evaluation of cases by packs; `README.md` says what and how.
@main enum Benchmark {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        guard let what = arguments.first, arguments.count > 1 else {
            print("usage: benchmark evaluate|whatif|peer SCENARIOS PACK+PACK… | benchmark fold EVENTS")
            return
        }
        let folder = arguments[arguments.startIndex + 1]
        if what == "fold" { return try await Folding(folder: folder).measure() }
        let calendar = try WorkingDayCalendar.national()
        let cases = ProcessInfo.processInfo.environment["CASES"].flatMap { Int($0) } ?? 100_000
        for names in arguments.dropFirst(2) {
            let packs = try names.split(separator: "+").map { try PackLibrary.bundled.pack(String($0)) }
            guard let nearest = packs.first else { continue }
            let stories = try Stories(folder: folder, pack: nearest)
            let book = RuleBook(packs: packs, calendar: calendar)
            switch what {
            case "evaluate": await evaluate(stories, by: book, named: names)
            case "whatif":
                for change in PackChange.all(of: nearest, in: book, named: names) {
                    await change.measure(stories, cases: cases)
                }
            case "peer": try await peer(stories, by: book)
            default: print("no measurement of that name: \(what)")
            }
        }
    }

    /// One case after the other, on one core.
    private static func evaluate(_ stories: Stories, by book: RuleBook, named name: String) async {
        for sample in [stories.longest, stories.joined(to: 110)].compactMap({ $0 }) {
            let cases = (0..<64).map { (sample.varied($0), sample.moment($0)) }
            let (measure, obligations) = await evaluate(cases, by: book, rounds: 40)
            let count = Double(40 * cases.count)
            print(
                "evaluate \(name): \(sample.facts.count) facts, \(obligations / Int(count)) obligations: "
                    + "\(Int((measure.processorSeconds / count * 1e6).rounded())) µs a case")
        }
    }

    private static func evaluate(
        _ cases: [(CaseFacts, Instant)], by book: RuleBook, rounds: Int
    ) async -> (Measure, obligations: Int) {
        var obligations = 0
        let measure = await Measure.of {
            for _ in 0..<rounds {
                for (facts, moment) in cases { obligations += book.obligations(of: facts, at: moment).count }
            }
        }
        return (measure, obligations)
    }

    /// Writes the rules that a plain engine can be told, cases, and what ours took, as JSON for `peer.py`.
    private static func peer(_ stories: Stories, by book: RuleBook) async throws {
        let said = book.packs.map(PeerRules.init)
        let ids = said.reduce(into: Set<RuleID>()) { $0.formUnion($1.ids) }
        let rules = RuleBook(packs: book.packs.map { $0.only(ids) }, calendar: book.calendar)
        guard let sample = stories.longest else { return }
        let cases = (0..<4).map { (sample.varied($0), sample.moment($0)) }
        let rounds = 100
        let (measure, _) = await evaluate(cases, by: rules, rounds: rounds)
        let all = book.packs.reduce(0) { $0 + $1.rules.count }
        let paper = PeerPaper(
            packs: book.packs.map(\.id), rulesInAll: all, rules: said.flatMap(\.rules),
            cases: cases.map { facts, moment in PeerCase(sample, facts, rules.obligations(of: facts, at: moment)) },
            microseconds: measure.processorSeconds / Double(rounds * cases.count) * 1e6)
        FileHandle.standardOutput.write(try JSONEncoder().encode(paper))
    }
}

/// What the peer is given.
struct PeerPaper: Encodable {
    let packs: [String]
    let rulesInAll: Int
    let rules: [PeerRule]
    let cases: [PeerCase]
    /// What our evaluation of one case by the same rules took.
    let microseconds: Double
}
