internal import Chronology
internal import Rules

extension Case {
    /// The facts that an entry about a form states. Every one of them carries the form's kind, version and fields.
    func formFacts(of entry: Entry) -> [Fact] {
        func fact(_ kind: FactKind, _ id: String, _ more: [String: FactValue?], by approver: FormDecided.OnPaper? = nil)
            -> [Fact]
        {
            var attributes: [String: FactValue?] = more
            if let form = form(id) {
                attributes["form"] = .text(form.kind)
                attributes["version"] = .integer(form.version)
                attributes["drafter"] = .text(form.drafter.account)
                if let about = form.about { attributes["about"] = .text(about) }
                for (name, value) in form.fields { attributes["field.\(name)"] = value.factValue }
            }
            return [
                Fact(
                    entry: entry.id, kind: kind, at: entry.at, entered: entry.entered, subject: id,
                    person: approver?.approver.account ?? entry.actor.account,
                    roles: approver.map { [$0.role] } ?? entry.actor.roles,
                    attributes: attributes.compactMapValues { $0 })
            ]
        }
        switch entry.event {
        case .formDrafted(let event):
            var attributes: [String: FactValue?] = [
                "form": .text(event.formKind), "version": .integer(event.version),
                "drafter": .text(entry.actor.account),
                // What a form is about, and what it corrects, is said with its first version and stays so.
                "corrects": (event.corrects ?? form(event.form)?.corrects).map { .text($0) },
                "about": (event.about ?? form(event.form)?.about).map { .text($0) },
            ]
            for (name, value) in event.content { attributes["field.\(name)"] = value.factValue }
            return [
                Fact(
                    entry: entry.id, kind: .formDrafted, at: entry.at, entered: entry.entered, subject: event.form,
                    person: entry.actor.account, roles: entry.actor.roles,
                    attributes: attributes.compactMapValues { $0 })
            ]
        case .formSubmitted(let event): return fact(.formSubmitted, event.form, ["to": event.to.map { .text($0) }])
        case .formReviewed(let event):
            return fact(.formReviewed, event.form, ["passed": .boolean(event.passed), "opinion": .text(event.opinion)])
        case .formForwarded(let event): return fact(.formForwarded, event.form, ["to": .text(event.to)])
        case .formDecided(let event):
            // An approval on paper is the approver's act, whoever enters it.
            return fact(
                event.approved ? .formApproved : .formRefused, event.form,
                [
                    "opinion": .text(event.opinion), "carrier": .text(event.onPaper == nil ? "electronic" : "paper"),
                    "entered-by": event.onPaper.map { _ in .text(entry.actor.account) },
                ], by: event.onPaper)
        case .formIssued(let event):
            let numbered =
                event.number == nil ? [] : fact(.formNumbered, event.form, ["number": event.number.map { .text($0) }])
            return numbered + fact(.formIssued, event.form, ["number": event.number.map { .text($0) }])
        case .formSigned(let event):
            let signed = fact(
                .formSigned, event.form,
                [
                    "signers": .list(event.signers), "signer-count": .integer(event.signers.count),
                    "fingerprint": .boolean(event.withFingerprint),
                    "carrier": .text(event.scan == nil ? "electronic" : "paper"),
                ])
            return event.scan == nil
                ? signed : signed + fact(.formScanned, event.form, ["pages": .integer(event.pages)])
        case .formVoided(let event): return fact(.formVoided, event.form, ["reason": .text(event.reason)])
        default: return []
        }
    }
}
