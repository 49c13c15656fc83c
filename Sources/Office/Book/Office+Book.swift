package import Casework
package import Chronology
internal import Foundation
package import Rules

extension Office {
    /// The unit whose book is kept where the office has no units of its own.
    package static let wholeAgency = "agency"

    /// The units that keep a book, with their names: those of the office, or the agency as a whole.
    package func bookUnits() async -> [(id: String, name: String)] {
        let own = await units.all.map { (id: $0.id, name: $0.name) }
        let hasWhole = own.contains { $0.id == Office.wholeAgency }
        return (hasWhole ? [] : [(id: Office.wholeAgency, name: information.agency)]) + own
    }

    /// The book of a unit, for somebody who may act in cases.
    /// - Throws: ``OfficeError``.
    package func book(_ unit: String, for account: Account) async throws -> UnitBook {
        try await requireUnit(unit)
        try await requireRights(account, "read", on: "book/\(unit)")
        try await noteLook(at: "book/\(unit)", by: account)
        return try await books.current(unit)
    }

    /// What the rules ask of a unit, judged over its book.
    package func obligations(ofBook unit: String, at moment: Instant? = nil) async throws -> [Obligation] {
        let time = moment ?? now()
        return rules.obligations(of: try await books.current(unit).facts(at: time), at: time)
    }

    /// Enters a line in the book of a unit.
    /// - Throws: ``OfficeError``.
    package func enter(_ act: ActEntered, inBook unit: String, _ context: CommandContext) async throws {
        // What the office computes is never typed.
        if UnitBook.computedFacts.contains(act.what) { throw OfficeError.draw([.computedOnly]) }
        let record = try CaseEvent.actEntered(act).record()
        let context = context.asking([record.open, record.personal ?? Data(), record.sealed ?? Data()])
        try await requireBook(unit, "enter", for: context.account)
        if try isDone(context, ActEntered.kind, BookShelf.stream(unit)) { return }
        try await append(act, to: try await books.current(unit), context)
    }

    /// Asks the rules about a line for a book as it was read, and appends it.
    func append(_ act: ActEntered, to book: UnitBook, _ context: CommandContext) async throws {
        let record = try CaseEvent.actEntered(act).record()
        let stream = BookShelf.stream(book.unit)
        let now = now()
        let account = await directory.account(context.account.id) ?? context.account
        let actor = account.actor(at: now)
        let line = UnitBook.Line(id: "", actor: actor, entered: now, at: context.at ?? now, act: act)
        switch book.decide(line, rules: rules) {
        case .accepted: break
        case .invalid(let problems): throw OfficeError.invalid(problems)
        case .refused(let refusals):
            try await noteRefusal(ActEntered.kind, on: stream, by: context.account)
            throw OfficeError.refused(refusals)
        }
        let item = LogItem(
            stream: stream, kind: record.kind, at: context.at, open: record.open, personal: record.personal,
            sealed: record.sealed)
        try await log.append(
            [item], command: context.command, request: context.request(ActEntered.kind, stream), actor: actor,
            now: now, expecting: [stream: book.version])
    }

    /// Refuses who may not act in the book of a unit, or a unit that there is not.
    func requireBook(_ unit: String, _ what: String, for account: Account) async throws {
        try await requireUnit(unit)
        try await requireRights(account, what, on: BookShelf.stream(unit))
    }

    /// A file of a line of the book.
    /// - Throws: ``OfficeError``.
    package func openBlob(_ digest: String, ofBook unit: String, for account: Account) async throws -> OpenBlob {
        let book = try await book(unit, for: account)
        guard let reference = book.lines.flatMap(\.act.attachments).first(where: { $0.digest == digest }) else {
            throw OfficeError.notFound("blob", id: digest)
        }
        try await noteLook(at: "book/\(unit)/blob/\(digest.prefix(16))", by: account)
        return try files.open(reference)
    }

    private func requireUnit(_ unit: String) async throws {
        guard await bookUnits().contains(where: { $0.id == unit }) else {
            throw OfficeError.notFound("unit", id: unit)
        }
    }
}
