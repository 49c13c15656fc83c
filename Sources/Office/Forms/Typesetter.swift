internal import Casework
internal import Chronology
internal import Forms
internal import Rules

/// Sets the paper of a form.
struct Typesetter: Sendable {
    let renderer: FormRenderer
    let adopted: AdoptedRules

    /// A paper with the tool that set it.
    struct SetPaper: Sendable {
        let bytes: [UInt8]
        let pageCount: Int
        /// Name and version of tool, templates and fonts.
        let tool: String
    }

    /// - Throws: ``OfficeError/typesetting(reason:)``.
    func set(_ paper: Paper) async throws(OfficeError) -> SetPaper {
        do {
            let rendered = try await renderer.render(document(paper))
            let versions = rendered.versions
            return SetPaper(
                bytes: rendered.pdf, pageCount: rendered.pageCount,
                tool: "typst \(versions.typst); templates \(versions.templates); fonts \(versions.fonts)")
        } catch {
            throw .typesetting(reason: "\(error)")
        }
    }

    /// A sheet that belongs to no case.
    /// - Throws: ``OfficeError/typesetting(reason:)``.
    func set(_ document: FormDocument) async throws(OfficeError) -> [UInt8] {
        do { return try await renderer.render(document).pdf } catch { throw .typesetting(reason: "\(error)") }
    }

    private func document(_ paper: Paper) -> FormDocument {
        let information = paper.information
        return FormDocument(
            kind: paper.kind, content: FormContent(paper.fields, of: paper.kind), caseID: paper.case.id,
            formID: paper.formID.isEmpty ? "-" : paper.formID, version: paper.version, caseNumber: paper.case.serial,
            number: paper.number, issuer: paper.kind.isIssuedByBureau ? information.bureau : information.agency,
            day: paper.number == nil && paper.kind.numberWord != nil ? nil : paper.now.day, opinions: opinions(paper),
            isDemo: information.isDemo, madeAt: paper.now)
    }

    /// The cells for review and approval, with what was said in this version.
    private func opinions(_ paper: Paper) -> [FormDocument.Opinion] {
        guard let pack = adopted.book.packs.first(where: { $0.form(paper.kind.id) != nil }) else { return [] }
        return paper.kind.opinionSlots(in: pack).map { slot in
            let said = slot.step == .reviewed ? paper.form?.review : paper.form?.decision
            guard let said, said.version == paper.version else { return FormDocument.Opinion(title: slot.title) }
            return FormDocument.Opinion(
                title: slot.title, text: said.text, name: said.by.name, day: said.at.day,
                note: said.remarks)
        }
    }
}

extension FormKind {
    /// Decisions and notices that bear the bureau's name; everything else is the agency's.
    var isIssuedByBureau: Bool { family == .letter && numberWord != nil }
}

extension Form.Opinion {
    /// What stands beside the signature: that it was given on paper, and for whom.
    fileprivate var remarks: String {
        [isOnPaper ? "纸质签批" : nil, standsInFor.map { "代\($0.name)" }].compactMap(\.self).joined(separator: "，")
    }
}
