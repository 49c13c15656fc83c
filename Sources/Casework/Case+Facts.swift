internal import Chronology
package import Recordings
package import Rules

extension Case {
    /// The case as the rules see it.
    ///
    /// What was written on a form that was voided since does not count: the form is as if it had not been made.
    package var caseFacts: CaseFacts {
        let voided = Set(forms.filter(\.isVoided).map(\.id))
        let standing =
            voided.isEmpty
            ? facts
            : facts.filter { fact in
                !(fact.subject.map(voided.contains) ?? false) || fact.kind == .formVoided || fact.kind == .formNumbered
            }
        return CaseFacts(facts: standing, attributes: attributes)
    }

    /// What is true of the case as a whole.
    private var attributes: [String: FactValue] {
        guard let matter else { return [:] }
        var attributes: [String: FactValue] = [
            "source": .text(matter.source.rawValue), "channel": .text(matter.channel.rawValue),
            "industry": .text(matter.industry.rawValue), "level": .text(matter.level),
            "trace": .text(matter.isHeightened ? "heightened" : "ordinary"),
            "anonymous": .boolean(matter.isAnonymous),
            "penalty-path": .boolean(forms.contains { $0.kind == "proposed-penalty-approval-form" && !$0.isVoided }),
        ]
        attributes["procedure"] = matter.procedure.map { .text($0) }
        return attributes
    }

    /// The facts that an entry states, seen from the case before it.
    package func facts(of entry: Entry) -> [Fact] {
        func fact(_ kind: FactKind, subject: String? = nil, _ attributes: [String: FactValue?]) -> Fact {
            Fact(
                entry: entry.id, kind: kind, at: entry.at, entered: entry.entered, subject: subject,
                person: entry.actor.account, roles: entry.actor.roles, attributes: attributes.compactMapValues { $0 })
        }
        switch entry.event {
        case .matterReceived(let event): return [fact(.matterReceived, matterAttributes(event))]
        case .materialReceived(let event):
            return [
                fact(
                    .materialReceived, subject: event.item,
                    [
                        "name": event.name.map { .text($0) }, "pages": .integer(event.pages),
                        "submitter": .text(event.submitter), "copy": .boolean(event.isCopy),
                        "phase": .text(event.phase),
                        "received-by": .text(entry.actor.account), "document": event.document.map { .text($0) },
                    ])
            ]
        case .caseNumbered(let event): return [fact(.caseNumbered, ["serial": .text(event.serial)])]
        case .leadAssigned(let event):
            let all = ([event.lead] + event.others).map(\.account)
            return [
                fact(
                    .leadAssigned,
                    [
                        "lead": .text(event.lead.account), "officers": .list(all),
                        "officer-count": .integer(Set(all).count),
                    ])
            ]
        case .actRecorded(let event):
            return [fact(.actRecorded, subject: event.act, actAttributes(event))]
        case .actFinalised(let event):
            guard let act = act(event.act) else { return [] }
            return [fact(.actCompleted, subject: event.act, actAttributes(act.recorded))]
        case .actEntered(let event):
            return [fact(event.what, subject: event.subject, answerAttributes(event))]
        case .recordingAdded(let event):
            return [
                fact(
                    .recordingAdded, subject: event.recording,
                    [
                        "act": event.act.map { .text($0) }, "device": .text(event.device),
                        "device-registered": .boolean(event.deviceRegistered),
                        "device-reason": event.deviceReason.map { .text($0) }, "start": .instant(event.start),
                        "end": .instant(event.end), "evidence": .boolean(event.isEvidence),
                        "media": .text(String(event.blob.mediaType.prefix { $0 != "/" })),
                    ])
            ]
        case .wagesEntered: return []
        case .caseJoined(let event):
            return [
                fact(
                    .joinedInto,
                    [
                        "into": .text(event.into), "reason": .text(event.reason),
                        "approved-by": .text(event.approval.by.account),
                        "approver-role": .text(event.approval.role),
                    ])
            ]
        case .caseTakenIn(let event):
            // What comes in several entries is one thing that happened.
            guard event.part <= 1 else { return [] }
            return [
                fact(
                    .takenIn,
                    ["from": .text(event.from), "way": .text(event.way.rawValue), "reason": .text(event.reason)])
            ]
        case .caseSplitOff(let event):
            return [
                fact(
                    .splitOff,
                    [
                        "into": .text(event.into), "reason": .text(event.reason), "people": .integer(event.count),
                        "approved-by": .text(event.approval.by.account), "approver-role": .text(event.approval.role),
                    ])
            ]
        case .caseTakenOver(let event): return self.facts(of: event, in: entry)
        case .serviceEntered(let event): return [fact(.served, subject: event.service, serviceAttributes(event))]
        case .formDrafted, .formSubmitted, .formReviewed, .formForwarded, .formDecided, .formIssued, .formSigned,
            .formVoided:
            return formFacts(of: entry)
        }
    }

