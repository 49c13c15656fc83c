internal import Foundation

/// Makes papers: keeps one tool warm, starts it again when it ends, and gives each paper a time limit.
///
/// Papers are made one at a time; each takes a few milliseconds. A preview is the same call as the final paper.
package actor FormRenderer {
    private let settings: RendererSettings
    private let executor = QueueExecutor(label: "forms.renderer")
    private var worker: WorkerProcess?
    private var versions: ToolVersions?
    private var lastRequest = 0

    /// Codes are drawn for this many pages at first; a longer paper is made again with as many as it has.
    private static let expectedPages = 6

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A renderer; the tool is started with the first paper.
    package init(settings: RendererSettings) { self.settings = settings }

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
        let answer = try ask(SurveyRequest(path: path, folder: folder), within: settings.timeLimit * 10)
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
        let answer: Answer
        do {
            // A volume of a thousand pages takes as long as it takes.
            answer = try ask(request, within: settings.timeLimit + .seconds(parts.count * 2))
        } catch .typesetting(let detail) {
            throw .mergeFailed(detail: detail)
        }
        guard let pages = answer.pages, let partPages = answer.partPages, let archival = answer.archival else {
            throw .badAnswer
        }
        return MergedVolume(pageCount: pages, partPageCounts: partPages, isArchival: archival)
    }

    /// What papers are made with now; starts the tool where it is not running.
    package func toolVersions() throws(FormsError) -> ToolVersions {
        _ = try running()
        guard let versions else { throw .badAnswer }
        return versions
    }

    /// Ends the tool; the next paper starts it again.
    package func stop() { worker = nil }

    /// The process id of the running tool, so that a test can end it.
    func workerIdentifier() -> Int32? { worker?.identifier }

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
        let answer = try ask(RenderRequest(data: data), within: settings.timeLimit)
        guard let text = answer.pdf, let pdf = Data(base64Encoded: text), let pages = answer.pages, let versions else {
            throw .badAnswer
        }
        return RenderedForm(pdf: Array(pdf), pageCount: pages, versions: versions)
    }

    /// Asks the tool; where it has ended starts it again and asks once more.
    private func ask(_ request: some Encodable, within limit: Duration) throws(FormsError) -> Answer {
        lastRequest += 1
        let id = lastRequest
        guard let body = try? JSONEncoder().encode(Numbered(id: id, request: request)) else { throw .badAnswer }
        for _ in 0..<2 {
            let tool = try running()
            do {
                let line = try tool.exchange(Array(body), until: .now + limit)
                guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(line)), answer.id == id else {
                    worker = nil
                    throw FormsError.badAnswer
                }
                if answer.error != nil { throw FormsError.typesetting(detail: answer.detail ?? "") }
                return answer
            } catch WorkerProcess.Failure.timedOut {
                tool.kill()
                worker = nil
                throw .timedOut(seconds: Int(limit.components.seconds))
            } catch WorkerProcess.Failure.ended {
                worker = nil
            } catch let error as FormsError {
                throw error
            } catch {
                throw .badAnswer
            }
        }
        throw .toolEnded
    }

    private func running() throws(FormsError) -> WorkerProcess {
        if let worker { return worker }
        let started = try WorkerProcess(settings)
        let line: [UInt8]
        do {
            line = try started.nextLine(until: .now + .seconds(60))
        } catch {
            started.kill()
            throw error == .timedOut ? .timedOut(seconds: 60) : .toolEnded
        }
        guard let hello = try? JSONDecoder().decode(Hello.self, from: Data(line)) else { throw .badAnswer }
        guard hello.missingFonts.isEmpty else { throw .fontsMissing(hello.missingFonts) }
        versions = ToolVersions(typst: hello.typst, templates: hello.templates, fonts: hello.fonts)
        worker = started
        return started
    }
}
