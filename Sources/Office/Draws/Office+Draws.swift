package import Casework
package import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
internal import Rules

/// What a person states of a draw that is to be frozen.
package struct NewDraw: Encodable, Sendable {
    package var title: String
    package var objects: [DrawLists.Candidate]
    package var inspectors: [DrawLists.Candidate]
    package var objectsDrawn: Int
    package var inspectorsEach: Int
    package var seedSource: String
    package var seedKnownFrom: Day

    package init(
        title: String, objects: [DrawLists.Candidate], inspectors: [DrawLists.Candidate], objectsDrawn: Int,
        inspectorsEach: Int, seedSource: String, seedKnownFrom: Day
    ) {
        self.title = title
        self.objects = objects
        self.inspectors = inspectors
        self.objectsDrawn = objectsDrawn
        self.inspectorsEach = inspectorsEach
        self.seedSource = seedSource
        self.seedKnownFrom = seedKnownFrom
    }
}

/// A draw with the unit in whose book it stands.
package struct UnitDraw: Sendable {
    package let unit: String
    package let unitName: String
    package let draw: Draw
}

extension Office {
    /// All draws of the office, newest first, for somebody who may act in cases. Results of prescribed platforms stand
    /// in the books alone.
    /// - Throws: ``OfficeError``.
    package func draws(for account: Account) async throws -> [UnitDraw] {
        try await requireRights(account, "read", on: "book/draws")
        return try await allDraws().sorted { $0.draw.frozen.at > $1.draw.frozen.at }
    }

    /// A draw with its frozen lists and its record, as it may leave the office. The look is on record.
    /// - Throws: ``OfficeError``; ``OfficeError/draw(_:)`` with ``DrawProblem/listsChanged`` where the lists at rest are
    ///   not those whose digest was entered.
    package func drawRecord(_ id: String, in unit: String, for account: Account) async throws -> (Draw, DrawRecord) {
        guard let draw = try await book(unit, for: account).draw(id) else {
            throw OfficeError.notFound("draw", id: id)
        }
        return (draw, try await record(of: draw))
    }

    /// The record of a draw, for the command line.
    /// - Throws: ``OfficeError/notFound(_:id:)`` where no draw has that id or number.
    package func drawRecord(named name: String) async throws -> DrawRecord {
        guard let found = try await allDraws().first(where: { $0.draw.id == name || $0.draw.number == name }) else {
            throw OfficeError.notFound("draw", id: name)
        }
        return try await record(of: found.draw)
    }

    /// The rows of a spreadsheet that somebody uploaded, each cell as text.
    /// - Throws: ``OfficeError/draw(_:)`` with ``DrawProblem/fileUnreadable``.
    package func rows(ofSheet file: [UInt8]) async throws -> [[String]] {
        do {
            return try await sheets.rows(of: file)
        } catch .sheetNotReadable {
            throw OfficeError.draw([.fileUnreadable])
        } catch {
            throw OfficeError.typesetting(reason: error.code)
        }
    }

    /// Freezes the lists of a draw in the book of a unit.
    /// - Returns: the draw's id.
    /// - Throws: ``OfficeError``.
    package func freezeDraw(_ new: NewDraw, inBook unit: String, _ context: CommandContext) async throws -> String {
        let id = String(SHA256.hash(Array("draw \(context.command)".utf8)).hex.prefix(12))
        var step = try await step("freeze", unit, context.asking(new))
        if step.isDone { return id }
        let lists = DrawLists(
            draw: id, title: new.title, objects: new.objects, inspectors: new.inspectors,
            objectsDrawn: new.objectsDrawn, inspectorsEach: new.inspectorsEach, seedSource: new.seedSource,
            seedKnownFrom: new.seedKnownFrom)
        let problems = lists.problems(on: step.now.day)
        if !problems.isEmpty { throw OfficeError.draw(problems) }
        let year = step.now.day.year
        let number = "双随机〔\(year)〕\(step.book.draws.filter { $0.frozen.at.day.year == year }.count + 1)号"
        let blob = try await files.put(
            try DrawCoding.encode(lists), mediaType: "application/json", name: "抽取名单.json")
        step.act = Draw.freezing(lists, number: number, year: year, blob: blob)
        try await enter(step)
        return id
    }

