internal import Archive
internal import Casework
internal import Chronology
internal import Forms
internal import Rules

extension VolumeMaking {
    /// A sheet that the volume itself adds.
    struct Sheet {
        let title: String
        let part: VolumePart
        let blob: BlobReference
    }

    /// Cover and catalogue of each part, the remarks sheet for evidence, and the one of the volume.
    func sheets(_ items: [VolumeItem]) async throws -> [Sheet] {
        var sheets: [Sheet] = []
        for part in VolumePart.allCases {
            let rows = items.filter { $0.part == part }
                .sorted { ($0.stage, $0.time, $0.id) < ($1.stage, $1.time, $1.id) }
            guard !rows.isEmpty else { continue }
            let texts = VolumeCatalogue.pageTexts(counts: rows.map(\.pages))
            let entries = zip(rows, texts).map { item, pages in
                VolumeCatalogue.Entry(
                    number: "", author: item.responsible, title: item.title, date: item.date.description,
                    pages: item.pages > 0 ? pages : "随卷",
                    remark: item.kind == .recording ? "音像，见备考表" : item.bag == nil ? "" : "证据袋")
            }
            sheets.append(
                try await set(
                    .catalogue(VolumeCatalogue(head: head(part), entries: entries)), part, "\(part.folder)卷内目录"))
        }
        let remarks = items.compactMap(\.remark)
        if !remarks.isEmpty {
            let entries = remarks.map {
                EvidenceRemarks.Entry(
                    content: $0.content, time: $0.time, place: $0.place, recorderName: $0.recorder,
                    recorderIdentity: $0.identity, location: $0.storage)
            }
            sheets.append(
                try await set(
                    .evidenceRemarks(
                        EvidenceRemarks(
                            head: head(.main), entries: entries, compiler: FormDocument.Signature(name: "", day: nil))),
                    .main, "证据材料备考表"))
        }
        let main = items.filter { $0.part == .main }
        sheets.append(
            try await set(
                .remarks(
                    VolumeRemarks(
                        head: head(.main), papers: main.filter { $0.pages > 0 }.count,
                        pages: main.reduce(0) { $0 + $1.pages }, apart: "音像资料\(remarks.count)件，存放位置见证据材料备考表",
                        situation: situation, compiler: FormDocument.Signature(name: ""),
                        checker: FormDocument.Signature(name: ""))), .main, "卷内备考表"))
        return sheets
    }

    /// What a later reader should know: deviations, and forms that were voided.
    private var situation: String {
        let deviations = self.case.entered(.deviationRecorded).map {
            "偏离\($0.act.answers["rule"]?.text ?? "")：\($0.act.answers["reason"]?.text ?? "")"
        }
        let voided = self.case.forms.filter(\.isVoided).map { form in
            "作废\(office.rules.form(form.kind)?.title ?? form.kind)：\(form.voided ?? "")"
        }
        let lines = deviations + voided
        return lines.isEmpty ? "无" : lines.joined(separator: "；")
    }

    private func head(_ part: VolumePart) -> VolumeHead {
        VolumeHead(
            issuer: office.information.agency, caseNumber: self.case.number ?? "", part: part.folder,
            isDemo: office.information.isDemo, madeAt: now)
    }

    private func set(_ sheet: VolumeSheet, _ part: VolumePart, _ title: String) async throws -> Sheet {
        do {
            let rendered = try await office.setter.renderer.render(sheet)
            let blob = try await office.files.put(rendered.pdf, mediaType: "application/pdf", name: "\(title).pdf")
            return Sheet(title: title, part: part, blob: blob)
        } catch let error as FormsError {
            throw OfficeError.typesetting(reason: error.code)
        }
    }
}
