internal import ArgumentParser
internal import Casework
internal import Foundation
internal import Logging
internal import Office
internal import Synchronization
internal import Web

/// `liuhen import`.
struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in what stands in a spreadsheet: .xlsx, .xls or .csv.",
        discussion: """
            Kinds: volumes, cases, people, employers, devices. Run again with the same file it takes nothing in twice;
            stopped or killed, it goes on where it was. Exits 1 when rows were refused or say something else than what \
            is there, 2 when the file is no spreadsheet with known headings.
            """)

    @Argument(help: "What it brings: volumes, cases, people, employers or devices.") var kind: Kind
    @Argument(help: "The spreadsheet.") var file: String
    @OptionGroup var data: DataOptions
    @Flag(help: "Only tell what would be taken in.") var check = false
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("In whose name; else the first account that may do it.", valueName: "SIGN-IN-NAME"))
    var name: String?
    @Option(
        help: ArgumentHelp(
            "Write the rows that need a look here, with the reason in the last column.", valueName: "FILE.xlsx|csv"))
    var report: String?
    @OptionGroup var output: OutputOptions

    enum Kind: String, ExpressibleByArgument, CaseIterable { case volumes, cases, people, employers, devices }

    private struct Result: Encodable {
        struct Row: Encodable {
            let row: Int
            let outcome: String
            let reason: String
            let remarks: String
        }
        struct Code: Encodable {
            let account: String
            let code: String
        }
        let kind: String
        let account: String
        let rows, fresh, done, known, conflicts, refused, skipped: Int
        let unknownHeadings: [String]
        let open: [Row]
        let codes: [Code]
    }

    /// The codes that were given, kept while the import runs.
    private final class Codes: Sendable {
        private let list = Mutex<[OneTimeCode]>([])

        var all: [OneTimeCode] { list.withLock { $0 } }
        func add(_ code: OneTimeCode) { list.withLock { $0.append(code) } }
    }

    func run() async throws {
        guard let bytes = FileManager.default.contents(atPath: file) else {
            throw CommandFailure("cannot be read: \(file)")
        }
        let logger = Logger(label: "liuhen")
        let office =
            check
            ? try await Office.openForReading(data.folder, logger: logger)
            : try await Office.open(data.folder, logger: logger)
        let kind = ImportKind(rawValue: self.kind.rawValue) ?? .volumes
        let account = try await account(kind, office)
        var found = try await office.readImport(kind, Array(bytes), words: ImportText.words)
        let codes = Codes()
        if !check {
            let isShown = output.format == .text && isatty(2) == 1
            try await office.takeIn(&found, Array(bytes), named: (file as NSString).lastPathComponent, account) {
                done, total in
                if isShown { FileHandle.standardError.write(Data("\r\(done) / \(total) ".utf8)) }
                return false
            } code: { code in
                codes.add(code)
            }
        }
        try writeReport(found)
        let result = result(found, account, codes.all)
        try output.print(
            result,
            lines: [ImportText.summary(found)]
                + (found.otherHeadings.isEmpty ? [] : ["不认得的列：\(found.otherHeadings.joined(separator: "、"))"])
                + result.open.map { "\($0.row)\t\($0.outcome)\t\($0.reason)" }
                + result.codes.map { "\($0.account)\t\($0.code)" })
        if found.refused + found.conflicts > 0 { throw ExitCode(1) }
    }

    private func account(_ kind: ImportKind, _ office: Office) async throws -> Account {
        let able = await office.accounts().filter { office.mayImport(kind, $0) }
        guard let name else {
            guard let first = able.first else {
                throw CommandFailure("no account may import \(kind.rawValue): give somebody the role first")
            }
            return first
        }
        guard let account = able.first(where: { $0.signInName == name || $0.id == name }) else {
            throw CommandFailure("--as: \(name) may not import \(kind.rawValue)")
        }
        return account
    }

    private func writeReport(_ found: ImportReport) throws {
        guard let report else { return }
        let bytes =
            report.hasSuffix(".csv")
            ? Array(ImportFile.text(found, onlyOpen: true).utf8) : ImportFile.workbook(found, onlyOpen: true)
        do {
            try Data(bytes).write(to: URL(fileURLWithPath: report))
        } catch {
            throw CommandFailure("--report: cannot be written: \(report)")
        }
    }

    private func result(_ found: ImportReport, _ account: Account, _ codes: [OneTimeCode]) -> Result {
        Result(
            kind: found.kind.rawValue, account: account.id, rows: found.lines.count, fresh: found.fresh,
            done: found.done, known: found.known, conflicts: found.conflicts, refused: found.refused,
            skipped: found.skipped, unknownHeadings: found.otherHeadings,
            open: found.open.map { line in
                Result.Row(
                    row: line.number, outcome: ImportText.word(line.outcome), reason: ImportText.reason(line),
                    remarks: ImportText.remarks(line))
            },
            codes: codes.filter { !$0.code.isEmpty }.map { Result.Code(account: $0.account, code: $0.code) })
    }
}
