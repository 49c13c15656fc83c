/// What became of a spreadsheet, row by row.
package struct ImportReport: Sendable {
    package let kind: ImportKind
    /// The headings as the file has them.
    package let headings: [String]
    /// The number of the row of headings.
    package let headingRow: Int
    /// Headings that mean nothing here: what stands below is not taken.
    package let otherHeadings: [String]
    package internal(set) var lines: [Line]

    /// A row of the file.
    package struct Line: Hashable, Sendable {
        /// Its number as the program shows it.
        package let number: Int
        package let cells: [String]
        package var outcome: Outcome
        /// What was understood otherwise than it is written.
        package let remarks: [Remark]
        /// What it would bring in; nil where it is refused or says nothing.
        package let item: ImportItem?
    }

    /// What becomes of a row.
    package enum Outcome: Hashable, Sendable {
        /// It is new and will be taken in.
        case fresh
        /// It was taken in by this run.
        case done
        /// It was taken in before, and says the same.
        case known
        /// It was taken in before, and said something else then: what stands is kept.
        case conflict
        case refused([Fault])
        case skipped(Skip)
    }

    /// Why a row is no row of data.
    package enum Skip: Hashable, Sendable { case total, heading }

    /// What is wrong with one cell.
    package struct Fault: Hashable, Sendable {
        /// The heading as the file has it, or the column's own name where the file has none.
        package let heading: String
        package let value: String
        package let reason: Reason

        package init(heading: String, value: String, reason: Reason) {
            self.heading = heading
            self.value = value
            self.reason = reason
        }
    }

    /// Why a cell cannot be taken.
    package enum Reason: Hashable, Sendable {
        case missing
        case tooLong(limit: Int)
        case noSuchDay, incompleteDay, ambiguousDay, notADay
        case inTheFuture
        /// Earlier than the day under that heading.
        case before(String)
        case notANumber
        case wrongCode
        /// None of these; the first few are named.
        case notOneOf([String])
        /// Several have that name.
        case several([String])
        /// Who reported is to stay unknown, and has no place in a list.
        case informant
        /// The same key stands in an earlier row.
        case repeats(line: Int)
        /// The office refuses it.
        case refused(String)
    }

    /// What was understood otherwise than it is written.
    package struct Remark: Hashable, Sendable {
        package let heading: String
        package let written: String
        package let understood: String
        /// Whether it comes of the merged cells above.
        package let isMerged: Bool
    }

    /// How many rows came out so.
    package func count(_ fits: (Outcome) -> Bool) -> Int { lines.count { fits($0.outcome) } }
    package var fresh: Int { count { $0 == .fresh } }
    package var done: Int { count { $0 == .done } }
    package var known: Int { count { $0 == .known } }
    package var conflicts: Int { count { $0 == .conflict } }
    package var refused: Int { count { if case .refused = $0 { true } else { false } } }
    package var skipped: Int { count { if case .skipped = $0 { true } else { false } } }

    /// The rows that somebody has to look at.
    package var open: [Line] {
        lines.filter { line in
            switch line.outcome {
            case .refused, .conflict: true
            default: false
            }
        }
    }

    /// The same with what became of a row.
    package mutating func set(_ outcome: Outcome, at index: Int) { lines[index].outcome = outcome }

    /// The same with what is known already of the rows: the digest of what was taken in, by key.
    package mutating func compare(with known: [String: String]) {
        for index in lines.indices where lines[index].outcome == .fresh {
            guard let item = lines[index].item, let digest = known[item.key] else { continue }
            lines[index].outcome = digest == item.digest ? .known : .conflict
        }
    }
}
