internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Ledger
internal import Logging
internal import Office
internal import Web

/// `liuhen witness`.
struct WitnessCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "witness", abstract: "Witness the logs of other offices, as their superior body does.",
        discussion: """
            Keeps in --state its own key, the logs that it trusts, and every checkpoint that it cosigned, for ever. The \
            first time: --name. For each log once: --key, the log's public key, taken from its office in person.
            Then one of these, or several: --log looks at a published log (an address, a folder of tiles, or an office's \
            data folder) and hands the cosignature back; --request takes a file that was carried from an office and writes --answer, which goes \
            back; --listen serves logs that send (C2SP tlog-witness), and looks at each --log every --every minutes. \
            Without any of them: prints its own key, and what it has seen.
            Exits 1 where a log was rewritten or cut; both signed notes are then kept as evidence in --state.
            """)

    @Option(help: ArgumentHelp("The witness's folder.", valueName: "DIR")) var state: String
    @Option(
        help:
            "The witness's name for ever, a URL without scheme (witness.rst.example.gov.cn); else that of this machine."
    ) var name: String?
    @Option(help: ArgumentHelp("The public key of a log to trust from now on.", valueName: "FILE"))
    var key: [String] = []
    @Option(help: ArgumentHelp("A log: http://…/tlog, a folder of tiles, or a data folder.", valueName: "URL|DIR"))
    var log: [String] = []
    @Option(help: ArgumentHelp("A request that was carried here.", valueName: "FILE")) var request: String?
    @Option(help: ArgumentHelp("Where to write what is carried back.", valueName: "FILE")) var answer: String?
    @Option(help: ArgumentHelp("Serve on this address.", valueName: "HOST:PORT")) var listen: String?
    @Option(help: "Minutes between two looks at each log.") var every = 60
    @OptionGroup var output: OutputOptions

    private struct Row: Encodable {
        let log: String
        let size: Int
        let time: Instant?
        let evidence: [String]
    }

    private struct Report: Encodable {
        let ok: Bool
        let key: String
        let told: [String]
        let logs: [Row]
    }

    func run() async throws {
        let published = try log.map { place in
            guard let log = PublishedLog(place) else { throw CommandFailure("--log: \(place) is no address or folder") }
            return log
        }
        guard every > 0 else { throw CommandFailure("--every: at least one minute") }
        let book = try open()
        for file in key { try book.trust(KeyFile.verifierKey(file)) }
        if let listen { return try await serve(book, at: listen, published) }
        var told: [String] = []
        var isRight = true
        if let request { isRight = try take(request, book, &told) }
        for log in published {
            do {
                let (outcome, isHandedBack) = try await log.visit(book, at: now)
                told += WitnessText.lines(outcome, place: log.place, isHandedBack: isHandedBack)
                switch outcome {
                case .cosigned(let note, _):
                    if let answer { try write(note.bytes, to: answer) }
                case .empty: break
                case .alarm, .unknown, .unsigned: isRight = false
                }
            } catch is PublishedLog.Unreachable {
                throw CommandFailure("--log: \(log.place) cannot be reached, or holds no log")
            } catch let error as LedgerError {
                throw CommandFailure("--log: \(log.place): \(error.code) \(error)")
            }
        }
        let rows = try book.logs().map {
            Row(log: $0.origin, size: $0.size.value, time: $0.time, evidence: $0.evidence)
        }
        try output.print(
            Report(ok: isRight, key: book.key.description, told: told, logs: rows),
            lines: told + (told.isEmpty ? ["\(book.key)"] + rows.map { "\($0.log)\t\($0.size)" } : []))
        if !isRight { throw ExitCode(1) }
    }

    private var now: Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }

    private func open() throws -> WitnessBook {
        let named = name ?? (WitnessBook.exists(in: state) ? nil : ProcessInfo.processInfo.hostName.lowercased())
        do {
            return try WitnessBook(folder: state, name: named)
        } catch {
            switch error {
            case .invalidName(_, let text):
                throw CommandFailure(
                    "--name: not \(text): a URL without scheme such as witness.rst.example.gov.cn, the same as the first time"
                )
            case .fenced: throw CommandFailure("--state: another process uses \(state)")
            default: throw CommandFailure("--state: \(state): \(error.code) \(error)")
            }
        }
    }

    /// Judges a file that was carried here, and writes what is carried back.
    private func take(_ file: String, _ book: WitnessBook, _ told: inout [String]) throws -> Bool {
        guard let answer else { throw CommandFailure("--answer: where to write what is carried back") }
        let asked: WitnessRequest
        do {
            asked = try WitnessRequest(parsing: KeyFile.bytes(file, option: "--request"))
        } catch let error as LedgerError {
            throw CommandFailure("--request: \(file) is no request to a witness (\(error.code))")
        }
        let origin = asked.checkpoint.origin
        switch try book.answer(asked, at: now) {
        case .success(let cosigned):
            try write(cosigned.note.bytes, to: answer)
            told.append("\(origin)：已见证前 \(asked.checkpoint.size) 条记录。请把 \(answer) 送回该单位。")
            return true
        case .failure(let refused):
            let refusal = WitnessRefusal(
                origin: origin, key: book.key.description, status: refused.refusal.status,
                seen: try book.seen(of: origin).map { Int64($0.size.value) }, alarm: refused.alarm?.kind)
            try write(refusal.bytes, to: answer)
            told += refused.alarm.map(WitnessText.lines) ?? ["\(origin)：" + WitnessText.line(refused.refusal)]
            return false
        }
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        do { try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic) } catch {
            throw CommandFailure("--answer: \(path) cannot be written")
        }
    }

    private func serve(_ book: WitnessBook, at address: String, _ published: [PublishedLog]) async throws {
        let parts = address.split(separator: ":").map(String.init)
        guard parts.count == 2, let port = Int(parts[1]), (1...65_535).contains(port) else {
            throw CommandFailure("--listen: HOST:PORT, not \(address)")
        }
        print("\(book.key)")
        try await WitnessApplication.serve(
            book, host: parts[0], port: port, logs: published, minutes: every, logger: Logger(label: "liuhen witness")
        ) { lines, isAlarm in
            let text = lines.map { $0 + "\n" }.joined()
            (isAlarm ? FileHandle.standardError : FileHandle.standardOutput).write(Data(text.utf8))
        }
    }
}
