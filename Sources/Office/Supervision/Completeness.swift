internal import Casework
package import Chronology
package import Rules

/// What a case still lacks of what its texts demand, before it is closed and archived.
package struct Completeness: Sendable {
    package let caseID: String
    package let number: String
    package let items: [Item]

    /// One thing that is missing.
    package struct Item: Hashable, Sendable {
        package let pack: PackID
        /// nil where the life of the paper itself asks for it.
        package let rule: RuleID?
        package let article: String
        package let says: String
        package let kind: Kind
        /// The link of the procedure to which it belongs, in the words of the text: 归档管理.
        package let stage: String
        package let missing: [Missing]
        /// The form that is meant, where it is one that was begun.
        package let form: String?
        /// Until when it is due.
        package let due: Instant?
        package let isOverdue: Bool
        /// What is refused without it.
        package let blocks: Blocked?
    }

    /// What sort of record is missing.
    package enum Kind: String, Hashable, Sendable, CaseIterable, Codable {
        case paper
        case signature
        case scan
        case recording
        case remark
        /// A step that is held on paper only, in a case whose papers are electronic.
        case paperOnly = "paper-only"
        case other
    }

    /// What does not go without it.
    package enum Blocked: String, Hashable, Sendable, CaseIterable, Codable {
        case closing
        case archiving
    }
}

extension CaseReading {
    /// What the case lacks, each thing once: duties that are open, what stands before closing and archiving, and papers
    /// that have not gone their way.
    func completeness() -> Completeness {
        guard self.case.joinedInto == nil else {
            return Completeness(caseID: self.case.id, number: self.case.number ?? self.case.id, items: [])
        }
        var items: [Completeness.Item] = []
        var seen: Set<String> = []
        for duty in openDuties where duty.isConfirmed {
            guard seen.insert("\(duty.pack)|\(duty.rule)|\(duty.about ?? "")").inserted else { continue }
            items.append(
                Completeness.Item(
                    pack: duty.pack, rule: duty.rule, article: duty.article, says: duty.says,
                    kind: duty.missing.recordKind, stage: stage(of: duty.missing, pack: duty.pack),
                    missing: duty.missing, form: nil, due: duty.due?.instant, isOverdue: duty.state == .overdue,
                    blocks: nil))
        }
        items += barred(.caseClosed, .closing, &seen) + barred(.caseArchived, .archiving, &seen)
        items += self.case.forms.compactMap(unfinished) + paperOnly()
        return Completeness(caseID: self.case.id, number: self.case.number ?? self.case.id, items: items)
    }

    /// What stands before an act that ends the case, which was not done yet.
    private func barred(
        _ kind: FactKind, _ blocks: Completeness.Blocked, _ seen: inout Set<String>
    ) -> [Completeness.Item] {
        let facts = self.case.caseFacts
        guard !facts.facts.contains(where: { $0.kind == kind }) else { return [] }
        let act = Fact(entry: "", kind: kind, at: now, attributes: [:])
        return rules.refusals(of: act, in: facts).compactMap { refusal in
            // What the act itself has to state, and who does it, is asked when it is done.
            let missing = refusal.missing.filter { !$0.isAboutActItself }
            guard let rule = refusal.rule, !missing.isEmpty, seen.insert("\(refusal.pack)|\(rule)|").inserted else {
                return nil
            }
            return Completeness.Item(
                pack: refusal.pack, rule: rule, article: refusal.article, says: refusal.says,
                kind: missing.recordKind, stage: stage(of: missing, pack: refusal.pack), missing: missing, form: nil,
                due: nil, isOverdue: false, blocks: blocks)
        }
    }

    /// A paper that was submitted and has steps before it.
    private func unfinished(_ form: Form) -> Completeness.Item? {
        guard !form.isVoided, let pack = rules.packs.last(where: { $0.form(form.kind) != nil }),
            let kind = pack.form(form.kind), let step = form.nextStep(of: kind)
        else { return nil }
        return Completeness.Item(
            pack: pack.id, rule: nil, article: kind.article, says: kind.title,
            kind: step == .signed ? .signature : .paper,
            stage: title(ofStage: kind.stage(stating: form.text(of:)), in: pack),
            missing: [
                .formStep(kind.id, step, rules.roles(for: step, form: kind.id, as: form.id, in: self.case.caseFacts))
            ],
            form: form.id, due: nil, isOverdue: false, blocks: nil)
    }

