internal import Archive
internal import Casework
internal import Chronology
internal import Forms
internal import Foundation
internal import Rules

extension VolumePieces {
    /// What was handed in.
    var materials: [VolumePiece] {
        `case`.materials.map { material in
            let received = material.received
            let submitters = ["complainant": "投诉人", "reporter": "举报人", "inspected-unit": "被检查单位", "office": "原卷"]
            return VolumePiece(
                id: received.item, title: received.name ?? "材料", at: material.at,
                responsible: submitters[received.submitter] ?? "", stage: stage(received.phase), part: .main,
                kind: .evidence, bound: received.blob.map { [[.stored($0, "扫描件")]] } ?? [],
                statedPages: max(1, received.pages), isOnPaper: true)
        }
    }

    /// What the officers took as evidence.
    var evidence: [VolumePiece] {
        let bags = `case`.entered(.evidenceBagged)
        let prints = `case`.entered(.evidencePrinted)
        var bagCount = 0
        return `case`.entered(.evidenceAdded).map { entered in
            let act = entered.act
            var piece = VolumePiece(
                id: act.subject ?? entered.entry, title: act.personal?["name"]?.text ?? "证据", at: entered.at,
                responsible: entered.by.name, stage: stage("investigation"), part: .main, kind: .evidence,
                bound: act.attachments.isEmpty ? [] : [act.attachments.map { .stored($0, "附件") }])
            if let bag = bags.last(where: { $0.act.subject == act.subject }) {
                let said = bag.act.said
                bagCount += 1
                piece.bag = EvidenceBag(
                    number: bagCount, name: said("name"), quantity: said("quantity"), time: said("time"),
                    place: said("place"))
            }
            if let print = prints.last(where: { $0.act.subject == act.subject }) {
                piece.explanation = print.act.printExplanation
            }
            let isBound = act.answers["bound"] == true
            piece.isOnPaper = piece.bag == nil && act.attachments.isEmpty
            if piece.isOnPaper, !isBound { piece.note = "未装袋，另行存放" }
            return piece
        }
    }

    /// What was recorded. A recording that is no evidence has no row of its own and gets one from what is known; a
    /// photograph that was printed is bound with its explanation.
    var recordings: [VolumePiece] {
        let remarks = `case`.entered(.evidenceRemarked)
        let prints = `case`.entered(.evidencePrinted)
        return `case`.recordings.map { recording in
            let added = recording.added
            if recording.isPicture, let print = prints.last(where: { $0.act.subject == added.recording }) {
                return VolumePiece(
                    id: added.recording, title: (added.blob.title as NSString).deletingPathExtension, at: added.start,
                    responsible: print.by.name, stage: stage("investigation"), part: .main, kind: .evidence,
                    bound: [[.stored(added.blob, "照片")]], explanation: print.act.printExplanation)
            }
            let remark = remarks.last { $0.act.subject == added.recording }.map { RecordingRemark($0.act) }
            let made = remark ?? unremarked(recording)
            return VolumePiece(
                id: added.recording, title: (added.blob.title as NSString).deletingPathExtension, at: added.start,
                responsible: made.recorder, stage: stage("investigation"), part: .main, kind: .recording, bound: [],
                beside: [added.blob], remark: made)
        }
    }

    private func unremarked(_ recording: Case.Recording) -> RecordingRemark {
        let added = recording.added
        let act = added.act.flatMap { `case`.act($0) }?.recorded
        func known(_ text: String?) -> String { text.flatMap { $0.isEmpty ? nil : $0 } ?? "未注明" }
        return RecordingRemark(
            content: added.isEvidence ? "执法录音录像" : "执法录音录像（不作为证据）", time: added.start.chinese,
            place: known(act?.place), recorder: known(recording.label?["handler"] ?? act?.officers.first?.name),
            identity: "执法人员", storage: known(recording.volume))
    }

    /// What was attached to services and to simple acts: photos, vouchers, judgments, opinions of other departments.
    var attachments: [VolumePiece] {
        let served = `case`.services.flatMap { service -> [VolumePiece] in
            let title = `case`.form(service.entered.form).flatMap { rules.form($0.kind)?.title } ?? ""
            let stage = `case`.form(service.entered.form).flatMap { rules.form($0.kind)?.stage } ?? "service"
            return (service.entered.attachments ?? []).enumerated().map { place, blob in
                VolumePiece(
                    id: "\(service.entered.service)-\(place + 1)",
                    title: "送达附件——\((blob.title as NSString).deletingPathExtension)", at: service.at,
                    responsible: information.agency, stage: self.stage(stage), part: .main, kind: .evidence,
                    bound: [[.stored(blob, "扫描件")]], explanation: [("内容", "送达《\(title)》的附件")])
            }
        }
        let entered = `case`.entered.flatMap { entered -> [VolumePiece] in
            guard let place = VolumePieces.place(of: entered.act.what) else { return [] }
            return entered.act.attachments.enumerated().map { number, blob in
                VolumePiece(
                    id: "\(entered.entry)-\(number + 1)", title: (blob.title as NSString).deletingPathExtension,
                    at: entered.at, responsible: entered.by.name, stage: stage(place.stage), part: place.part,
                    kind: .evidence, bound: [[.stored(blob, "扫描件")]])
            }
        }
        return served + entered
    }

    /// Where the attachments of a simple act belong; nil for acts whose attachments are no papers of the volume.
    private static func place(of what: FactKind) -> (stage: String, part: VolumePart)? {
        switch what {
        case .evidenceAdded, .caseArchived, .volumeCompiled: nil
        // > 副卷: how the office came to its decision.
        case .legalReviewed, .collectivelyDiscussed, .deliberationDecided: ("decision", .supplementary)
        case .statementRequested, .hearingRequested: ("decision", .main)
        case .performanceReceived, .decisionFulfilled, .remedyBegun, .remedyEnded: ("service", .main)
        default: ("investigation", .main)
        }
    }
}

extension RecordingRemark {
    fileprivate init(_ act: ActEntered) {
        let said = act.said
        self.init(
            content: said("content"), time: said("time"), place: said("place"), recorder: said("recorder-name"),
            identity: said("recorder-identity"), storage: said("location"))
    }
}

extension ActEntered {
    /// What stands under a picture that was printed.
    fileprivate var printExplanation: [(String, String)] {
        [
            ("时间", said("time")), ("地点", said("place")), ("内容", said("content")),
            ("记录人姓名", said("recorder-name")), ("记录人身份", said("recorder-identity")),
        ]
    }

    /// What the act states of something, as a sheet of paper says it: a time without its zone.
    fileprivate var said: (String) -> String {
        let said = answers.merging(personal ?? [:]) { kept, _ in kept }
        return { name in
            guard let value = said[name] else { return "未注明" }
            if case .instant(let instant) = value { return instant.chinese }
            return value.text ?? "未注明"
        }
    }
}
