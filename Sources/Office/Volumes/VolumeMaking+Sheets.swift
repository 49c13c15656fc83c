internal import Archive
internal import Casework
internal import Chronology
internal import Forms
internal import Rules

extension VolumeMaking {
    /// A sheet that the volume itself adds, outside its catalogue.
    struct Sheet {
        let title: String
        let isLast: Bool
        let pdf: [UInt8]
        let blob: BlobReference
    }

    /// Cover, catalogue and remarks sheet of one of the volumes.
    func sheets(
        of part: VolumePart, _ contents: VolumeContents, _ items: [VolumeBinder.Bound]
    ) async throws -> [Sheet] {
        let rows = contents.catalogue(of: part)
        let references = part == .main ? await crossReferences() : []
        let remarks = VolumeRemarks(
            head: head(part), papers: rows.count, pages: contents.pages(of: part), apart: apart(rows),
            situation: situation(of: part, items, references), compiler: compiler,
            checker: FormDocument.Signature(name: ""))
        return [
            try await sheet(.cover(cover(part, contents)), "封面", isLast: false),
            try await sheet(
                .catalogue(VolumeCatalogue(head: head(part), entries: entries(rows))), "卷内目录", isLast: false),
            try await sheet(.remarks(remarks), "卷内备考表", isLast: true),
        ]
    }

    /// 证据材料备考表 as a piece of the main volume; nil where nothing was recorded.
    func evidenceRemarks(_ remarks: [RecordingRemark]) -> VolumePiece? {
        guard !remarks.isEmpty else { return nil }
        let entries = remarks.map {
            EvidenceRemarks.Entry(
                content: $0.content, time: $0.time, place: $0.place, recorderName: $0.recorder,
                recorderIdentity: $0.identity, location: $0.storage)
        }
        let last = `case`.entered(.evidenceRemarked).last
        let signature = FormDocument.Signature(name: last?.by.name ?? "", day: last?.at.day)
        let title = "证据材料备考表"
        let sheet = EvidenceRemarks(head: head(.main), entries: entries, compiler: signature)
        return VolumePiece(
            id: "evidence-remarks", title: title, at: now, responsible: office.information.agency,
            // Behind every stage.
            stage: .max, part: .main, kind: .remarks, bound: [[.sheet(.evidenceRemarks(sheet), title)]])
    }

    /// The PDF of a sheet.
    func render(_ sheet: VolumeSheet) async throws -> [UInt8] {
        do {
            return try await office.setter.renderer.render(sheet).pdf
        } catch {
            throw OfficeError.typesetting(reason: error.code)
        }
    }

    private func sheet(_ sheet: VolumeSheet, _ title: String, isLast: Bool) async throws -> Sheet {
        let pdf = try await render(sheet)
        let blob = try await office.files.put(pdf, mediaType: "application/pdf", name: "\(title).pdf")
        return Sheet(title: title, isLast: isLast, pdf: pdf, blob: blob)
    }

    /// The day of filing: of the approval that ends the first stage, whatever the text calls its paper.
    private var filingDay: Day? {
        let first = office.rules.procedure?.stages.first?.id
        let approved = `case`.forms.filter { form in
            let kind = office.rules.form(form.kind)
            return kind?.stage == first && kind?.family == .approvalTable && form.decision?.passed == true
        }
        return approved.compactMap { $0.decision?.at }.min()?.day
    }

    private func cover(_ part: VolumePart, _ contents: VolumeContents) -> VolumeCover {
        let closed = `case`.entered(.caseClosed).last?.at.day
        return VolumeCover(
            head: head(part),
            lines: [
                ("案件编号", `case`.number ?? ""), ("案　　由", `case`.matter?.cause ?? ""),
                ("当 事 人", (`case`.matter?.employers ?? []).map(\.name).joined(separator: "、")),
                ("立案日期", filingDay?.chinese ?? "—"), ("结案日期", closed?.chinese ?? "—"),
                (office.rules.leadTitle, `case`.lead?.name ?? "—"), ("归档日期", now.day.chinese),
            ], papers: contents.items(of: part).count, pages: contents.pages(of: part),
            retention: contents.heading.retention, archiveNumber: archiveNumber)
    }

    /// The rows as paper catalogues have them: the first page of each, and of the last one first and last.
    private func entries(_ rows: [CatalogueRow]) -> [VolumeCatalogue.Entry] {
        let last = rows.last { $0.firstPage != nil }?.number
        return rows.map { row in
            let range = row.pagesText.replacing("–", with: "-")
            return VolumeCatalogue.Entry(
                number: row.documentNumber ?? "", author: row.responsible, title: row.title,
                date: row.date.description, pages: row.number == last ? range : row.firstPage.map(String.init) ?? "—",
                remark: row.noteText)
        }
    }

    private func apart(_ rows: [CatalogueRow]) -> String {
        let recordings = rows.filter { $0.kind == .recording }.count
        let bags = rows.filter { $0.bag != nil }.count
        let electronic = rows.filter { $0.kind != .recording && $0.firstPage == nil && !$0.files.isEmpty }.count
        let other = rows.filter { $0.kind != .recording && $0.firstPage == nil && $0.files.isEmpty && $0.bag == nil }
        let texts = [
            recordings > 0 ? "音像资料\(recordings)件，存放地点见证据材料备考表" : nil, bags > 0 ? "证据袋\(bags)个" : nil,
            electronic > 0 ? "电子文件\(electronic)件，随电子案卷" : nil, other.isEmpty ? nil : "另行存放\(other.count)件",
        ]
        let said = texts.compactMap { $0 }
        return said.isEmpty ? "无" : said.joined(separator: "；")
    }

    /// What a later reader should know: deviations, forms that were voided, and what could not be bound as it should.
    /// What concerns papers of the supplementary volume is told in that one alone.
    private func situation(
        of part: VolumePart, _ items: [VolumeBinder.Bound], _ references: [String]
    ) -> String {
        let deviations = `case`.entered(.deviationRecorded).map {
            "偏离\($0.act.answers["rule"]?.text ?? "")：\($0.act.answers["reason"]?.text ?? "")"
        }
        let voided = `case`.forms.filter(\.isVoided).compactMap { form -> String? in
            let kind = office.rules.form(form.kind)
            guard (kind?.volume == .supplementary) == (part == .supplementary) else { return nil }
            return "作废《\(kind?.title ?? form.kind)》：\(form.voided ?? "")"
        }
        let papers = items.filter { $0.isApart && $0.pages > 0 }
        let unscanned =
            papers.isEmpty
            ? [] : ["纸质材料\(papers.count)件共\(papers.reduce(0) { $0 + $1.pages })页未扫描，在电子案卷中以代替页标明页号"]
        let lines = references + (part == .main ? deviations : []) + voided + unscanned + items.flatMap(\.remarks)
        return lines.isEmpty ? "无" : lines.joined(separator: "；")
    }

    /// Who put the volume together, and when.
    private var compiler: FormDocument.Signature {
        let compiled = `case`.entered(.volumeCompiled).last
        return FormDocument.Signature(name: compiled?.by.name ?? "", day: compiled?.at.day)
    }
}
