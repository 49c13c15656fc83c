internal import Casework

/// The books of the units, each brought up to the log before it is handed out.
actor BookShelf {
    private let log: CaseLog
    private var books: [String: UnitBook] = [:]

    init(log: CaseLog) { self.log = log }

    static func stream(_ unit: String) -> String { "book/\(unit)" }

    /// The book as the log has it now; empty where the log has none.
    func current(_ unit: String) throws -> UnitBook {
        var book = books[unit] ?? UnitBook(unit: unit)
        for entry in try log.entries(of: BookShelf.stream(unit), after: book.version) {
            guard case .actEntered(let act)? = try? CaseEvent(entry.record) else {
                book.skip(unreadable: entry.kind)
                continue
            }
            book.apply(
                UnitBook.Line(id: entry.id, actor: entry.actor, entered: entry.entered, at: entry.at, act: act))
        }
        books[unit] = book
        return book
    }
}
