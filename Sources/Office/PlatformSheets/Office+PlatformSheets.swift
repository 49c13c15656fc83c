internal import Casework
package import Chronology
internal import Forms
internal import Rules

extension Office {
    /// The sheet of a case for a platform. The look is on record.
    /// - Throws: ``OfficeError``.
    package func platformSheet(_ id: String, of caseID: String, for account: Account) async throws -> PlatformSheet {
        let current = try await cases.current(caseID)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: caseID) }
        try await requireRights(account, "look", on: "case/\(caseID)")
        try await noteLook(at: "case/\(caseID)/platform/\(id)", by: account)
        return try sheet(id, of: current, for: account)
    }

    /// The sheet as an `.xlsx` file.
    /// - Throws: ``OfficeError/platform(_:)`` naming the fields that the platform demands and the case lacks.
    package func platformWorkbook(_ id: String, of caseID: String, for account: Account) async throws -> [UInt8] {
        let sheet = try await platformSheet(id, of: caseID, for: account)
        guard sheet.missing.isEmpty else { throw OfficeError.platform(sheet.missing) }
        let rows = sheet.lines.map { [$0.field.label, $0.value ?? ""] }
        return Workbook(name: sheet.platform.title, rows: [["录入项", "内容"]] + rows, widths: [26, 70]).file
    }

    /// Supplies what the case does not know of a field.
    /// - Throws: ``OfficeError``.
    package func supply(
        _ value: String, for field: String, platform id: String, in caseID: String, _ context: CommandContext
    ) async throws {
        guard let platform = Platform.named(id), platform.sheet.contains(where: { $0.name == field }) else {
            throw OfficeError.notFound("platform", id: "\(id) \(field)")
        }
        let act = ActEntered(
            what: .platformFieldSupplied, subject: nil,
            answers: ["platform": .text(id), "platform-field": .text(field), "value": .text(value)])
        try await enter(.actEntered(act), in: caseID, context)
    }

    /// Ticks that the sheet was typed into the platform: by whom and when, and the platform's number. It tells of the
    /// papers that the case had, and meets the days that the platform had set.
    /// - Throws: ``OfficeError/platform(_:)`` while the platform demands a field that the case lacks.
    package func tickPlatform(
        _ id: String, number: String, in caseID: String, _ context: CommandContext
    ) async throws {
        let current = try await currentCase(caseID, context)
        let sheet = try sheet(id, of: current, for: context.account)
        guard sheet.missing.isEmpty else { throw OfficeError.platform(sheet.missing) }
        let papers = current.forms.filter { $0.document != nil && !$0.isVoided }.map(\.id)
        let about = papers + sheet.deadlines.filter { !$0.isMet }.map(\.day.description)
        let act = ActEntered(
            what: .platformSheetEntered, subject: nil,
            answers: ["platform": .text(id), "platform-number": .text(number), "about": .list(about)])
        try await enter(.actEntered(act), in: caseID, context)
    }

    /// Enters the day by which the platform asks for the case.
    /// - Throws: ``OfficeError``.
    package func tellPlatformDeadline(
        _ day: Day, platform id: String, in caseID: String, _ context: CommandContext
    ) async throws {
        guard Platform.named(id) != nil else { throw OfficeError.notFound("platform", id: id) }
        let act = ActEntered(
            what: .platformDeadlineTold, subject: nil,
            answers: ["platform": .text(id), "platform-deadline": .text(day.description)])
        try await enter(.actEntered(act), in: caseID, context)
    }

    private func sheet(_ id: String, of current: Case, for account: Account) throws -> PlatformSheet {
        guard let platform = Platform.named(id) else { throw OfficeError.notFound("platform", id: id) }
        let paths = CasePaths(
            case: current, information: information, account: account, now: now(), about: nil, rules: rules)
        return PlatformSheet(platform, of: current, knowledge: paths.knowledge)
    }
}
