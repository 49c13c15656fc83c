internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Logging
package import Rules

extension Office {
    /// Who may propose and confirm what the office judges by: its heads and those who keep the law in it.
    package static let rulesRoles: [RoleID] =
        headRoles + [
            "unit-head", "deputy-head", "legal-dept", "legal-reviewer", "legal-review-section", "policy-office",
        ]

    /// What stands in the log about the rules: proposals with their way, newest last.
    package func rulesHistory() throws -> RulesHistory {
        var history = RulesHistory()
        for entry in try log.entries(of: RulesHistory.stream, after: 0) { try history.apply(entry) }
        return history
    }

    /// SHA-256 of what the office judges by, as 64 hexadecimal digits.
    package var rulesHash: String { adopted.hash.hex }

    /// The packs of the product that the office does not apply, and those whose text is another one by now.
    func packsToAdopt() -> (new: [Pack], changed: [Pack]) {
        let library = PackLibrary.bundled
        let today = now().day
        var new: [Pack] = []
        var changed: [Pack] = []
        for name in library.names {
            guard let files = try? library.files(of: name), let pack = try? Pack(files: files) else { continue }
            let adopted = adopted.choices.text(name, on: today)
            if adopted == nil { new.append(pack) }
            let text = AdoptedText(pack: pack, files: files, from: nil)
            if let adopted, adopted.hash != text.hash { changed.append(pack) }
        }
        return (new, changed)
    }

    /// Proposes a change. In a demo office it takes effect at once; in a real one a second person confirms it.
    /// - Returns: what is to be known of it, for instance that a text is missing which the place asks for.
    /// - Throws: ``OfficeError``.
    @discardableResult
    package func proposeRules(
        _ change: RulesChange, reason: String, _ context: CommandContext
    ) async throws -> RulesProposal? {
        var change = change
        let context = context.asking(change)
        _ = try await requireRole(Office.rulesRoles, for: "rules", on: RulesHistory.stream, context)
        if try isDone(context) { return nil }
        let reason = try typed(reason, "reason")
        try check(change)
        if change.kind == .text, let name = change.pack { change = try await withText(name, change) }
        return try await enter(change, reason: reason, context)
    }

    /// Enters a proposal that was checked.
    func enter(_ change: RulesChange, reason: String, _ context: CommandContext) async throws -> RulesProposal? {
        let history = try rulesHistory()
        let item = try LogItem(
            stream: RulesHistory.stream, kind: RulesHistory.Proposed.kind,
            content: RulesHistory.Proposed(change: change, reason: reason))
        try await appendOffice([item], and: [RulesHistory.stream: history.version], context)
        guard let proposal = try rulesHistory().proposals.last else { return nil }
        if information.isDemo {
            var second = context
            second.command = context.command + "-confirm"
            second.asked = proposal.id
            try await confirm(proposal, second)
        }
        return proposal
    }

    /// Confirms a proposal of somebody else.
    /// - Throws: ``OfficeError``.
    package func confirmRules(_ id: String, _ context: CommandContext) async throws {
        let context = context.asking(id)
        let person = try await requireRole(Office.rulesRoles, for: "rules", on: RulesHistory.stream, context)
        if try isDone(context) { return }
        let proposal = try openProposal(id)
        if proposal.proposed.account == person.id {
            try await noteRefusal("rules", on: RulesHistory.stream, by: person)
            throw OfficeError.account(.ownRights)
        }
        try await confirm(proposal, context)
    }

    /// Takes a proposal back, or refuses it.
    /// - Throws: ``OfficeError``.
    package func dropRules(_ id: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking([id, reason])
        _ = try await requireRole(Office.rulesRoles, for: "rules", on: RulesHistory.stream, context)
        if try isDone(context) { return }
        let proposal = try openProposal(id)
        let item = try LogItem(
            stream: RulesHistory.stream, kind: RulesHistory.Dropped.kind,
            content: RulesHistory.Dropped(proposal: proposal.id, reason: try typed(reason, "reason")))
        try await appendOffice([item], and: [RulesHistory.stream: try rulesHistory().version], context)
    }

    private func openProposal(_ id: String) throws -> RulesProposal {
        guard let proposal = try rulesHistory().proposals.first(where: { $0.id == id && $0.isOpen }) else {
            throw OfficeError.notFound("proposal", id: id)
        }
        return proposal
    }

