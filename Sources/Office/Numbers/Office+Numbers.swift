package import Casework
internal import Chronology
internal import Forms
internal import Foundation
package import Rules

extension Office {
    /// The series that an office with these texts has: the numbers of matters, of cases, and of each kind of form that
    /// bears one.
    package static func series(of packs: [Pack]) -> [(name: String, title: String)] {
        var found: [(name: String, title: String)] = [("intake", "事项登记号"), ("case", "立案序号")]
        for form in packs.reversed().flatMap(\.forms) where form.numberWord != nil {
            if !found.contains(where: { $0.name == form.id }) { found.append((form.id, "《\(form.title)》文号")) }
        }
        return found
    }

    /// Refuses choices that cannot be: an unknown series, a number that is none.
    package static func problems(of choices: [NumberChoice], packs: [Pack]) -> [Problem] {
        let known = Set(series(of: packs).map(\.name))
        return choices.flatMap { choice -> [Problem] in
            var problems: [Problem] = []
            if !known.contains(choice.series) { problems.append(.notAllowed("series", value: choice.series)) }
            if let start = choice.start, !(1...NumberChoice.largestStart).contains(start) {
                problems.append(.notAllowed("number-start", value: String(start)))
            }
            return problems
        }
    }

    func numberChoices() throws -> NumberChoices {
        var choices = NumberChoices()
        for entry in try log.entries(of: NumberChoices.stream, after: 0) { try choices.apply(entry) }
        return choices
    }

    /// Enters how numbers are written and from which they begin: done by the system administrator, or by the making of
    /// an office. A series that has begun in a year goes on as it began.
    /// - Throws: ``OfficeError``.
    package func chooseNumbers(_ choices: [NumberChoice], reason: String, _ context: CommandContext) async throws {
        let context = context.asking(
            choices.map { [$0.series, $0.pattern?.text ?? "", "\($0.start ?? 1)"] } + [[reason]])
        try await requireRole([Office.systemRole], for: "numbers", on: NumberChoices.stream, context)
        if try isDone(context) { return }
        try await enterNumbers(choices, reason: try typed(reason, "reason"), context)
    }

    /// Enters the choices without asking who does.
    func enterNumbers(_ choices: [NumberChoice], reason: String, _ context: CommandContext) async throws {
        let problems = Office.problems(of: choices, packs: rules.packs)
        if !problems.isEmpty { throw OfficeError.invalid(problems) }
        var items = [
            try LogItem(
                stream: NumberChoices.stream, kind: NumberChoices.Chosen.kind,
                content: NumberChoices.Chosen(choices: choices, reason: reason))
        ]
        var seen = [NumberChoices.stream: try numberChoices().version]
        for choice in choices {
            guard let start = choice.start, start > 1 else { continue }
            let series = Series(name: choice.series, year: choice.year ?? now().day.year)
            guard try log.version(of: series.stream) == 0 else {
                throw OfficeError.invalid([.notAllowed("number-start", value: "\(choice.series) \(start)")])
            }
            seen[series.stream] = 0
            items.append(
                try LogItem(
                    stream: series.stream, kind: Series.Started.kind,
                    content: Series.Started(number: start, reason: reason)))
        }
        try await appendOffice(items, and: seen, context)
    }

    /// A number as people write it.
    func text(of number: Int, in series: Series) throws -> String {
        let pattern = try numberChoices().patterns[series.name] ?? .document
        let word: String
        var agency = information.word
        switch series.name {
        case "intake": word = rules.numberWord("intake") ?? "接"
        case "case": word = rules.numberWord("case") ?? "立"
        default:
            word = rules.form(series.name)?.numberWord ?? ""
            agency += rules.numberWord("document") ?? "人社"
        }
        return pattern.number(number, year: series.year, agency: agency, word: word)
    }

    /// The series of a year with what was given in each. Everybody of the office may know it.
    package func numberRegisters(year: Int) async throws -> [NumberRegister] {
        let patterns = try numberChoices().patterns
        var registers: [NumberRegister] = []
        for (name, title) in Office.series(of: rules.packs) {
            let series = Series(name: name, year: year)
            let standing = try await numbers.current(series)
            let given = try log.entries(of: series.stream, after: 0).filter { $0.kind == Series.kind }.map {
                try JSONDecoder().decode(Series.Given.self, from: $0.open).text
            }
            registers.append(
                NumberRegister(
                    series: name, title: title, year: year, pattern: (patterns[name] ?? .document).text,
                    next: try text(of: standing.last + 1, in: series), start: standing.started?.number ?? 1,
                    startedBecause: standing.started?.reason, given: given))
        }
        return registers
    }
}
