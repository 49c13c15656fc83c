package import Chronology

/// When officers were at something: an act of theirs, or a conversation that a transcript records.
package struct OfficerTime: Hashable, Sendable {
    /// The act's or the form's id.
    package let thing: String
    /// What it is.
    package let kind: Kind
    package let officers: [Officer]
    package let from: Instant
    /// The first moment after it.
    package let to: Instant
    /// The act that a transcript belongs to.
    package let about: String?

    /// What an officer was at.
    package enum Kind: Hashable, Sendable {
        case act(ActRecorded.Act)
        /// A transcript, by the kind of its form.
        case transcript(String)
    }

    /// Whether the two share time, though neither is a part of the other. One that ends when the other begins does not.
    package func overlaps(_ other: OfficerTime) -> Bool {
        guard thing != other.thing, about != other.thing, other.about != thing else { return false }
        return from < other.to && other.from < to
    }
}

extension Case {
    /// When officers were at something in this case, oldest first. A paper that was voided tells of nothing.
    /// - Parameter transcripts: the kinds of form that record a conversation.
    package func officerTimes(transcripts: Set<String>) -> [OfficerTime] {
        let acts = acts.map { act in
            OfficerTime(
                thing: act.recorded.act, kind: .act(act.recorded.what), officers: act.recorded.officers,
                from: act.recorded.from, to: act.recorded.to, about: nil)
        }
        let papers = forms.compactMap { form -> OfficerTime? in
            guard transcripts.contains(form.kind), !form.isVoided, let from = form.time("start"),
                let to = form.time("end")
            else { return nil }
            return OfficerTime(
                thing: form.id, kind: .transcript(form.kind), officers: officers(of: form), from: from, to: to,
                about: form.about)
        }
        return (acts + papers).filter { $0.from < $0.to }.sorted { ($0.from, $0.thing) < ($1.from, $1.thing) }
    }

    /// The officers that a transcript names by their badge or name, and else who wrote it.
    private func officers(of form: Form) -> [Officer] {
        let known = officers + acts.flatMap(\.recorded.officers)
        let named = form.fields.filter { name, _ in
            ["officer", "inquirer", "questioner", "recorder", "badge"].contains { name.contains($0) }
        }
        var found: [Officer] = []
        for officer in known where !found.contains(where: { $0.account == officer.account }) {
            let isNamed = named.values.contains { content in
                content.says(officer.name) || officer.badge.map(content.says) ?? false
            }
            if isNamed { found.append(officer) }
        }
        return found.isEmpty ? [form.drafter] : found
    }
}

extension Form {
    fileprivate func time(_ name: String) -> Instant? {
        guard case .text(let text)? = fields[name] else { return nil }
        return Instant(text) ?? Instant(text + "+08:00") ?? Instant(text + ":00+08:00")
    }
}

extension FieldContent {
    fileprivate func says(_ word: String) -> Bool {
        switch self {
        case .text(let text): text.contains(word)
        case .rows(let rows): rows.contains { $0.values.contains { $0.contains(word) } }
        case .number, .yes: false
        }
    }
}