    /// Enters that an inspector may not inspect an object.
    /// - Throws: ``OfficeError``.
    package func exclude(
        _ exclusion: DrawExclusion, from id: String, inBook unit: String, _ context: CommandContext
    ) async throws {
        var step = try await step("exclude \(id)", unit, context.asking(exclusion))
        if step.isDone { return }
        let draw = try step.draw(id)
        let lists = try await lists(of: draw)
        if let problem = draw.problem(with: exclusion, in: lists, on: step.now.day) {
            throw OfficeError.draw([problem])
        }
        step.act = draw.excluding(exclusion, in: lists)
        try await enter(step)
    }

    /// Fixes the seed of a draw, once its day has come.
    /// - Throws: ``OfficeError``.
    package func fixSeed(
        _ typed: String, again: String, proof: String?, of id: String, inBook unit: String, _ context: CommandContext
    ) async throws {
        var step = try await step("seed \(id)", unit, context.asking([typed, again, proof ?? ""]))
        if step.isDone { return }
        let draw = try step.draw(id)
        if let problem = draw.problem(fixing: typed, again: again, on: step.now.day) {
            throw OfficeError.draw([problem])
        }
        guard let seed = DrawSeed(typed) else { throw OfficeError.draw([.blank("seed")]) }
        step.act = draw.fixing(seed, proof: proof)
        try await enter(step)
    }

    /// Computes the result of a draw and enters it; nobody types it.
    /// - Throws: ``OfficeError``.
    package func enterDrawResult(of id: String, inBook unit: String, _ context: CommandContext) async throws {
        var step = try await step("result \(id)", unit, context.asking(id))
        if step.isDone { return }
        let draw = try step.draw(id)
        if let problem = draw.problemWithResult { throw OfficeError.draw([problem]) }
        var record = try await record(of: draw)
        guard let seed = record.seed.flatMap({ DrawSeed($0.text) }) else { throw OfficeError.draw([.seedMissing]) }
        let result = DrawResult(lists: record.lists, exclusions: record.exclusions.map(\.plain), seed: seed)
        record.result = result
        let blob = try await files.put(
            try DrawCoding.encode(record), mediaType: "application/json", name: "抽取结果.json")
        step.act = draw.resulting(in: result, seed: seed, blob: blob)
        try await enter(step)
    }

    // MARK: What stands behind it

    private func allDraws() async throws -> [UnitDraw] {
        var draws: [UnitDraw] = []
        for unit in await bookUnits() {
            draws += try await books.current(unit.id).draws.map {
                UnitDraw(unit: unit.id, unitName: unit.name, draw: $0)
            }
        }
        return draws
    }

    private func lists(of draw: Draw) async throws -> DrawLists {
        let bytes = try await files.bytes(of: draw.lists)
        guard let lists = try? JSONDecoder().decode(DrawLists.self, from: Data(bytes)), lists.digest.hex == draw.digest
        else { throw OfficeError.draw([.listsChanged]) }
        return lists
    }

    private func record(of draw: Draw) async throws -> DrawRecord {
        if let blob = draw.record, let bytes = try? await files.bytes(of: blob),
            let record = try? JSONDecoder().decode(DrawRecord.self, from: Data(bytes))
        {
            return record
        }
        return DrawRecord(
            number: draw.number, lists: try await lists(of: draw), digest: draw.digest, frozen: draw.frozen,
            exclusions: draw.exclusions, seed: draw.seed, result: nil, origin: information.origin)
    }

    /// A step of a draw on its way into a book: the book as it was read, so that nothing comes between.
    private struct Step {
        let unit: String
        let context: CommandContext
        let book: UnitBook
        let now: Instant
        let isDone: Bool
        var act: ActEntered?

        func draw(_ id: String) throws -> Draw {
            guard let draw = book.draw(id) else { throw OfficeError.notFound("draw", id: id) }
            return draw
        }
    }

    private func step(_ what: String, _ unit: String, _ context: CommandContext) async throws -> Step {
        try await requireBook(unit, "enter", for: context.account)
        var context = context
        // A draw's steps happen when they are entered: an earlier time would let a seed look later than it was.
        context.at = nil
        context.asked += " \(what)"
        let isDone = try isDone(context, ActEntered.kind, BookShelf.stream(unit))
        return Step(
            unit: unit, context: context, book: try await books.current(unit), now: now(), isDone: isDone, act: nil)
    }

    private func enter(_ step: Step) async throws {
        guard let act = step.act else { return }
        try await append(act, to: step.book, step.context)
    }
}

/// How draws are written: sorted keys, so that the same draw is the same bytes.
package enum DrawCoding {
    /// JSON in UTF-8.
    package static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value)) + [0x0A]
    }
}
