internal import Foundation

/// Reads the codes on scanned sheets and parts a scan. Keeps one tool warm, apart from the one that typesets: it looks
/// at files that anyone may have made, with limits on its memory and time. Nothing of a scan is written to disk.
package actor ScanReader {
    /// The longest scan that is looked at in one piece, in bytes.
    package static let longestScan = 128 << 20

    private let executor = QueueExecutor(label: "forms.scans")
    private let tool: WarmTool

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader; the tool is started with the first scan.
    /// - Parameter settings: the Python that has the modules `zxingcpp`, `pypdfium2` and `pikepdf`.
    package init(settings: RendererSettings) {
        tool = WarmTool(WarmTool.bundled("scan_reader.py"), settings: settings)
    }

    /// The sheets of a scan in their order: a PDF, or a picture of one or more frames.
    /// - Throws: ``FormsError/scanNotReadable``, ``FormsError/scanTooLong(bytes:limit:)``.
    package func sheets(of scan: [UInt8]) throws(FormsError) -> [ScanSheet] {
        let answer: SheetsAnswer = try ask(Request(command: "read"), scan)
        return answer.sheets.map { sheet in
            ScanSheet(codes: sheet.codes.map { ($0.text, $0.turn) }, isBlank: sheet.blank)
        }
    }

    /// The number of pages of a PDF.
    /// - Throws: as ``sheets(of:)``.
    package func pageCount(of document: [UInt8]) throws(FormsError) -> Int {
        let answer: CountAnswer = try ask(Request(command: "count"), document)
        return answer.count
    }

    /// The parts of a PDF, or of a picture of several frames as some scanners give (TIFF).
    /// - Parameter runs: the sheets of each part, counted from 0.
    /// - Returns: a PDF for each run.
    /// - Throws: as ``sheets(of:)``.
    package func parts(of scan: [UInt8], _ runs: [[Int]]) throws(FormsError) -> [[UInt8]] {
        let answer: PartsAnswer = try ask(Request(command: "split", runs: runs), scan)
        guard answer.parts.count == runs.count else { throw .badAnswer }
        return answer.parts.map { Array($0) }
    }

    /// Ends the tool; the next scan starts it again.
    package func stop() { tool.stop() }

    private func ask<Answer: Decodable>(_ request: Request, _ content: [UInt8]) throws(FormsError) -> Answer {
        guard content.count <= ScanReader.longestScan else {
            throw .scanTooLong(bytes: content.count, limit: ScanReader.longestScan)
        }
        do {
            return try tool.ask(request, content: content)
        } catch {
            throw error.blaming(.scanNotReadable)
        }
    }

    // The messages of the tool; `Tools/scan_reader.py` describes them.

    private struct Request: Encodable {
        let command: String
        var runs: [[Int]]?
    }

    private struct SheetsAnswer: Decodable {
        struct Sheet: Decodable {
            struct Code: Decodable {
                let text: String
                let turn: Int
            }

            let codes: [Code]
            let blank: Bool
        }

        let sheets: [Sheet]
    }

    private struct CountAnswer: Decodable {
        let count: Int
    }

    private struct PartsAnswer: Decodable {
        let parts: [Data]
    }
}