    /// Approvals that are on paper alone, in a case where others are electronic.
    private func paperOnly() -> [Completeness.Item] {
        let decided = self.case.forms.filter { !$0.isVoided && $0.decision != nil }
        guard decided.contains(where: { $0.decision?.isOnPaper == false }) else { return [] }
        return decided.filter { $0.decision?.isOnPaper == true }.compactMap { form in
            guard let pack = rules.packs.last(where: { $0.form(form.kind) != nil }), let kind = pack.form(form.kind)
            else { return nil }
            return Completeness.Item(
                pack: pack.id, rule: nil, article: kind.article, says: kind.title, kind: .paperOnly,
                stage: title(ofStage: kind.stage, in: pack), missing: [], form: form.id, due: nil, isOverdue: false,
                blocks: nil)
        }
    }

    /// The link of the procedure that a missing thing belongs to, in the words of its text or of the nearest one.
    private func stage(of missing: [Missing], pack id: PackID) -> String {
        let own = rules.packs.last { $0.id == id && !$0.stages.isEmpty }
        guard let pack = own ?? rules.procedure else { return "" }
        for one in missing {
            for form in one.formsMeant {
                if let kind = pack.form(form) ?? rules.form(form) { return title(ofStage: kind.stage, in: pack) }
            }
        }
        let kinds = Set(missing.flatMap(\.kindsMeant))
        for (stage, members) in Self.stagesOfFacts where !members.isDisjoint(with: kinds) {
            if pack.stages.contains(where: { $0.id == stage }) { return title(ofStage: stage, in: pack) }
        }
        return title(ofStage: state?.stage ?? "", in: pack)
    }

    private static let stagesOfFacts: [(String, Set<FactKind>)] = [
        ("hearing", [.hearingRequested, .hearingConcluded]),
        (
            "archive",
            [
                .caseArchived, .volumeCompiled, .recordingStored, .recordingLabelled, .evidenceBagged,
                .evidenceRemarked, .evidencePrinted,
            ]
        ),
        ("service", [.served, .serviceReturned]),
        ("investigation", [.recordingAdded, .actCompleted, .actRecorded, .evidenceAdded, .gapExplained]),
    ]

    private func title(ofStage id: String, in pack: Pack) -> String {
        pack.stages.first { $0.id == id }?.title ?? rules.procedure?.stages.first { $0.id == id }?.title ?? ""
    }
}

extension [Missing] {
    /// What sort of record it is that is missing.
    fileprivate var recordKind: Completeness.Kind {
        let kinds = Set(flatMap(\.kindsMeant))
        if kinds.contains(.formScanned) { return .scan }
        if kinds.contains(.formSigned) { return .signature }
        if contains(where: \.isAboutForm) { return .paper }
        if contains(where: \.isAboutRecording)
            || !kinds.isDisjoint(with: [.recordingStored, .recordingLabelled, .captureAnswered, .gapExplained])
        {
            return .recording
        }
        return kinds.contains(.evidenceRemarked) ? .remark : .other
    }
}

extension Missing {
    /// The kinds of form that would mend it.
    fileprivate var formsMeant: [FormKindID] {
        switch self {
        case .fact(_, let forms, _, _, _): forms
        case .formStep(let form, _, _): [form]
        case .oneOf(let parts): parts.flatMap(\.formsMeant)
        default: []
        }
    }

    /// The kinds of fact that would mend it.
    fileprivate var kindsMeant: [FactKind] {
        switch self {
        case .fact(let kinds, _, _, _, _): kinds
        case .formStep(_, let step, _): Array(step.kinds)
        case .oneOf(let parts): parts.flatMap(\.kindsMeant)
        default: []
        }
    }

    /// Whether it speaks of the act as it would be done, not of what has to be there before.
    fileprivate var isAboutActItself: Bool {
        switch self {
        case .statements, .role, .otherPerson: true
        case .oneOf(let parts): parts.contains(where: \.isAboutActItself)
        default: false
        }
    }
}

extension Office {
    /// What a case lacks of what its texts demand.
    /// - Throws: ``OfficeError/notFound(_:id:)``.
    package func completeness(_ id: String) async throws -> Completeness {
        let current = try await cases.current(id)
        guard current.version > 0 else { throw OfficeError.notFound("case", id: id) }
        return CaseReading(case: current, rules: rules, now: now()).completeness()
    }
}
