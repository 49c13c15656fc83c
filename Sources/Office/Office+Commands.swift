package import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Logging
internal import Rules

extension Office {
    /// Takes a matter in and opens its case.
    /// - Returns: the new case's id.
    /// - Throws: ``OfficeError``.
    package func receive(_ matter: MatterReceived, _ context: CommandContext) async throws -> String {
        // The id comes of the command, so that a command sent twice finds the case that it made.
        let id = String(SHA256.hash(Array("case \(context.command)".utf8)).hex.prefix(16))
        let context = context.asking(matter)
        try await requireRights(context.account, "receive", on: "case/\(id)")
        if try isDone(context, MatterReceived.kind, id) { return id }
        try requireProvedRecovery()
        var matter = matter
        // No case runs outside a procedure that a text knows.
        if let procedure = matter.procedure, !rules.procedures.contains(where: { $0.id == procedure }) {
            throw OfficeError.invalid([.notAllowed("procedure", value: procedure)])
        }
        let at = context.at ?? now()
        let series = Series(name: "intake", year: at.day.year)
        matter.level = information.level
        if matter.unit.isBlank { matter.unit = information.agency }
        try await numbering(in: series, case: id, form: nil) { given in
            matter.intakeNumber = try text(of: given.number, in: series)
            try await decideAndAppend(
                .matterReceived(matter), in: Case(id: id), context, number: given.named(matter.intakeNumber))
        }
        return id
    }

    /// Enters an event in a case: material, acts, persons, services.
    /// - Throws: ``OfficeError``.
    package func enter(_ event: CaseEvent, in id: String, _ context: CommandContext) async throws {
        // What the office itself sees is never typed.
        if case .actEntered(let act) = event, act.what == .platformMessageTaken {
            throw OfficeError.invalid([.notAllowed("what", value: act.what.rawValue)])
        }
        let record = try event.record()
        let context = context.asking([record.open, record.personal ?? Data(), record.sealed ?? Data()])
        let current = try await currentCase(id, context)
        if case .actEntered(let act) = event, act.what == .caseArchived {
            try await archive(act, in: current, context)
        } else {
            try await decideAndAppend(event, in: current, context)
        }
    }

    /// Gives the case its serial number, the next of the year's series.
    /// - Returns: the number.
    /// - Throws: ``OfficeError``.
    package func numberCase(_ id: String, _ context: CommandContext) async throws -> String {
        let current = try await currentCase(id, context)
        if let serial = current.serial, try isDone(context, CaseNumbered.kind, id) { return serial }
        let series = Series(name: "case", year: (context.at ?? now()).day.year)
        try await numbering(in: series, case: id, form: nil) { given in
            let serial = try text(of: given.number, in: series)
            try await decideAndAppend(
                .caseNumbered(CaseNumbered(serial: serial)), in: current, context, number: given.named(serial))
        }
        // The same command may have come twice at once: the number is the one that stands in the log.
        return try await cases.current(id).serial ?? ""
    }

    // MARK: The one path by which a case changes

