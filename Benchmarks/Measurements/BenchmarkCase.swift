internal import Chronology
internal import Foundation
internal import Rules

/// A case to measure with: the facts of scenarios, one after the other.
struct BenchmarkCase: Sendable {
    let name: String
    let facts: [Fact]
    let attributes: [String: FactValue]

    /// The case that a story tells.
    init(_ scenario: Scenario) {
        self.init(name: scenario.name, of: [scenario])
    }

    /// Several stories told of one case, so that it has as many facts as a long one of an office: things and entries of
    /// each story keep apart, and every third story speaks of the things of the same round.
    init(name: String, of scenarios: [Scenario]) {
        self.name = name
        facts = scenarios.enumerated().flatMap { number, scenario in
            BenchmarkCase.facts(of: scenario, entries: "s\(number)-", things: "\(number % 3)-")
        }
        attributes = scenarios.first?.attributes ?? [:]
    }

    /// The same case of other days, entries and things.
    func varied(_ number: Int) -> CaseFacts {
        let later = (number % 730) * 86_400 + number % 600
        let mark = "c\(number)-"
        let varied = facts.map { fact in
            Fact(
                entry: mark + fact.entry, kind: fact.kind, at: fact.at.adding(seconds: later),
                entered: fact.entered.adding(seconds: later), subject: fact.subject, person: fact.person,
                roles: fact.roles, attributes: fact.attributes)
        }
        return CaseFacts(facts: varied, attributes: attributes)
    }

    /// A moment a month after the last fact of ``varied(_:)``.
    func moment(_ number: Int) -> Instant {
        let last = facts.map(\.entered).max() ?? Instant(milliseconds: 0)
        return last.adding(seconds: (number % 730 + 30) * 86_400 + number % 600)
    }

    private static func facts(of scenario: Scenario, entries: String, things: String) -> [Fact] {
        var clock = Instant(ofOffice: "2026-03-02 09:00") ?? Instant(milliseconds: 0)
        var facts: [Fact] = []
        for case .happens(let telling) in scenario.story {
            let at = telling.at ?? clock
            facts.append(
                Fact(
                    entry: "\(entries)\(facts.count + 1)", kind: telling.kind, at: at, entered: telling.entered,
                    subject: telling.subject.map { things + $0 }, person: telling.person, roles: telling.roles,
                    attributes: telling.attributes))
            clock = at.adding(seconds: 60)
        }
        return facts
    }
}

/// The scenarios of a pack, read from the tests.
struct Stories {
    /// By number of facts, the most first.
    let scenarios: [Scenario]

    init(folder: String, pack: Pack) throws {
        let path = "\(folder)/\(pack.id)"
        let files = try FileManager.default.contentsOfDirectory(atPath: path).filter { $0.hasSuffix(".yaml") }.sorted()
        let read = try files.flatMap { file in
            try Scenario.read(
                file: file, yaml: String(contentsOfFile: "\(path)/\(file)", encoding: .utf8), packs: [pack])
        }
        scenarios = read.enumerated()
            .sorted { ($1.element.length, $0.offset) < ($0.element.length, $1.offset) }
            .map(\.element)
    }

    /// The longest story.
    var longest: BenchmarkCase? { scenarios.first.map(BenchmarkCase.init) }

    /// Stories joined until the case has `count` facts.
    func joined(to count: Int) -> BenchmarkCase {
        var taken: [Scenario] = []
        var length = 0
        for scenario in scenarios where length + scenario.length <= count {
            taken.append(scenario)
            length += scenario.length
        }
        return BenchmarkCase(name: "\(taken.count) stories of \(taken.first?.pack ?? "")", of: taken)
    }
}

extension Scenario {
    /// The number of facts that the story tells.
    fileprivate var length: Int {
        story.count { if case .happens = $0 { true } else { false } }
    }
}
