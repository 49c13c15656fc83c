internal import Casework
package import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
package import Rules

extension Office {
    /// The layers of the office's calendar as they were last adopted, also where they count from a later day on.
    package var calendarLayers: CalendarLayers {
        adopted.choices.calendars.last?.layers ?? CalendarLayers(adopted.firstCalendar)
    }

    /// Reads what was sent as a calendar or a pack.
    /// - Throws: ``CalendarError``, ``PackError``, ``OfficeError``.
    package func rulesFile(_ files: [(name: String, bytes: [UInt8])]) throws -> RulesFile {
        let file = try RulesFile(files, onto: calendarLayers)
        if case .pack(let pack, _) = file { try requireNoAdministrators(in: pack) }
        return file
    }

    /// Reads what a person sends: files as ``rulesFile(_:)`` takes them, or `.zip` files that hold them.
    /// - Throws: as ``rulesFile(_:)``; ``RulesBundleError`` for a `.zip` that is not taken.
    package func rulesFile(sent: [(name: String, bytes: [UInt8])]) async throws -> RulesFile {
        var files: [(name: String, bytes: [UInt8])] = []
        for one in sent {
            guard one.name.lowercased().hasSuffix(".zip") || one.bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) else {
                files.append(one)
                continue
            }
            do throws(FormsError) {
                let texts = try await bundles.texts(
                    in: one.bytes, endings: [".yaml", ".yml"], limit: RulesFile.byteLimit)
                files += texts.map { ($0.name, $0.bytes) }
            } catch {
                guard case .bundle(let problem) = error else { throw OfficeError.typesetting(reason: error.code) }
                throw RulesBundleError(name: one.name, problem: problem)
            }
        }
        return try rulesFile(files)
    }

    /// The same of finished uploads of a person.
    package func rulesFile(uploads: [String], by account: Account) async throws -> RulesFile {
        var sent: [(name: String, bytes: [UInt8])] = []
        for id in uploads {
            let reference = try await finishUpload(id, by: account)
            guard reference.byteCount <= RulesFile.byteLimit else {
                throw OfficeError.upload(.tooLong(limit: Int64(RulesFile.byteLimit)))
            }
            sent.append((reference.name, try await files.bytes(of: reference)))
        }
        return try await rulesFile(sent: sent)
    }

    /// A pack never makes one of the three administrators a role that works on cases (三员分立).
    /// - Throws: ``OfficeError/invalid(_:)``.
    func requireNoAdministrators(in pack: Pack) throws {
        guard let role = pack.roles.map(\.id).first(where: Office.administratorRoles.contains) else { return }
        throw OfficeError.invalid([.notAllowed("role", value: role)])
    }

    /// The file of a proposal, from the vault.
    /// - Throws: ``OfficeError/notFound(_:id:)`` for a proposal that came without one.
    package func rulesFile(of proposal: RulesProposal) async throws -> RulesFile {
        guard let reference = proposal.change.text else { throw OfficeError.notFound("proposal", id: proposal.id) }
        let bytes = try await files.bytes(of: reference)
        if proposal.change.kind == .calendar {
            return try rulesFile([(proposal.change.title ?? "calendar.yaml", bytes)])
        }
        let texts = try JSONDecoder().decode([RulesFile.TextFile].self, from: Data(bytes))
        return try rulesFile(texts.map { ($0.name, Array($0.yaml.utf8)) })
    }

    /// What would be different with a file in the open cases, judged as of now.
    package func preview(_ file: RulesFile) async throws -> RulesPreview {
        let now = now()
        let before = rules
        let after: RuleBook
        var days: CalendarDifference?
        var differences: [PackDifference] = []
        switch file {
        case .calendar(_, _, let layers):
            after = before.with(layers.calendar)
            days = CalendarDifference(from: before.calendar, to: layers.calendar)
        case .pack(let pack, _):
            after = before.with(pack)
            let present = before.packs.last { $0.id == pack.id }
            differences = present.map { PackDifference.between($0, pack) } ?? []
        }
        var cases: [RulesPreview.CaseChange] = []
        var firm = 0
        for summary in try await allCases() {
            try Task.checkCancellation()
            let facts = try await self.cases.current(summary.id).caseFacts
            let (old, new) = (before.obligations(of: facts, at: now), after.obligations(of: facts, at: now))
            let provisional = Set(old.filter { $0.due?.isProvisional ?? false }.map { "\($0.rule) \($0.arose)" })
            firm += new.count {
                $0.due.map { !$0.isProvisional } ?? false && provisional.contains("\($0.rule) \($0.arose)")
            }
            let changes = ObligationChange.between(old, new)
            if !changes.isEmpty { cases.append(RulesPreview.CaseChange(summary: summary, changes: changes)) }
        }
        return RulesPreview(file: file, days: days, rules: differences, cases: cases, firm: firm)
    }

    /// Proposes a file: its bytes go into the vault, and the entry names their hash. Another person has to confirm it.
    /// - Throws: ``OfficeError``.
    @discardableResult
    package func proposeRules(
        _ file: RulesFile, from day: Day, source: String, reason: String, _ context: CommandContext
    ) async throws -> RulesProposal? {
        var change = try file.change(from: day)
        change.source = try typed(source, "source", limit: 500)
        let context = context.asking(change)
        _ = try await requireRole(Office.rulesRoles, for: "rules", on: RulesHistory.stream, context)
        if try isDone(context) { return nil }
        if case .calendar(_, _, let layers) = file, layers.calendar == calendarLayers.calendar {
            throw OfficeError.invalid([.notAllowed("rules-file", value: change.title ?? "")])
        }
        let reason = try typed(reason, "reason")
        if day < now().day { throw OfficeError.invalid([.notAllowed("from", value: day.description)]) }
        let isPack = change.kind == .text
        change.text = try await files.put(
            Array(file.content), mediaType: isPack ? "application/json" : "application/yaml",
            name: isPack ? "\(change.pack ?? "pack").json" : change.title ?? "calendar.yaml")
        return try await enter(change, reason: reason, context)
    }

    /// The calendar of the product, where it announces years that the office's does not know.
    package func offeredCalendar() -> RulesFile? {
        guard let text = try? WorkingDayCalendar.nationalText(),
            let file = try? rulesFile([("national.yaml", Array(text.utf8))]),
            case .calendar(_, _, let layers) = file
        else { return nil }
        let known = calendarLayers.calendar
        return CalendarDifference(from: known, to: layers.calendar).isEmpty ? nil : file
    }

    /// The layers that come about when the calendars adopted so far take one more in, from the vault.
    func layers(
        with change: RulesChange, onto layers: CalendarLayers
    ) async throws -> CalendarLayers {
        let file = change.title ?? "calendar.yaml"
        if let text = try? WorkingDayCalendar.nationalText(), SHA256.hash(Array(text.utf8)).hex == change.hash {
            return try layers.taking(in: text, file: file)
        }
        guard let reference = change.text else { throw OfficeError.notFound("blob", id: change.hash ?? "") }
        let bytes = try await files.bytes(of: reference)
        return try layers.taking(in: String(decoding: bytes, as: UTF8.self), file: file)
    }
}