    private func confirm(_ proposal: RulesProposal, _ context: CommandContext) async throws {
        let item = try LogItem(
            stream: RulesHistory.stream, kind: RulesHistory.Confirmed.kind,
            content: RulesHistory.Confirmed(proposal: proposal.id))
        try await appendOffice([item], and: [RulesHistory.stream: try rulesHistory().version], context)
        try await followLog()
    }

    /// Refuses what cannot count: an unknown text, reading or figure, and a day that lies behind.
    private func check(_ change: RulesChange) throws {
        let today = now().day
        let packs = rules.packs
        switch change.kind {
        case .text:
            guard let name = change.pack, PackLibrary.bundled.names.contains(name) else {
                throw OfficeError.notFound("pack", id: change.pack ?? "")
            }
            let offered = try PackLibrary.bundled.pack(name)
            if rules.replacement(of: offered, on: change.from) != nil {
                throw OfficeError.invalid([.notAllowed("replaced-text", value: offered.title)])
            }
            try requireNoAdministrators(in: offered)
        case .calendar:
            // A calendar comes with its file, see ``proposeRules(_:from:source:reason:_:)``.
            if change.text == nil { throw OfficeError.invalid([.blank("rules-file")]) }
        case .withdrawn, .inForce:
            guard let name = change.pack, packs.contains(where: { $0.id == name }) else {
                throw OfficeError.notFound("pack", id: change.pack ?? "")
            }
            if change.source?.isBlank ?? true { throw OfficeError.invalid([.blank("source")]) }
            let left = packs.filter { $0.id != change.pack && !$0.states.isEmpty }
            if change.kind == .withdrawn, left.isEmpty {
                throw OfficeError.invalid([.notAllowed("pack", value: change.pack ?? "")])
            }
        case .reading:
            guard let id = change.rule, let rule = packs.lazy.compactMap({ $0.rule(id) }).first else {
                throw OfficeError.notFound("rule", id: change.rule?.text ?? "")
            }
            if let reading = change.reading, !rule.readings.contains(where: { $0.id == reading }),
                !original(id).contains(reading)
            {
                throw OfficeError.invalid([.notAllowed("reading", value: reading)])
            }
        case .figure:
            guard let name = change.name, packs.flatMap(\.settings).contains(where: { $0.name == name }) else {
                throw OfficeError.notFound("figure", id: change.name ?? "")
            }
            guard let value = change.value, (0...Deadline.longest).contains(value) else {
                throw OfficeError.invalid([.notAllowed("value", value: change.value.map(String.init) ?? "")])
            }
        case .line:
            if change.name?.isBlank ?? true { throw OfficeError.invalid([.blank("name")]) }
        }
        // The day from which a text itself is in force may lie behind: it is a fact, not a choice.
        if change.kind != .inForce, change.from < today {
            throw OfficeError.invalid([.notAllowed("from", value: change.from.description)])
        }
    }

    /// The readings that the adopted text of a rule offers, whichever is chosen.
    private func original(_ id: RuleID) -> [String] {
        adopted.choices.texts.compactMap { $0.pack.rule(id) }.flatMap { $0.readings.map(\.id) }
    }

    private func withText(_ name: PackID, _ change: RulesChange) async throws -> RulesChange {
        var change = change
        let files = try PackLibrary.bundled.files(of: name)
        let text = AdoptedText(pack: try Pack(files: files), files: files, from: change.from)
        change.title = text.pack.title
        change.hash = text.hash.hex
        let content = try JSONEncoder().encode(files.map { TextFile(name: $0.name, yaml: $0.yaml) })
        change.text = try await self.files.put(
            Array(content), mediaType: "application/json", name: "\(name).json")
        return change
    }

    /// Enters the texts that an office begins with.
    /// - Parameter calendars: calendar files beside that of the product.
    func adoptFirst(calendars: [String] = []) async throws {
        var changes: [RulesChange] = []
        for (number, yaml) in ([try WorkingDayCalendar.nationalText()] + calendars).enumerated() {
            var change = RulesChange(.calendar, from: now().day)
            change.title = number == 0 ? "national.yaml" : "calendar-\(number).yaml"
            change.hash = SHA256.hash(Array(yaml.utf8)).hex
            change.text = try await files.put(
                Array(yaml.utf8), mediaType: "application/yaml", name: change.title ?? "")
            changes.append(change)
        }
        for name in information.packs {
            var change = RulesChange(.text, from: now().day)
            change.pack = name
            changes.append(try await withText(name, change))
        }
        let item = try LogItem(
            stream: RulesHistory.stream, kind: RulesHistory.Adopted.kind,
            content: RulesHistory.Adopted(changes: changes))
        try await log.append(
            [item], command: "adopt", actor: Account.founder.actor(at: now()), now: now(),
            expecting: [RulesHistory.stream: 0])
        try await loadAdoption()
    }

