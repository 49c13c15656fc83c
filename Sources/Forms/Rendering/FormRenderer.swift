internal import Foundation

/// Makes papers: keeps one tool warm, starts it again when it ends, and gives each paper a time limit.
///
/// Papers are made one at a time; each takes a few milliseconds. A preview is the same call as the final paper.
package actor FormRenderer {
    private let settings: RendererSettings
    private let executor = QueueExecutor(label: "forms.renderer")
    private let tool: WarmTool

    /// Codes are drawn for this many pages at first; a longer paper is made again with as many as it has.
    private static let expectedPages = 6

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A renderer; the tool is started with the first paper.
    package init(settings: RendererSettings) {
        self.settings = settings
        tool = WarmTool(
            "\(settings.templates)/worker.py", arguments: settings.fontFolders, settings: settings)
    }

    /// The paper of a form.
    package func render(_ document: FormDocument) throws(FormsError) -> RenderedForm {
        var data = TypesetData(document)
        data.marks = try marks(document, pages: FormRenderer.expectedPages)
        let first = try typeset(data)
        guard first.pageCount > data.marks.count else { return first }
        data.marks = try marks(document, pages: first.pageCount)
        return try typeset(data)
    }

    /// A sheet of a volume.
    package func render(_ sheet: VolumeSheet) throws(FormsError) -> RenderedForm { try typeset(sheet.data) }

    /// What a file is to a volume.
    /// - Parameters:
    ///   - path: the file; it stays as it is. A damaged or locked one is ``SurveyedFile/other``.
    ///   - folder: an existing folder for the pictures that are taken out of it.
    package func survey(_ path: String, picturesIn folder: String) throws(FormsError) -> SurveyedFile {
        // Taking a thick scan apart takes longer than setting a paper.
        let answer: SurveyAnswer = try ask(SurveyRequest(path: path, folder: folder), within: settings.timeLimit * 10)
        switch answer.kind {
        case "document":
            guard let pages = answer.pages, pages > 0, let archival = answer.archival else { throw .badAnswer }
            return .document(pages: pages, isArchival: archival)
        case "pictures":
            guard let pictures = answer.pictures, !pictures.isEmpty else { throw .badAnswer }
            return .pictures(pictures)
        case "other": return .other
        default: throw .badAnswer
        }
    }

    /// Puts PDF files one behind the other, with bookmarks, and prints the volume's page numbers in their upper right
    /// corners. The numbers are also the labels by which a reader calls the pages.
    /// - Parameters:
    ///   - parts: at least one; their files stay as they are.
    ///   - output: the path to write to; a file there is replaced.
    ///   - firstPage: the number of the first page that bears one.
    /// - Throws: ``FormsError/mergeFailed(detail:)`` where a part cannot be read or the output not be written.
    package func merge(
        _ parts: [BoundPart], to output: String, firstPage: Int = 1, title: String
    ) throws(FormsError) -> MergedVolume {
        precondition(!parts.isEmpty, "a volume has at least one part")
        let request = MergeRequest(
            parts: parts.map(MergeRequest.Part.init), output: output, first: firstPage, title: title)
        let answer: MergeAnswer
        do {
            // A volume of a thousand pages takes as long as it takes.
            answer = try ask(request, within: settings.timeLimit + .seconds(parts.count * 2))
        } catch .typesetting(let detail) {
            throw .mergeFailed(detail: detail)
        }
        return MergedVolume(
            pageCount: answer.pages, partPageCounts: answer.partPages, isArchival: answer.archival)
    }

    /// What papers are made with now; starts the tool where it is not running.
    package func toolVersions() throws(FormsError) -> ToolVersions {
        try ask(VersionsRequest(), within: settings.timeLimit)
    }

    /// Ends the tool; the next paper starts it again.
    package func stop() { tool.stop() }

    /// The process id of the running tool, so that a test can end it.
    func workerIdentifier() -> Int32? { tool.identifier }

    private func marks(_ document: FormDocument, pages: Int) throws(FormsError) -> [TypesetData.Mark] {
        var marks: [TypesetData.Mark] = []
        for page in 1...pages {
            let mark = PageMark(
                caseID: document.caseID, formID: document.formID, version: document.version, page: page)
            marks.append(TypesetData.Mark(text: mark.text, svg: try QRCode(mark.text).svg))
        }
        return marks
    }

    func typeset(_ data: TypesetData) throws(FormsError) -> RenderedForm {
        let answer: RenderAnswer = try ask(RenderRequest(data: data), within: settings.timeLimit)
        return RenderedForm(pdf: Array(answer.pdf), pageCount: answer.pages, versions: answer.versions)
    }

    /// Asks the tool; where it has ended starts it again and asks once more: what it works on is our own.
    private func ask<Answer: Decodable>(
        _ request: some Encodable, within limit: Duration, isSecondTry: Bool = false
    ) throws(FormsError) -> Answer {
        do {
            return try tool.ask(request, within: limit)
        } catch {
            switch error {
            case .lost(.toolEnded) where !isSecondTry: return try ask(request, within: limit, isSecondTry: true)
            case .lost(let problem), .broken(let problem): throw problem
            case .refused("fonts-missing", let families):
                // It looks for them when it starts.
                tool.stop()
                throw .fontsMissing(families.components(separatedBy: ", "))
            case .refused(_, let detail): throw .typesetting(detail: detail)
            }
        }
    }
}
