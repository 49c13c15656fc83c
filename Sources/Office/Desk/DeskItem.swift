internal import Casework
internal import Chronology
internal import Rules

/// One thing on somebody's desk, as the views keep it: enough to find the cases that a page then judges.
struct DeskItem: Hashable {
    enum Kind: String {
        /// A duty of a case in which the person takes part.
        case duty
        /// A form that waits for a step.
        case paper
        /// A case in which the procedure expects something.
        case next
        /// A recording without its label or its place of storage.
        case recording
        /// An overdue duty, for the unit that handles the case.
        case unitDuty = "unit-duty"
    }

    let kind: Kind
    /// `account:ID`, `role:ID` or `unit:NAME`.
    let who: String
    /// The duty, form or recording that is meant; empty for the case as a whole.
    let key: String
    /// When it is due, or since when it waits.
    let at: Instant?
    /// Whether a duty counts in the heading: it is confirmed and has a due time.
    var isOver = false
}

extension CaseReading {
    /// What stands on desks for this case.
    /// - Parameters:
    ///   - unit: the unit that handles the case. - timeline: tells who took a recording in.
    func desk(unit: String, timeline: [TimelineItem]) -> [DeskItem] {
        guard state?.id != "archived" else { return [] }
        let people = takingPart.map { "account:\($0)" }
        var items: [DeskItem] = []
        let due = obligations.compactMap { $0.due?.instant }.min()
        for duty in openDuties {
            let isOver = duty.state == .overdue
            items += people.map {
                DeskItem(kind: .duty, who: $0, key: duty.deskKey, at: duty.due?.instant, isOver: isOver)
            }
            if isOver {
                items.append(
                    DeskItem(
                        kind: .unitDuty, who: "unit:\(unit)", key: duty.deskKey, at: duty.due?.instant, isOver: true))
            }
        }
        for (form, step) in waitingForms {
            for role in rules.desks(for: step, form: form.kind, as: form.id, in: self.case.caseFacts) {
                items.append(DeskItem(kind: .paper, who: "role:\(role)", key: form.id, at: form.draftedAt))
            }
        }
        let codes = (state?.next ?? []).filter { $0.hasPrefix("form:") }.map { String($0.dropFirst(5)) }
        let roles = Set(codes.flatMap { rules.roles(for: .drafted, form: $0, in: self.case.caseFacts) })
        if state?.next.isEmpty == false {
            items += (people + roles.map { "role:\($0)" }).map { DeskItem(kind: .next, who: $0, key: "", at: due) }
        }
        return items + unsorted(timeline)
    }

    /// Those who take part in the case, by account.
    var takingPart: [String] {
        Set([self.case.receivedBy?.account].compactMap { $0 } + self.case.officers.map(\.account)).sorted()
    }

    /// The duties that are still to be met.
    var openDuties: [Obligation] {
        obligations.filter { [.open, .overdue].contains($0.state) && $0.force != "advice" }
    }

    /// The forms that wait for somebody's step, with that step.
    private var waitingForms: [(Form, FormStep)] {
        self.case.forms.compactMap { form in
            guard !form.isVoided, form.isSubmitted, form.issued == nil, let kind = rules.form(form.kind),
                let step = form.nextStep(of: kind)
            else { return nil }
            return (form, step)
        }
    }

    private func unsorted(_ timeline: [TimelineItem]) -> [DeskItem] {
        self.case.recordings.filter { $0.volume == nil || $0.label == nil || $0.added.act == nil }.compactMap { one in
            let added = timeline.first { item in
                if case .recordingAdded(let event) = item.event { return event.recording == one.added.recording }
                return false
            }
            return added.map {
                DeskItem(
                    kind: .recording, who: "account:\($0.actor.account)", key: one.added.recording, at: $0.entered)
            }
        }
    }
}

extension Obligation {
    /// Which duty it is, within its case.
    var deskKey: String { [pack, rule.text, arose, about ?? ""].joined(separator: "|") }
}