    /// Enters the readings and figures that an office begins with.
    /// - Throws: ``OfficeError``.
    func adopt(readings: [String: String], figures: [String: Int]) async throws {
        var changes: [RulesChange] = []
        for (rule, reading) in readings.sorted(by: { $0.key < $1.key }) {
            var change = RulesChange(.reading, from: now().day)
            change.rule = RuleID(rule)
            change.reading = reading
            changes.append(change)
        }
        for (name, value) in figures.sorted(by: { $0.key < $1.key }) {
            var change = RulesChange(.figure, from: now().day)
            change.name = name
            change.value = value
            changes.append(change)
        }
        for change in changes { try check(change) }
        if changes.isEmpty { return }
        let item = try LogItem(
            stream: RulesHistory.stream, kind: RulesHistory.Adopted.kind,
            content: RulesHistory.Adopted(changes: changes))
        try await log.append(
            [item], command: "choose", actor: Account.founder.actor(at: now()), now: now(),
            expecting: [RulesHistory.stream: try rulesHistory().version])
        try await loadAdoption()
    }

    /// Takes up what the log says about the rules.
    func loadAdoption() async throws {
        let history = try rulesHistory()
        guard history.version > 0 else { return }
        var choices = RulesChoices()
        for proposal in history.confirmed {
            let change = proposal.change
            switch change.kind {
            case .text:
                guard let name = change.pack else { continue }
                choices.texts.append(try await text(name, change, from: proposal.isFirst ? nil : change.from))
            case .withdrawn: choices.withdrawn.append((change.pack ?? "", change.from))
            case .inForce: choices.inForce[change.pack ?? ""] = change.from
            case .reading:
                if let rule = change.rule { choices.readings.append((rule, change.reading, change.from)) }
            case .figure: choices.figures.append((change.name ?? "", change.value ?? 0, change.from))
            case .calendar:
                let known = choices.calendars.last?.layers ?? CalendarLayers(adopted.firstCalendar)
                do {
                    choices.calendars.append(
                        RulesChoices.AdoptedCalendar(
                            layers: try await layers(with: change, onto: known), hash: change.hash ?? "",
                            from: proposal.isFirst ? nil : change.from))
                } catch {
                    // What was known before counts on; the check of the vault tells what is wrong with the file.
                    logger.critical("an adopted calendar cannot be read", metadata: ["hash": "\(change.hash ?? "")"])
                }
            case .line: continue
            }
        }
        adopted.choose(choices, on: now().day)
    }

    private struct TextFile: Codable {
        let name: String
        let yaml: String
    }

    /// The text as it was adopted, from the vault where the product brings another one by now.
    private func text(_ name: PackID, _ change: RulesChange, from day: Day?) async throws -> AdoptedText {
        let bundled = try? PackLibrary.bundled.files(of: name)
        if let bundled, let pack = try? Pack(files: bundled) {
            let text = AdoptedText(pack: pack, files: bundled, from: day)
            if text.hash.hex == change.hash { return text }
        }
        if let reference = change.text, let bytes = try? await files.bytes(of: reference),
            let kept = try? JSONDecoder().decode([TextFile].self, from: Data(bytes))
        {
            let files = kept.map { (name: $0.name, yaml: $0.yaml) }
            if let pack = try? Pack(files: files) { return AdoptedText(pack: pack, files: files, from: day) }
        }
        // A text that this build cannot read: what the product brings judges on, and the page says so.
        logger.critical("an adopted text cannot be read", metadata: ["pack": "\(name)"])
        guard let bundled else { throw OfficeError.notFound("pack", id: name) }
        return AdoptedText(pack: try Pack(files: bundled), files: bundled, from: day)
    }

    /// What the choice of texts lacks: the rows that ask for a text which is not among them.
    package func missingTexts(among packs: [PackID], place: String?) -> [RuleID] {
        let isInWuhan = place?.hasPrefix("4201") ?? packs.contains { $0 == "qiaokou" || $0 == "wuhan" }
        return isInWuhan && !packs.contains("wuhan") ? [RuleID("WH-N0.2")] : []
    }
}
