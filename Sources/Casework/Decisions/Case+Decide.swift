internal import Chronology
package import Rules

extension Case {
    /// Judges a proposed entry: whether it can be so, and what the rules hold against it. Pure.
    /// - Parameters:
    ///   - entry: the event with who, when it happened, and when it would be entered.
    ///   - rules: the packs of the office.
    package func decide(_ entry: Entry, rules: RuleBook) -> Decision {
        var problems: [Problem] = []
        if let unreadable { problems.append(.unreadable(kind: unreadable)) }
        if entry.at > entry.entered { problems.append(.inTheFuture) }
        problems += self.problems(of: entry, rules: rules)
        guard problems.isEmpty else { return .invalid(problems) }
        // What happened before a case was taken over is told, not judged: no rule can refuse the past.
        if case .caseTakenOver = entry.event { return .accepted }
        let known = caseFacts
        var refusals: [Refusal] = []
        for fact in facts(of: entry) { refusals += rules.refusals(of: fact, in: known) }
        return refusals.isEmpty ? .accepted : .refused(refusals)
    }

    private func problems(of entry: Entry, rules: RuleBook) -> [Problem] {
        if case .matterReceived(let event) = entry.event { return matter == nil ? event.problems : [.alreadyReceived] }
        if case .caseTakenOver(let event) = entry.event {
            let problems = self.problems(of: event, at: entry.entered, rules: rules)
            return problems.isEmpty ? milestoneProblems(of: event, in: entry, rules: rules) : problems
        }
        guard matter != nil else { return [.notReceived] }
        // What happens to the matter from now on happens in the leading case; the papers stay in the volume of this one.
        if let into = joinedInto, !entry.event.isOfTheVolume { return [.joined(into: into.number)] }
        switch entry.event {
        case .matterReceived, .caseTakenOver: return []
        case .materialReceived(let event):
            if materials.contains(where: { $0.received.item == event.item }) {
                return [.alreadyExists("material", id: event.item)]
            }
            return (event.name ?? "").isBlank ? [.blank("name")] : event.pages < 1 ? [.blank("pages")] : []
        case .caseNumbered(let event):
            return serial.map { [.alreadyNumbered($0)] } ?? (event.serial.isBlank ? [.blank("serial")] : [])
        case .leadAssigned(let event):
            return event.lead.account.isBlank ? [.noOfficer] : []
        case .actRecorded(let event): return problems(of: event)
        case .actFinalised(let event):
            guard let act = act(event.act) else { return [.unknown("act", id: event.act)] }
            return act.isFinalised ? [.alreadyFinalised(event.act)] : []
        case .actEntered(let event): return problems(of: event)
        case .recordingAdded(let event): return problems(of: event)
        case .serviceEntered(let event): return problems(of: event, rules)
        case .wagesEntered(let event): return problems(of: event)
        case .caseJoined(let event): return event.reason.isBlank ? [.blank("reason")] : []
        case .caseTakenIn: return []
        case .caseSplitOff(let event): return event.reason.isBlank ? [.blank("reason")] : []
        case .formDrafted, .formSubmitted, .formReviewed, .formForwarded, .formDecided, .formIssued, .formSigned,
            .formVoided:
            return formProblems(of: entry, rules: rules)
        }
    }

    private func problems(of event: ActRecorded) -> [Problem] {
        var problems: [Problem] = []
        if act(event.act) != nil { problems.append(.alreadyExists("act", id: event.act)) }
        if event.to < event.from { problems.append(.endsBeforeStart) }
        if event.officers.isEmpty { problems.append(.noOfficer) }
        if event.isOnSite, (event.place ?? "").isBlank { problems.append(.blank("place")) }
        return problems
    }

    private func problems(of event: RecordingAdded) -> [Problem] {
        var problems: [Problem] = []
        if recordings.contains(where: { $0.added.recording == event.recording }) {
            problems.append(.alreadyExists("recording", id: event.recording))
        }
        if recordings.contains(where: { $0.added.blob.digest == event.blob.digest }) {
            problems.append(.alreadyExists("recording", id: event.blob.name))
        }
        if let act = event.act, self.act(act) == nil { problems.append(.unknown("act", id: act)) }
        if event.device.isBlank { problems.append(.blank("device")) }
        if event.durationMilliseconds <= 0 { problems.append(.blank("duration")) }
        if !event.deviceRegistered, (event.deviceReason ?? "").isBlank { problems.append(.blank("device-reason")) }
        return problems
    }

