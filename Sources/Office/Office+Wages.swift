package import Casework
internal import Chronology
internal import Cryptography
internal import Forms
internal import Foundation

extension Office {
    /// Reads a wage list from a spreadsheet. Nothing is entered.
    /// - Throws: ``OfficeError/sheet(_:)`` where the file is no spreadsheet, or has no columns that are known.
    package func wageSheet(_ file: [UInt8]) async throws -> WageSheet {
        let sheet = try await sheet(of: file)
        do {
            return try WageSheet(
                sheet.rows.map { WageSheet.Line(number: $0.number, cells: $0.cells) },
                merges: sheet.merges.map { WageSheet.Merge(rows: $0.rows, columns: $0.columns) })
        } catch {
            switch error {
            case .headingsMissing: throw OfficeError.sheet(.headingsMissing)
            case .otherUnit: throw OfficeError.sheet(.otherUnit)
            }
        }
    }

    /// Reads a wage list from a finished upload, which becomes a blob that an entry may name.
    /// - Throws: as ``wageSheet(_:)``, and ``OfficeError/notFound(_:id:)`` where the upload is none of the person's.
    package func wageSheet(
        upload: String, by account: Account
    ) async throws -> (sheet: WageSheet, source: BlobReference) {
        let source = try await finishUpload(upload, by: account)
        return (try await wageSheet(try await files.bytes(of: source)), source)
    }

    /// Enters a wage list in a case. Rows too long for the log go to the vault, and the entry pins them.
    /// - Throws: ``OfficeError``.
    package func enterWages(
        _ rows: [WageRow], replacing: Bool, source: BlobReference? = nil, in id: String, _ context: CommandContext
    ) async throws {
        var (event, long) = try WagesEntered(replaces: replacing, rows: rows, source: source).dividedForLog()
        let context = context.asking(
            rows.map { "\($0.worker)\t\($0.period)\t\($0.owed)\t\($0.paid)" } + ["\(replacing)"])
        let current = try await currentCase(id, context)
        if let long {
            // A blob's file differs each time it is written, so that a command sent twice must not write it twice.
            if try isDone(context, WagesEntered.kind, id) { return }
            event.list = try await files.put(Array(long), mediaType: "application/json", name: "wages.json")
        }
        try await decideAndAppend(.wagesEntered(event), in: current, context)
    }

    /// Takes a matter in with a wage list that came as a spreadsheet or is too long for the log.
    /// - Returns: the new case's id.
    /// - Throws: ``OfficeError``.
    package func receive(
        _ matter: MatterReceived, wages rows: [WageRow], source: BlobReference?, _ context: CommandContext
    ) async throws -> String {
        var matter = matter
        var rows = rows
        if WagesEntered.isLong(matter.wages ?? []) {
            rows = (matter.wages ?? []) + rows
            matter.wages = nil
        }
        let id = try await receive(matter, context)
        guard !rows.isEmpty else { return id }
        // The second entry comes of the same command: sent again after a break between the two, it is entered then.
        var second = context
        second.command = String(SHA256.hash(Array("wages \(context.command)".utf8)).hex.prefix(32))
        second.seenVersion = nil
        try await enterWages(rows, replacing: false, source: source, in: id, second)
        return id
    }
}
