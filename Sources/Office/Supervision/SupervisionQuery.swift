package import Chronology
internal import GRDB
package import Rules

/// What supervision is asked for: months, and perhaps one unit, officer or figure.
package struct SupervisionQuery: Hashable, Sendable {
    package var from: Month
    package var to: Month
    package var unit: String?
    package var officer: String?
    /// nil for all that speak against the work.
    package var figure: Figure?
    /// Only cases in which it counts so often.
    package var atLeast = 1
    /// From 0.
    package var page = 0

    package init(from: Month, to: Month) {
        self.from = from
        self.to = to
    }

    /// The figures that are meant.
    package var figures: [Figure] { figure.map { [$0] } ?? Figure.allCases.filter(\.isBreach) }

    /// The conditions on a row `f` with `month`, `unit`, `officer` and `figure`.
    func filter(figures: [Figure]?) -> (sql: String, arguments: StatementArguments) {
        var clauses = ["f.month >= ?", "f.month <= ?"]
        var arguments: [any DatabaseValueConvertible] = [from.description, to.description]
        if let unit {
            clauses.append("f.unit = ?")
            arguments.append(unit)
        }
        if let officer {
            clauses.append("f.officer = ?")
            arguments.append(officer)
        }
        if let figures {
            clauses.append("f.figure IN (\(figures.map { _ in "?" }.joined(separator: ", ")))")
            arguments += figures.map(\.rawValue)
        }
        return (clauses.joined(separator: " AND "), StatementArguments(arguments))
    }
}

/// A sum: how often a figure counted in a month, for a unit and an officer, and in how many cases.
package struct FigureSum: Hashable, Sendable {
    package let figure: Figure
    package let month: Month
    package let unit: String
    package let officer: String
    package let count: Int
    package let cases: Int
}

/// A finding with the case in which it is.
package struct FindingRow: Hashable, Sendable {
    /// nil for what concerns no case.
    package let caseID: String?
    package let number: String?
    package let party: String?
    package let figure: Figure
    package let day: Day
    package let unit: String
    package let officer: String
    package let pack: PackID?
    package let rule: RuleID?
    package let article: String?
    package let says: String
    package let due: Instant?
    package let note: String?
    package let entry: String
}

/// A case with how often something counts in it.
package struct CaseCount: Hashable, Sendable {
    package let summary: CaseSummary
    package let count: Int
}

extension FigureSum {
    init?(_ row: Row) throws {
        guard let figure = Figure(rawValue: try row.value("figure")),
            let month = Month(try row.value("month") as String)
        else {
            return nil
        }
        try self.init(
            figure: figure, month: month, unit: row.value("unit"), officer: row.value("officer"),
            count: row.value("count"),
            cases: row.value("cases"))
    }
}

extension FindingRow {
    init?(_ row: Row) throws {
        guard let figure = Figure(rawValue: try row.value("figure")), let day = Day(try row.value("day") as String)
        else { return nil }
        let due: String? = try row.value("due")
        let rule: String? = try row.value("rule")
        try self.init(
            caseID: row.value("caseID"), number: row.value("number"), party: row.value("party"), figure: figure,
            day: day,
            unit: row.value("unit"), officer: row.value("officer"), pack: row.value("pack"),
            rule: rule.map { RuleID($0) },
            article: row.value("article"), says: row.value("says"), due: due.flatMap { Instant($0) },
            note: row.value("note"),
            entry: row.value("entry"))
    }
}

extension CaseCount {
    init(_ row: Row) throws {
        try self.init(summary: ViewStore.CaseRow(json: row.value("content")).summary, count: row.value("count"))
    }
}
