internal import Foundation

/// Reads the rows of spreadsheets that people upload: `.xlsx`, or text of values parted by commas or tabs. Keeps one
/// tool warm, apart from the others, with limits on its memory and time.
package actor SheetReader {
    /// The largest file that is looked at, in bytes.
    package static let longestFile = 16 << 20

    private let settings: RendererSettings
    private let executor = QueueExecutor(label: "forms.sheets")
    private var worker: WorkerProcess?
    private var lastRequest = 0

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader; the tool is started with the first file.
    /// - Parameter settings: the Python to run it with; it needs no module.
    package init(settings: RendererSettings) { self.settings = settings }

    /// The rows of the first sheet that say something, each cell as text.
    /// - Throws: ``FormsError/sheetNotReadable`` where the file is no spreadsheet or too large a one,
    ///   ``FormsError/toolMissing(path:)``.
    package func rows(of file: [UInt8]) throws(FormsError) -> [[String]] { try sheet(of: file).rows.map(\.cells) }

    /// The first sheet with the numbers of its rows and its merged cells.
    /// - Throws: as ``rows(of:)``.
    package func sheet(of file: [UInt8]) throws(FormsError) -> Sheet {
        guard file.count <= SheetReader.longestFile else { throw .sheetNotReadable }
        lastRequest += 1
        let request = Request(id: lastRequest, bytes: file.count)
        guard let line = try? JSONEncoder().encode(request) else { throw .badAnswer }
        do {
            let reply = try running().exchange(
                Array(line), content: file, until: .now + settings.timeLimit + .seconds(file.count >> 19))
            guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(reply)), answer.id == request.id
            else { throw FormsError.badAnswer }
            guard let sheet = answer.sheet else { throw FormsError.sheetNotReadable }
            return sheet
        } catch let error as FormsError {
            if error == .badAnswer { worker = nil }
            throw error
        } catch {
            // What ends the tool or holds it up is the file itself; the next one finds a new tool.
            worker?.kill()
            worker = nil
            throw .sheetNotReadable
        }
    }

    private func running() throws(FormsError) -> WorkerProcess {
        if let worker, worker.isRunning { return worker }
        let script = Bundle.module.resourceURL?.appendingPathComponent("Tools/sheet_reader.py").path
        let started = try WorkerProcess(python: settings.python, script: script ?? "Tools/sheet_reader.py")
        guard (try? started.nextLine(until: .now + .seconds(60))) != nil else {
            started.kill()
            throw .toolEnded
        }
        worker = started
        return started
    }

    private struct Request: Encodable {
        let id: Int
        let bytes: Int
    }

    private struct Answer: Decodable {
        let id: Int
        let rows: [[String]]?
        /// The number of each row.
        let lines: [Int]?
        /// First row, first column, last row and last column of each.
        let merges: [[Int]]?

        var sheet: Sheet? {
            guard let rows, let lines, rows.count == lines.count else { return nil }
            return Sheet(
                rows: zip(lines, rows).map { Sheet.Row(number: $0, cells: $1) },
                merges: (merges ?? []).compactMap { merge in
                    guard merge.count == 4, merge[0] <= merge[2], merge[1] <= merge[3] else { return nil }
                    return Sheet.Merge(rows: merge[0]...merge[2], columns: merge[1]...merge[3])
                })
        }
    }
}
