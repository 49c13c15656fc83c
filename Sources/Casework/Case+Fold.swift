internal import Rules

extension Case {
    /// A case from all its entries in the order of its stream.
    package init(id: String, entries: some Sequence<Entry>) {
        self.init(id: id)
        for entry in entries { apply(entry) }
    }

    /// Takes one more entry in. Every event of the log is accepted: what was written is what happened.
    package mutating func apply(_ entry: Entry) {
        version += 1
        let officer = Officer(account: entry.actor.account, name: entry.actor.name, badge: entry.actor.badge)
        let facts = self.facts(of: entry)
        switch entry.event {
        case .matterReceived(let event):
            matter = event
            wages = event.wages ?? []
            receivedAt = entry.at
            receivedBy = officer
        case .materialReceived(let event): materials.append(Material(received: event, at: entry.at))
        case .caseNumbered(let event): serial = event.serial
        case .leadAssigned(let event):
            lead = event.lead
            officers = [event.lead] + event.others
        case .actRecorded(let event): acts.append(Act(recorded: event))
        case .actFinalised(let event): change(act: event.act) { $0.isFinalised = true }
        case .actEntered(let event):
            entered.append(Entered(entry: entry.id, act: event, at: entry.at, by: officer))
            note(event)
        case .recordingAdded(let event): recordings.append(Recording(added: event, entered: entry.entered))
        case .serviceEntered(let event): services.append(Service(entered: event, at: entry.at))
        case .wagesEntered(let event): take(event)
        case .caseJoined(let event):
            bound.append(
                BoundCase(
                    bond: .joinedInto, id: event.into, number: event.intoNumber, at: entry.at, reason: event.reason))
        case .caseTakenIn(let event): take(event, at: entry.at)
        case .caseSplitOff(let event): release(event, at: entry.at)
        case .caseTakenOver(let event): takeOver(event, by: officer)
        case .formDrafted, .formSubmitted, .formReviewed, .formForwarded, .formDecided, .formIssued, .formSigned,
            .formVoided:
            applyToForm(entry, officer)
        }
        self.facts += facts
    }

    /// Counts an entry that this build cannot read.
    package mutating func skip(unreadable kind: String) {
        version += 1
        unreadable = unreadable ?? kind
    }

    private mutating func take(_ event: WagesEntered) {
        wages = (event.replaces ? [] : wages) + event.allRows
        wageBlobs += [event.list, event.source].compactMap { $0 }
        lacksWages = event.lacksRows || (lacksWages && !event.replaces)
    }

    private mutating func change(act id: String, _ body: (inout Act) -> Void) {
        guard let index = acts.firstIndex(where: { $0.recorded.act == id }) else { return }
        body(&acts[index])
    }

    private mutating func change(form id: String, _ body: (inout Form) -> Void) {
        guard let index = forms.firstIndex(where: { $0.id == id }) else { return }
        body(&forms[index])
    }

    /// What a simple act changes in the things that the case holds.
    private mutating func note(_ event: ActEntered) {
        guard let subject = event.subject else { return }
        let answers = event.answers
        switch event.what {
        case .materialStamped:
            guard let index = materials.firstIndex(where: { $0.received.item == subject }) else { return }
            materials[index].stamps.append(answers["stamp"]?.text ?? "")
        case .originalNotProduced:
            guard let index = materials.firstIndex(where: { $0.received.item == subject }) else { return }
            materials[index].originalNotProduced = answers["reason"]?.text ?? ""
        case .recordingStored:
            guard let index = recordings.firstIndex(where: { $0.added.recording == subject }) else { return }
            recordings[index].volume = answers["volume"]?.text
        case .recordingLabelled:
            guard let index = recordings.firstIndex(where: { $0.added.recording == subject }) else { return }
            recordings[index].label = answers.merging(event.personal ?? [:]) { kept, _ in kept }.compactMapValues(
                \.text)
        case .serviceReturned:
            guard let index = services.firstIndex(where: { $0.entered.service == subject }) else { return }
            services[index].returned =
                (event.personal?["return-circumstances"] ?? answers["return-circumstances"])?.text
        case .gapExplained:
            guard case .instant(let from)? = answers["from"], case .instant(let to)? = answers["to"] else { return }
            let cause = answers["cause"]?.text ?? ""
            let explanation = Act.Explanation(
                from: from, to: to, cause: cause, isObjective: answers["objective"] == true && cause != "unexcused",
                isSpoken: answers["voice-explanation"] == true)
            change(act: subject) { $0.explanations.append(explanation) }
        case .captureAnswered:
            let item = answers["item"]?.text ?? ""
            change(act: answers["act"]?.text ?? subject) { $0.answers[item] = answers["answer"]?.text }
        default: return
        }
    }

    private mutating func applyToForm(_ entry: Entry, _ officer: Officer) {
        let role = entry.actor.roles.first ?? ""
        switch entry.event {
        case .formDrafted(let event):
            if let index = forms.firstIndex(where: { $0.id == event.form }) {
                forms[index].version = event.version
                forms[index].fields = event.content
                forms[index].lacksContent = event.lacksContent
                if let long = event.longFields { forms[index].contents.append(long) }
                forms[index].drafter = officer
                forms[index].forwarded = false
                forms[index].decision = nil
            } else {
                forms.append(
                    Form(
                        id: event.form, kind: event.formKind, about: event.about, corrects: event.corrects,
                        version: event.version, drafter: officer, fields: event.content, draftedAt: entry.at,
                        contents: event.longFields.map { [$0] } ?? [], lacksContent: event.lacksContent))
            }
        case .formSubmitted(let event): change(form: event.form) { $0.submitted = event }
        case .formReviewed(let event):
            change(form: event.form) {
                $0.reviews.append(
                    Form.Opinion(
                        by: officer, role: event.role ?? role, at: entry.at, passed: event.passed, text: event.opinion,
                        version: event.version, scan: nil, standsInFor: entry.actor.standsInFor))
            }
        case .formForwarded(let event): change(form: event.form) { $0.forwarded = true }
        case .formDecided(let event):
            change(form: event.form) {
                $0.decision = Form.Opinion(
                    by: event.onPaper?.approver ?? officer, role: event.onPaper?.role ?? event.role ?? role,
                    at: entry.at, passed: event.approved, text: event.opinion, version: event.version,
                    scan: event.onPaper?.scan,
                    standsInFor: event.onPaper == nil ? entry.actor.standsInFor : nil)
            }
        case .formIssued(let event):
            change(form: event.form) {
                $0.issued = event
                $0.issuedAt = entry.at
            }
        case .formSigned(let event): change(form: event.form) { $0.signed.append(event) }
        case .formVoided(let event): change(form: event.form) { $0.voided = event.reason }
        default: return
        }
    }
}
