internal import Archive
internal import Casework
internal import Chronology
internal import Cryptography
internal import Forms
internal import Foundation
internal import Rules

/// Puts the volume of a case together: what goes where, in which order, on which page.
struct VolumeMaking {
    let `case`: Case
    let office: Office
    let now: Instant
    let archiveNumber: String

    /// A volume ready to be sealed: its listing, and the sheets that were made for it.
    struct Made {
        let listing: VolumeListing
        let attachments: [BlobReference]
    }

    /// A paper with the blobs that stand for it.
    private struct PaperItem {
        let id: String
        let title: String
        let at: Instant
        let responsible: String
        let stage: Int
        let part: VolumePart
        let blobs: [BlobReference]
    }

    /// - Throws: ``OfficeError``.
    func make() async throws -> Made {
        let scratch = try ScratchFolder()
        defer { scratch.remove() }
        var items: [VolumeItem] = []
        var attachments: [BlobReference] = []
        var main: BlobReference?
        for part in VolumePart.allCases {
            let papers = self.papers.filter { $0.part == part }
                .sorted { ($0.stage, $0.at, $0.id) < ($1.stage, $1.at, $1.id) }
            guard !papers.isEmpty else { continue }
            let merged = try await merge(papers, scratch, title: part == .main ? "正卷" : "副卷")
            if part == .main { main = merged.document }
            attachments.append(merged.document)
            for (paper, pages) in zip(papers, merged.pages) {
                items.append(
                    VolumeItem(
                        id: paper.id, title: paper.title, date: paper.at.day, responsible: paper.responsible,
                        stage: paper.stage, time: paper.at, kind: .form, part: part, pages: pages,
                        files: paper.blobs.compactMap(\.content)))
            }
        }
        items += recordingItems + evidenceItems + materialItems
        let sheets = try await sheets(items)
        for (index, sheet) in sheets.enumerated() {
            attachments.append(sheet.blob)
            items.append(
                VolumeItem(
                    id: "sheet-\(index)", title: sheet.title, date: now.day, responsible: office.information.agency,
                    stage: 9, time: now, kind: .remarks, part: sheet.part, pages: 0,
                    files: [sheet.blob].compactMap(\.content)))
        }
        do {
            let contents = try VolumeContents(
                origin: office.information.origin, stream: "case/\(`case`.id)", heading: heading, items: items,
                mainVolume: main?.content)
            let listing = try VolumeListing(contents)
            let stored = try await office.files.put(
                listing.bytes, mediaType: "application/json", name: VolumeListing.path)
            return Made(listing: listing, attachments: [stored] + attachments)
        } catch let error as ArchiveError {
            throw OfficeError.storage(reason: error.code)
        }
    }

    private var heading: VolumeContents.Heading {
        VolumeContents.Heading(
            number: `case`.number ?? "", title: "\(`case`.partyName ?? "")\(`case`.matter?.cause ?? "")案",
            unit: office.information.agency, archiveNumber: archiveNumber, archived: now.day,
            // The text of Wuhan gives no figure, and nothing is guessed.
            retention: "未确定")
    }

    private var papers: [PaperItem] {
        let stages = office.rules.procedure?.stages.map(\.id) ?? []
        return `case`.forms.compactMap { form in
            guard !form.isVoided, let document = form.document, let kind = office.rules.form(form.kind) else {
                return nil
            }
            let issued = form.issued?.number.map { "（\($0)）" } ?? ""
            return PaperItem(
                id: form.id, title: kind.title + issued, at: form.issuedAt ?? form.draftedAt,
                responsible: form.drafter.name, stage: stages.firstIndex(of: kind.stage) ?? stages.count,
                part: kind.volume == .main ? .main : .supplementary,
                blobs: [document] + form.signed.compactMap(\.scan) + [form.decision?.scan].compactMap { $0 })
        }
    }