    /// The case as the log has it now, for someone who may act on it.
    func currentCase(_ id: String, _ context: CommandContext) async throws -> Case {
        let current = try await cases.current(id)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: id) }
        try await requireRights(context.account, "act", on: "case/\(id)")
        try requireProvedRecovery()
        if let seen = context.seenVersion, try isChanged(current, since: seen),
            try log.knows(anyRequest: context.command) == false
        {
            throw OfficeError.changedMeanwhile(case: id, seen: seen, current: current.version)
        }
        return current
    }

    /// Whether a case is another than a person saw. That a platform took a message comes by itself and changes nothing
    /// that somebody decides on: it must not make a colleague's save fail.
    private func isChanged(_ current: Case, since seen: Int) throws -> Bool {
        guard seen != current.version else { return false }
        guard seen < current.version, seen >= 0 else { return true }
        return try log.entries(of: "case/\(current.id)", after: seen).contains { entry in
            guard case .actEntered(let act)? = try? CaseEvent(entry.record) else { return true }
            return act.what != .platformMessageTaken
        }
    }

    /// Asks the rules, appends, and refreshes the case's row.
    func decideAndAppend(
        _ event: CaseEvent, in current: Case, _ context: CommandContext, number: Series.Next? = nil,
        taking taken: (item: LogItem, stream: String, version: Int)? = nil
    ) async throws {
        if try isDone(context, event.body.kindName, current.id) { return }
        try requireProvedRecovery()
        let now = now()
        // The person's rights as the log has them now, guarded, so that none is used that was withdrawn meanwhile.
        var context = context
        context.account = await directory.account(context.account.id) ?? context.account
        let actor = try await judge(event, in: current, context)
        var items = [try LogItem(event, case: current.id, at: context.at)]
        var seen = ["case/\(current.id)": current.version]
        if context.account.version > 0 { seen[Account.stream(context.account.id)] = context.account.version }
        if let number {
            items.append(try number.item())
            seen[number.series.stream] = number.version
        }
        if let taken {
            items.append(taken.item)
            seen[taken.stream] = taken.version
        }
        try await log.append(
            items, command: context.command, request: context.request(event.body.kindName, current.id), actor: actor,
            now: now, expecting: seen)
        try await refresh(current.id)
    }

    /// Whether a command was carried out before.
    /// - Throws: ``OfficeError/commandReused`` where its id stands for another act.
    func isDone(_ context: CommandContext, _ kind: String, _ id: String) throws -> Bool {
        try log.knows(command: context.command, request: context.request(kind, id))
    }

    /// Asks whether an event may be entered: with the person's own rights, and then in the place of somebody who is away.
    /// - Returns: in which capacity the person does it.
    /// - Throws: ``OfficeError/invalid(_:)``, ``OfficeError/refused(_:)``; a refused try is put on record.
    @discardableResult
    func judge(_ event: CaseEvent, in current: Case, _ context: CommandContext) async throws -> Actor {
        let now = now()
        var failure: OfficeError?
        for actor in context.account.actors(at: now, in: current) {
            let entry = Case.Entry(id: "", actor: actor, entered: now, at: context.at ?? now, event: event)
            switch current.decide(entry, rules: rules) {
            case .accepted: return actor
            case .invalid(let problems):
                // That the own roles lack the one which is lent says nothing; what stands against lending it does.
                if failure?.isAboutRole ?? true { failure = .invalid(problems) }
            case .refused(let refusals):
                if failure?.isAboutRole ?? true { failure = .refused(refusals) }
            }
        }
        if case .refused = failure {
            try await noteRefusal(event.body.kindName, on: "case/\(current.id)", by: context.account)
        }
        throw failure ?? .forbidden("case")
    }

    /// Does an act with the next number of a series. Where another act takes that number meanwhile, it is done again
    /// with the one after: none is given twice, and none left out.
    func numbering(
        in series: Series, case id: String, form: String?, _ act: (Series.Next) async throws -> Void
    ) async throws {
        while true {
            do {
                let standing = try await numbers.current(series)
                return try await act(
                    Series.Next(
                        series: series, version: standing.version, number: standing.last + 1, caseID: id, form: form))
            } catch OfficeError.changedMeanwhile(let place, _, _) where place == series.stream {
                continue
            }
        }
    }

    /// Refuses who has no rights in cases, and puts the try on record.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    func requireRights(_ account: Account, _ what: String, on thing: String) async throws {
        guard !mayAct(account, on: thing) else { return }
        try await noteRefusal(what, on: thing, by: account)
        throw OfficeError.forbidden("case")
    }

    /// Whether a person may see and act on cases: the holders of a role that the packs know, and who stands in for one.
    /// The three administrators have none.
    func mayAct(_ account: Account) -> Bool {
        guard !account.isClosed else { return false }
        let known = Set(rules.packs.flatMap(\.roles).filter { !$0.isOutside }.map(\.id))
            .subtracting(Office.administratorRoles)
        return !known.isDisjoint(with: account.rolesWithLent(on: now().day))
    }

    /// Whether a person may see and act on one thing, a case being `case/ID`: also who was lent for that case.
    func mayAct(_ account: Account, on thing: String) -> Bool {
        if mayAct(account) { return true }
        let parts = thing.split(separator: "/")
        guard !account.isClosed, parts.count >= 2, parts[0] == "case" else { return false }
        return account.isLent(to: String(parts[1]), on: now().day)
    }
}

extension OfficeError {
    /// Whether it says only that a step was to be taken in a role that the person does not hold.
    fileprivate var isAboutRole: Bool {
        guard case .invalid(let problems) = self else { return false }
        return problems.allSatisfy { if case .notAllowed("role", _) = $0 { true } else { false } }
    }
}

extension CaseEventBody {
    /// The kind of the event.
    var kindName: String { Self.kind }
}

extension CommandContext {
    /// What the command asks for, so that its id cannot stand for another act, nor for the same with other content.
    func request(_ kind: String, _ id: String) -> String { "\(kind) \(id) \(asked)" }

    /// The context of a command that says this.
    func asking(_ content: some Encodable) -> CommandContext {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        var context = self
        context.asked = (try? encoder.encode(content)).map { SHA256.hash(Array($0)).hex } ?? ""
        return context
    }
}
