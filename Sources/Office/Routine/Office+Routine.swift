package import Casework
package import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
internal import Rules

/// A plan of routine inspections with the unit in whose book it stands.
package struct UnitRoutinePlan: Sendable {
    package let unit: String
    package let unitName: String
    package let plan: RoutinePlan
}

/// What a person states of a plan.
package struct NewRoutinePlan: Encodable, Sendable {
    package var title: String
    package var approvedBy: String
    package var until: Day
    package var firms: [RoutinePlan.Firm]

    package init(title: String, approvedBy: String, until: Day, firms: [RoutinePlan.Firm]) {
        self.title = title
        self.approvedBy = approvedBy
        self.until = until
        self.firms = firms
    }
}

extension Office {
    /// All plans of routine inspections, newest first.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func routinePlans(for account: Account) async throws -> [UnitRoutinePlan] {
        try await requireRights(account, "read", on: "book/routine")
        var plans: [UnitRoutinePlan] = []
        for unit in await bookUnits() {
            plans += try await books.current(unit.id).routinePlans.map {
                UnitRoutinePlan(unit: unit.id, unitName: unit.name, plan: $0)
            }
        }
        return plans.sorted { $0.plan.entered > $1.plan.entered }
    }

    /// A plan with its firms in their order. The look is on record.
    /// - Throws: ``OfficeError``.
    package func routinePlan(
        _ id: String, in unit: String, for account: Account
    ) async throws -> (plan: RoutinePlan, firms: [RoutinePlan.Firm]) {
        guard let plan = try await book(unit, for: account).routinePlan(id) else {
            throw OfficeError.notFound("plan", id: id)
        }
        return (plan, try await firms(of: plan))
    }

    /// Enters a plan with its firms in the book of a unit.
    /// - Returns: the plan's id.
    /// - Throws: ``OfficeError``.
    package func makeRoutinePlan(
        _ new: NewRoutinePlan, inBook unit: String, _ context: CommandContext
    ) async throws -> String {
        let id = String(SHA256.hash(Array("routine \(context.command)".utf8)).hex.prefix(12))
        let (book, context) = try await routineStep("make", new, unit, context)
        if try isDone(context, ActEntered.kind, BookShelf.stream(unit)) { return id }
        let today = now().day
        let problems = RoutinePlan.problems(
            title: new.title, approvedBy: new.approvedBy, firms: new.firms, until: new.until, on: today)
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        let count = book.routinePlans.filter { $0.entered.day.year == today.year }.count
        let blob = try await files.put(
            try DrawCoding.encode(new.firms), mediaType: "application/json", name: "巡查单位.json")
        let act = RoutinePlan.making(
            id: id, number: "日常巡查〔\(today.year)〕\(count + 1)号", title: new.title, approvedBy: new.approvedBy,
            firms: new.firms.count, until: new.until, year: today.year, blob: blob)
        try await append(act, to: book, context)
        return id
    }

    /// Enters a visit to one firm of a plan: its one-page record is set and kept with it.
    /// - Parameter scan: the finished upload of the signed sheet; nil where it is not there yet.
    /// - Throws: ``OfficeError``.
    package func enterVisit(
        _ visit: RoutinePlan.Visit, to firmID: String, of id: String, inBook unit: String, scan: String?,
        _ context: CommandContext
    ) async throws {
        let (book, context) = try await routineStep("visit \(id) \(firmID)", visit, unit, context)
        if try isDone(context, ActEntered.kind, BookShelf.stream(unit)) { return }
        guard let plan = book.routinePlan(id) else { throw OfficeError.notFound("plan", id: id) }
        guard let firm = try await firms(of: plan).first(where: { $0.id == firmID }) else {
            throw OfficeError.notFound("firm", id: firmID)
        }
        let problems = plan.problems(of: visit, at: now())
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        let set = try await recordSheet(firm, visit, number: plan.nextRecordNumber, of: plan)
        var documents = [
            try await files.put(set, mediaType: "application/pdf", name: "\(plan.nextRecordNumber) \(firm.name).pdf")
        ]
        if let scan { documents.append(try await finishUpload(scan, by: context.account)) }
        try await append(plan.visiting(firm, visit, documents: documents), to: book, context)
    }

    /// The one-page record of a firm with what is known, to be filled in by hand on site.
    /// - Throws: ``OfficeError``.
    package func blankRecord(
        of firmID: String, plan id: String, in unit: String, for account: Account
    ) async throws -> [UInt8] {
        let (plan, firms) = try await routinePlan(id, in: unit, for: account)
        guard let firm = firms.first(where: { $0.id == firmID }) else {
            throw OfficeError.notFound("firm", id: firmID)
        }
        return try await recordSheet(firm, nil, number: plan.number, of: plan)
    }

    /// A step in the book of a unit: the book as it was read, so that nothing comes between.
    private func routineStep(
        _ what: String, _ asked: some Encodable, _ unit: String, _ context: CommandContext
    ) async throws -> (UnitBook, CommandContext) {
        try await requireBook(unit, "enter", for: context.account)
        var context = context.asking(asked)
        context.asked += " \(what)"
        context.at = nil
        return (try await books.current(unit), context)
    }

    private func firms(of plan: RoutinePlan) async throws -> [RoutinePlan.Firm] {
        let bytes = try await files.bytes(of: plan.firms)
        guard let firms = try? JSONDecoder().decode([RoutinePlan.Firm].self, from: Data(bytes)) else {
            throw OfficeError.storage(reason: "firms-unreadable")
        }
        return firms
    }

    private func recordSheet(
        _ firm: RoutinePlan.Firm, _ visit: RoutinePlan.Visit?, number: String, of plan: RoutinePlan
    ) async throws -> [UInt8] {
        guard let kind = PackLibrary.bookForms?.form("routine-inspection-record") else {
            throw OfficeError.notFound("form", id: "routine-inspection-record")
        }
        var content = FormContent([
            "plan": .text("\(plan.number) \(plan.title)"), "firm": .text(firm.name), "code": .text(firm.id),
            "address": .text(firm.address), "contact": .text(visit?.present ?? firm.contact),
        ])
        if let visit {
            content["from"] = .time(visit.from)
            content["to"] = .time(visit.to)
            content["officers"] = .text(visit.officers.joined(separator: "、"))
            content["found"] = .text(visit.found)
            content["result"] = .choice(visit.result.rawValue)
            content["measures"] = .text(visit.measures)
            content["case-number"] = .text(visit.caseNumber ?? "")
        }
        return try await setter.set(
            FormDocument(
                kind: kind, content: content, caseID: plan.id, formID: "-", number: number,
                issuer: information.agency, day: visit?.from.day, isDemo: information.isDemo, madeAt: now()))
    }
}