    func matterAttributes(_ event: MatterReceived) -> [String: FactValue?] {
        let employer = event.employers?.first
        return [
            "source": .text(event.source.rawValue), "channel": .text(event.channel.rawValue),
            "industry": .text(event.industry.rawValue), "written-by": .text(event.writtenBy.rawValue),
            "anonymous": .boolean(event.isAnonymous), "choice-reason": event.choiceReason.map { .text($0) },
            "relation": event.relation.map { .text($0) },
            "sending-organ": event.sendingOrgan.map { .text($0) },
            "sending-number": event.sendingNumber.map { .text($0) },
            "sending-date": event.sendingDay.map { .text($0.description) },
            "evidence": event.evidence.map { .text($0) },
            "window-recording": event.windowRecording.map { .text($0) },
            "window-recording-reason": event.windowRecordingReason.map { .text($0) },
            "employer-name": employer.map { .text($0.name) }, "employer-address": employer?.address.map { .text($0) },
            "violation-summary": event.summary.map { .text($0) },
            "description": event.description.map { .text($0) },
            "reporter-name": event.informant.map { .text($0.name) },
            "reporter-sex": event.informant.map { .text($0.sex) },
            "reporter-contact": event.informant.map { .text($0.contact) },
            "level": .text(event.level), "trace": .text(event.isHeightened ? "heightened" : "ordinary"),
            "procedure": event.procedure.map { .text($0) },
        ]
    }

    private func answerAttributes(_ event: ActEntered) -> [String: FactValue?] {
        var attributes: [String: FactValue?] = event.answers.merging(event.personal ?? [:]) { kept, _ in kept }
        // What came back is known by the form that was served.
        if event.what == .serviceReturned, let service = services.first(where: { $0.entered.service == event.subject })
        {
            attributes["form-id"] = .text(service.entered.form)
            attributes["form"] = form(service.entered.form).map { .text($0.kind) }
        }
        return attributes
    }

    private func serviceAttributes(_ event: ServiceEntered) -> [String: FactValue?] {
        let form = form(event.form)
        var attributes: [String: FactValue?] = [
            "form": form.map { .text($0.kind) }, "form-id": .text(event.form), "method": .text(event.method),
            "addressee": event.addressee.map { .text($0) }, "receipt": event.receipt.map { .text($0) },
            "captures": .integer(event.captures),
        ]
        // What the service itself states is never replaced by a detail of the same name.
        for (name, value) in event.details ?? [:] where attributes[name] == nil { attributes[name] = value }
        for (name, value) in form?.fields ?? [:] { attributes["field.\(name)"] = value.factValue }
        if let days = form?.fields["period-days"]?.factValue?.integer { attributes["period-days"] = .integer(days) }
        return attributes
    }

    /// What is known of an act, its recordings included.
    package func actAttributes(_ event: ActRecorded) -> [String: FactValue?] {
        let coverage = coverage(of: event)
        let act = act(event.act)
        let triggers = entered(.triggerAssessed).filter { $0.act.answers["answer"] == true }.filter {
            let covers = $0.act.answers["covers"]?.texts ?? []
            return covers.isEmpty || covers.contains(event.what.rawValue) || covers.contains(event.act)
        }
        let record = forms.last { $0.about == event.act && !$0.isVoided && $0.isSubmitted }
        let required = [
            "time", "place", "cause", "officer-identity", "party-identity", "scene", "evidence", "persons-conduct",
        ]
        let unanswered = required.filter { act?.answers[$0] == nil }
        let hasRecording = recordings.contains { $0.added.act == event.act }
        let gaps = coverage.map { report in
            report.gaps.filter { gap in !(act?.explanations.contains { gap.isExplained(by: $0) } ?? false) }
        }
        return [
            "act": .text(event.what.rawValue), "officers": .list(event.officers.map(\.account)),
            "officer-count": .integer(Set(event.officers.map(\.account)).count),
            "badges": .list(Set(event.officers.compactMap(\.badge)).sorted()),
            "place": event.place.map { .text($0) }, "from": .instant(event.from), "to": .instant(event.to),
            "on-site": .boolean(event.isOnSite),
            "certificates-shown": event.certificatesShown.map { .text($0 ? "yes" : "no") },
            "certificates-reason": event.certificatesReason.map { .text($0) },
            "cooperation": event.cooperation.map { .text($0) }, "obstruction": event.obstruction.map { .text($0) },
            "recorded": .boolean(hasRecording), "text-record": record.map { .text($0.id) },
            "triggered": .boolean(!triggers.isEmpty || event.obstruction == "yes"),
            "gaps": hasRecording
                ? .integer(gaps?.filter { $0.kind == .interruption || $0.kind == .unrecorded }.count ?? 0) : nil,
            "late-start": hasRecording ? .integer(gaps?.filter { $0.kind == .lateStart }.count ?? 0) : nil,
            "early-end": hasRecording ? .integer(gaps?.filter { $0.kind == .earlyEnd }.count ?? 0) : nil,
            "missing-captures": hasRecording ? .integer(unanswered.count) : nil,
        ]
    }

    /// The act's time against the recorded time; nil where nothing was recorded.
    package func coverage(of event: ActRecorded) -> CoverageReport? {
        let own = recordings.filter { $0.added.act == event.act }
        guard !own.isEmpty, let step = Interval(from: event.from, to: event.to) else { return nil }
        let segments = own.compactMap { recording in
            RecordedSegment(
                recording: recording.added.recording, device: recording.added.device, start: recording.added.start,
                durationMilliseconds: recording.added.playedMilliseconds)
        }
        return Coverage.of(step, segments: segments, tolerance: .usual)
    }
}

extension Gap {
    /// A break is explained by words that cover it. Whether the cause excuses it and whether it was spoken on resuming is
    /// for the rules to judge, so that an honest bad cause never traps an act.
    func isExplained(by explanation: Case.Act.Explanation) -> Bool {
        explanation.from <= interval.from && interval.to <= explanation.to
    }
}

extension FieldContent {
    /// The content as rules compare it.
    package var factValue: FactValue? {
        switch self {
        case .text(let value): .text(value)
        case .number(let value): .integer(value)
        case .yes(let value): .boolean(value)
        case .rows(let rows): .list(rows.map { row in row.values.sorted().joined(separator: " ") })
        }
    }
}
