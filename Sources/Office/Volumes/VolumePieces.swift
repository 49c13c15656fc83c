internal import Archive
internal import Casework
internal import Chronology
internal import Rules

/// All that a case puts into its volume, without looking into a file.
struct VolumePieces {
    let `case`: Case
    let rules: RuleBook
    let information: OfficeInformation

    /// The pieces of both volumes, in no order. Nothing is in a volume twice.
    var all: [VolumePiece] {
        var taken: [VolumePart: Set<String>] = [:]
        return (forms + materials + evidence + recordings + attachments).filter { piece in
            let digests = Set(piece.blobs.map(\.digest))
            let isNew = digests.isEmpty || !digests.isSubset(of: taken[piece.part] ?? [])
            taken[piece.part, default: []].formUnion(digests)
            return isNew
        }
    }

    private var forms: [VolumePiece] { `case`.forms.filter { !$0.isVoided }.flatMap(pieces) }

    /// A form, and for one of the main volume the sheet on which its issue was approved, which goes into the other.
    private func pieces(of form: Form) -> [VolumePiece] {
        guard let document = form.document, let kind = rules.form(form.kind) else { return [] }
        let part: VolumePart = kind.volume == .main ? .main : .supplementary
        let scans = VolumePieces.signedScans(of: form)
        let approval = form.decision?.version == form.version ? form.decision?.scan : nil
        // > 正卷 holds what parties may see: the paper as issued; how it was approved is internal.
        let approvalIsApart = approval != nil && part == .main && (form.issued != nil || !scans.isEmpty)
        var signed = scans.map { VolumePiece.Source.stored($0, "签字扫描件") }
        if let approval, !approvalIsApart { signed.append(.stored(approval, "纸质签批扫描件")) }
        var groups = [signed].filter { !$0.isEmpty }
        if let printed = approvedPrint(of: form, kind, hasScan: approval != nil) {
            groups.append([.set(printed, "审批后打印件")])
        }
        groups.append([.stored(document, "电子原件")])
        var piece = VolumePiece(
            id: form.id, documentNumber: form.issued?.number ?? "", title: title(of: form, kind),
            at: form.issuedAt ?? form.draftedAt, responsible: responsible(for: form, kind),
            stage: stage(of: form, kind), part: part, kind: .form, bound: groups)
        piece.beside = form.contents + form.signed.compactMap(\.scan)
        guard approvalIsApart, let approval, let decision = form.decision else { return [piece] }
        return [
            piece,
            VolumePiece(
                id: "\(form.id)-approval", title: "\(kind.title)（纸质签批件）", at: decision.at,
                responsible: decision.by.name, stage: stage(of: form, kind), part: .supplementary, kind: .form,
                bound: [[.stored(approval, "纸质签批扫描件")]], isOnPaper: true),
        ]
    }

    /// The scans that together show every signature of the present version. One that shows all whom an earlier one
    /// shows takes its place: the same sheet, signed further.
    static func signedScans(of form: Form) -> [BlobReference] {
        var kept: [(scan: BlobReference, signers: [String])] = []
        for signed in form.signed where signed.version == form.version {
            guard let scan = signed.scan else { continue }
            kept.removeAll { earlier in
                var rest = signed.signers
                return earlier.scan.digest == scan.digest
                    || earlier.signers.allSatisfy { signer in
                        guard let index = rest.firstIndex(of: signer) else { return false }
                        rest.remove(at: index)
                        return true
                    }
            }
            kept.append((scan, signed.signers))
        }
        return kept.map(\.scan)
    }

    /// The paper with the opinions that were given in the system: the frozen one was made before them.
    private func approvedPrint(of form: Form, _ kind: FormKind, hasScan: Bool) -> Paper? {
        guard !hasScan, form.issued == nil, kind.family == .approvalTable || kind.family == .register,
            form.review != nil || form.decision?.version == form.version
        else { return nil }
        let submitted = `case`.facts.last { $0.kind == .formSubmitted && $0.subject == form.id }?.at
        return Paper(
            kind: kind, case: `case`, form: form, formID: form.id, version: form.version, fields: form.fields,
            number: nil, information: information, now: submitted ?? form.draftedAt)
    }

    /// The form's title, and for a receipt also that of what it was for.
    private func title(of form: Form, _ kind: FormKind) -> String {
        guard kind.family == .receipt, let about = served(by: form) else { return kind.title }
        return "\(kind.title)——\(about.title.trimmingPrefix("劳动保障监察"))"
    }

    private func served(by form: Form) -> FormKind? {
        form.about.flatMap { `case`.form($0) }.flatMap { rules.form($0.kind) }
    }

    /// A receipt lies behind what it was for.
    private func stage(of form: Form, _ kind: FormKind) -> Int {
        guard kind.family == .receipt, let about = served(by: form) else {
            return stage(kind.stage(stating: form.text(of:)))
        }
        return stage(about.stage)
    }

    func stage(_ id: String) -> Int {
        // The papers of a case that was taken over begin its volume.
        if id == MaterialReceived.beforeTakeOver { return -1 }
        let stages = rules.procedure?.stages.map(\.id) ?? []
        return stages.firstIndex(of: id) ?? stages.count
    }

    private func responsible(for form: Form, _ kind: FormKind) -> String {
        guard form.issued != nil else { return form.drafter.name }
        return kind.isIssuedByBureau ? information.bureau : information.agency
    }
}