    private func merge(
        _ papers: [PaperItem], _ scratch: ScratchFolder, title: String
    ) async throws -> (document: BlobReference, pages: [Int]) {
        var paths: [String] = []
        for (index, paper) in papers.enumerated() {
            paths.append(
                try scratch.write(try await office.files.bytes(of: paper.blobs[0]), as: "\(title)-\(index).pdf"))
        }
        let output = scratch.path("\(title).pdf")
        do {
            let merged = try await office.setter.renderer.merge(paths, to: output, title: title)
            let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: output)))
            let document = try await office.files.put(bytes, mediaType: "application/pdf", name: "\(title).pdf")
            return (document, merged.partPageCounts)
        } catch let error as FormsError {
            throw OfficeError.typesetting(reason: error.code)
        }
    }

    private var recordingItems: [VolumeItem] {
        let remarks = `case`.entered(.evidenceRemarked)
        return `case`.recordings.compactMap { recording in
            let added = recording.added
            guard let content = added.blob.content,
                let remark = remarks.last(where: { $0.act.subject == added.recording })?.act
            else { return nil }
            let said = remark.answers.merging(remark.personal ?? [:]) { kept, _ in kept }
            return VolumeItem(
                id: added.recording, title: (added.blob.name as NSString).deletingPathExtension, date: added.start.day,
                responsible: said["recorder-name"]?.text ?? "", stage: 1, time: added.start, kind: .recording,
                part: .main, pages: 0, files: [content],
                remark: RecordingRemark(
                    content: said["content"]?.text ?? "", time: said["time"]?.wording ?? "",
                    place: said["place"]?.text ?? "", recorder: said["recorder-name"]?.text ?? "",
                    identity: said["recorder-identity"]?.text ?? "", storage: said["location"]?.text ?? ""))
        }
    }

    private var evidenceItems: [VolumeItem] {
        let bags = `case`.entered(.evidenceBagged)
        return `case`.entered(.evidenceAdded).enumerated().compactMap { number, entered in
            let act = entered.act
            let bag = bags.last { $0.act.subject == act.subject }.map { entered -> EvidenceBag in
                let said = entered.act.answers.merging(entered.act.personal ?? [:]) { kept, _ in kept }
                return EvidenceBag(
                    number: number + 1, name: said["name"]?.text ?? "", quantity: said["quantity"]?.text ?? "",
                    time: said["time"]?.wording ?? "", place: said["place"]?.text ?? "")
            }
            let files = act.attachments.compactMap(\.content)
            guard bag != nil || !files.isEmpty else { return nil }
            return VolumeItem(
                id: act.subject ?? entered.entry, title: act.personal?["name"]?.text ?? "证据", date: entered.at.day,
                responsible: entered.by.name, stage: 1, time: entered.at, kind: .evidence, part: .main, pages: 0,
                files: files, bag: bag)
        }
    }

    private var materialItems: [VolumeItem] {
        `case`.materials.compactMap { material in
            guard let content = material.received.blob?.content else { return nil }
            return VolumeItem(
                id: material.received.item, title: material.received.name ?? "材料", date: material.at.day,
                responsible: `case`.receivedBy?.name ?? "", stage: material.received.phase == "intake" ? 0 : 1,
                time: material.at, kind: .evidence, part: .main, pages: 0, files: [content])
        }
    }
}

extension FactValue {
    /// The value as a sheet of paper says it: a time without its zone.
    fileprivate var wording: String? {
        if case .instant(let instant) = self { return instant.chinese }
        return text
    }
}

extension BlobReference {
    /// The blob as a volume names it.
    var content: VolumeContent? {
        guard let digest = Digest(hex: digest) else { return nil }
        let known = ["application/pdf": "pdf", "video/mp4": "mp4", "image/jpeg": "jpg", "image/png": "png"]
        let ending = known[mediaType] ?? (name as NSString).pathExtension.lowercased()
        return VolumeContent(digest: digest, byteCount: byteCount, fileExtension: ending.isEmpty ? "bin" : ending)
    }
}