    private func problems(of event: ServiceEntered, _ rules: RuleBook) -> [Problem] {
        var problems: [Problem] = []
        guard let form = form(event.form) else { return [.unknown("form", id: event.form)] }
        if form.isVoided { problems.append(.voided(form: form.id)) }
        if form.document == nil { problems.append(.notSubmitted(form: form.id)) }
        if let methods = rules.procedure?.serviceMethods, !methods.contains(where: { $0.id == event.method }) {
            problems.append(.notAllowed("method", value: event.method))
        }
        if services.contains(where: { $0.entered.service == event.service }) {
            problems.append(.alreadyExists("service", id: event.service))
        }
        if let receipt = event.receipt, self.form(receipt) == nil { problems.append(.unknown("receipt", id: receipt)) }
        if (event.addressee ?? "").isBlank { problems.append(.blank("addressee")) }
        return problems
    }

    private func problems(of event: ActEntered) -> [Problem] {
        if event.what == .doneBeforeTakeOver, caseFacts.takenOver == nil {
            return [.notAllowed("what", value: event.what.rawValue)]
        }
        guard let schema = ActSchema.of(event.what) else { return [.notAllowed("what", value: event.what.rawValue)] }
        return subjectProblems(schema, event) + schema.problems(of: event) + workerProblems(event)
    }

    private func problems(of event: WagesEntered) -> [Problem] {
        if event.rowCount == 0 { return [.blank("wages")] }
        if event.rowCount + (event.replaces ? 0 : wages.count) > WagesEntered.mostRows {
            return [.tooManyRows("wages", limit: WagesEntered.mostRows)]
        }
        if let row = event.allRows.first(where: { $0.owed < 0 || $0.paid < 0 || $0.worker.isBlank }) {
            return [.notAllowed("wages", value: row.worker)]
        }
        return []
    }

    /// A payment to a worker names one of the wage list, so that no payment is lost to a slip of the pen.
    private func workerProblems(_ event: ActEntered) -> [Problem] {
        guard event.what == .performanceReceived, let name = event.personal?["worker"]?.text, !name.isBlank,
            !wages.contains(where: { $0.worker == name })
        else { return [] }
        return [.notAllowed("worker", value: name)]
    }

    private func subjectProblems(_ schema: ActSchema, _ event: ActEntered) -> [Problem] {
        guard schema.subject != .none, schema.subject != .any else { return [] }
        let subject = event.subject ?? ""
        let exists =
            switch schema.subject {
            case .none, .any: true
            case .material: materials.contains { $0.received.item == subject }
            case .act: act(subject) != nil
            case .recording: recordings.contains { $0.added.recording == subject }
            case .service: services.contains { $0.entered.service == subject }
            case .form: form(subject) != nil
            case .evidence: !subject.isBlank
            }
        return exists ? [] : [.unknown(schema.subject.rawValue, id: subject)]
    }
}

extension MatterReceived {
    /// What is missing before the rules are even asked.
    var problems: [Problem] {
        var problems: [Problem] = []
        if intakeNumber.isBlank { problems.append(.blank("intake-number")) }
        if cause.isBlank { problems.append(.blank("cause")) }
        if (summary ?? "").isBlank { problems.append(.blank("summary")) }
        if let summary, summary.count > 4000 { problems.append(.tooLong("summary", limit: 4000)) }
        if source == .complaint, (complainants ?? []).allSatisfy({ $0.name.isBlank }) {
            problems.append(.blank("complainants"))
        }
        for row in wages ?? [] where row.owed < 0 || row.paid < 0 {
            problems.append(.notAllowed("wages", value: row.worker))
        }
        return problems
    }
}

extension String {
    /// Nothing but white space.
    package var isBlank: Bool { allSatisfy(\.isWhitespace) }
}
