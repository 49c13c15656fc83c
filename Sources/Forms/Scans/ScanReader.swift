internal import Foundation

/// Reads the codes on scanned sheets and parts a scan. Keeps one tool warm, apart from the one that typesets: it looks
/// at files that anyone may have made, with limits on its memory and time. Nothing of a scan is written to disk.
package actor ScanReader {
    /// The longest scan that is looked at in one piece, in bytes.
    package static let longestScan = 128 << 20

    private let settings: RendererSettings
    private let executor = QueueExecutor(label: "forms.scans")
    private var worker: WorkerProcess?
    private var lastRequest = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader; the tool is started with the first scan.
    /// - Parameter settings: the Python that has the modules `zxingcpp`, `pypdfium2` and `pikepdf`.
    package init(settings: RendererSettings) { self.settings = settings }

    /// The sheets of a scan in their order: a PDF, or a picture of one or more frames.
    /// - Throws: ``FormsError/scanNotReadable``, ``FormsError/scanTooLong(bytes:limit:)``.
    package func sheets(of scan: [UInt8]) throws(FormsError) -> [ScanSheet] {
        let answer = try ask("read", scan)
        guard let sheets = answer.sheets else { throw .badAnswer }
        return sheets.map { sheet in
            ScanSheet(codes: sheet.codes.map { ($0.text, $0.turn) }, isBlank: sheet.blank)
        }
    }

    /// The number of pages of a PDF.
    /// - Throws: as ``sheets(of:)``.
    package func pageCount(of document: [UInt8]) throws(FormsError) -> Int {
        guard let count = try ask("count", document).count else { throw .badAnswer }
        return count
    }

    /// The parts of a PDF, or of a picture of several frames as some scanners give (TIFF).
    /// - Parameter runs: the sheets of each part, counted from 0.
    /// - Returns: a PDF for each run.
    /// - Throws: as ``sheets(of:)``.
    package func parts(of scan: [UInt8], _ runs: [[Int]]) throws(FormsError) -> [[UInt8]] {
        let answer = try ask("split", scan, runs: runs)
        let parts = (answer.parts ?? []).compactMap { Data(base64Encoded: $0).map { Array($0) } }
        guard parts.count == runs.count else { throw .badAnswer }
        return parts
    }

    /// Ends the tool; the next scan starts it again.
    package func stop() { worker = nil }

    private func ask(_ command: String, _ content: [UInt8], runs: [[Int]]? = nil) throws(FormsError) -> ScanAnswer {
        guard content.count <= ScanReader.longestScan else {
            throw .scanTooLong(bytes: content.count, limit: ScanReader.longestScan)
        }
        lastRequest += 1
        let request = ScanRequest(id: lastRequest, command: command, bytes: content.count, runs: runs)
        guard let line = try? JSONEncoder().encode(request) else { throw .badAnswer }
        // A second for each half a mebibyte: some of a thousand sheets take their time.
        let limit = settings.timeLimit + .seconds(content.count >> 19)
        do {
            let tool = try running()
            let reply = try tool.exchange(Array(line), content: content, until: .now + limit)
            guard let answer = try? JSONDecoder().decode(ScanAnswer.self, from: Data(reply)), answer.id == request.id
            else {
                worker = nil
                throw FormsError.badAnswer
            }
            if answer.error != nil { throw FormsError.scanNotReadable }
            return answer
        } catch let error as FormsError {
            throw error
        } catch {
            // What ends the tool or holds it up is the scan itself; the next one finds a new tool.
            worker?.kill()
            worker = nil
            throw .scanNotReadable
        }
    }

    private func running() throws(FormsError) -> WorkerProcess {
        if let worker, worker.isRunning { return worker }
        let started = try WorkerProcess(python: settings.python, script: ScanReader.script)
        guard let line = try? started.nextLine(until: .now + .seconds(60)),
            (try? JSONDecoder().decode([String: String].self, from: Data(line))) != nil
        else {
            started.kill()
            throw .toolEnded
        }
        worker = started
        return started
    }

    private static var script: String {
        Bundle.module.resourceURL?.appendingPathComponent("Tools/scan_reader.py").path ?? "Tools/scan_reader.py"
    }
}

/// The messages of the tool; `Tools/scan_reader.py` describes them.
private struct ScanRequest: Encodable {
    let id: Int
    let command: String
    let bytes: Int
    let runs: [[Int]]?
}

private struct ScanAnswer: Decodable {
    struct Sheet: Decodable {
        struct Code: Decodable {
            let text: String
            let turn: Int
        }

        let codes: [Code]
        let blank: Bool
    }

    let id: Int
    let sheets: [Sheet]?
    let count: Int?
    let parts: [String]?
    let error: String?
}
