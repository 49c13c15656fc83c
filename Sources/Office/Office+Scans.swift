internal import Casework
internal import Forms
internal import Foundation
internal import Rules

extension Office {
    /// Matches a scan with the form that it came for, by the codes on its sheets.
    /// - Parameter confirmation: why sheets whose code cannot be read are taken for sheets of the form.
    /// - Throws: ``OfficeError/scan(_:)`` where the scan holds something else, or less.
    func check(
        _ scan: BlobReference, upload: String, for form: Form, in current: Case, confirmation: String?
    ) async throws -> ScanCheck {
        let title = rules.form(form.kind)?.title ?? form.kind
        func mismatch(_ findings: [ScanMismatch.Finding], mayBeConfirmed: Bool = false) -> OfficeError {
            .scan(
                ScanMismatch(upload: upload, title: title, findings: findings, mayBeConfirmed: mayBeConfirmed))
        }
        let sheets: [ScanSheet]
        switch try await self.sheets(of: scan) {
        case .success(let read): sheets = read
        case .failure(let unreadable): throw mismatch([unreadable.finding])
        }
        let match = ScanMatch(
            sheets, caseID: current.id, formID: form.id, version: form.version, pages: try await pageCounts(of: form))
        let findings = await findings(match, in: current)
        guard match.sheets > 0 else { throw mismatch([.empty]) }
        let reason = confirmation.flatMap { $0.isBlank ? nil : $0 }
        guard match.findings.isEmpty || (match.mayBeConfirmed && reason != nil) else {
            throw mismatch(findings, mayBeConfirmed: match.mayBeConfirmed)
        }
        return ScanCheck(
            sheets: match.sheets, read: match.read, confirmation: match.read < match.sheets ? reason : nil)
    }

    /// Parts an upload by the forms whose sheets it holds, whatever case they belong to. Nothing is entered: each piece
    /// is an upload of its own, for the form's page.
    /// - Throws: ``OfficeError/scan(_:)`` for a file that is no scan.
    package func sortScan(_ upload: String, in caseID: String, for account: Account) async throws -> SortedScan {
        let current = try await visibleCase(caseID, account)
        let scan = try await finishUpload(upload, by: account)
        let sheets: [ScanSheet]
        switch try await self.sheets(of: scan) {
        case .success(let read): sheets = read
        case .failure(let unreadable):
            throw OfficeError.scan(
                ScanMismatch(upload: upload, title: "", findings: [unreadable.finding], mayBeConfirmed: false))
        }
        let (runs, unread) = ScanRun.runs(of: sheets)
        var pieces: [SortedScan.Piece] = []
        var foreign: [Int] = []
        for run in runs {
            guard let (home, form) = await home(of: run.caseID, run.formID) else {
                foreign += run.sheets.map { $0 + 1 }
                continue
            }
            let own = run.sheets.map { sheets[$0] }
            let match = ScanMatch(
                own, caseID: home.id, formID: form.id, version: form.version, pages: try await pageCounts(of: form))
            let isWhole = runs.count == 1 && unread.isEmpty && run.sheets == run.sheets.sorted()
            pieces.append(
                SortedScan.Piece(
                    place: place(form, home, from: current), sheets: run.sheets.map { $0 + 1 },
                    upload: isWhole ? upload : try await piece(run.sheets, of: scan, form, for: account),
                    findings: await findings(match, in: home)))
        }
        return SortedScan(pieces: pieces, unread: unread.map { $0 + 1 }, foreign: foreign.sorted())
    }

    private struct Unreadable: Error { let finding: ScanMismatch.Finding }

    private func sheets(of scan: BlobReference) async throws -> Result<[ScanSheet], Unreadable> {
        guard scan.byteCount <= ScanReader.longestScan else {
            return .failure(Unreadable(finding: .tooLong(limit: ScanReader.longestScan)))
        }
        do {
            return .success(try await scans.sheets(of: try await files.bytes(of: scan)))
        } catch FormsError.scanNotReadable {
            return .failure(Unreadable(finding: .notReadable))
        } catch let error as FormsError {
            throw OfficeError.typesetting(reason: error.code)
        }
    }

    /// How many pages the papers have that may have been printed of a form.
    func pageCounts(of form: Form) async throws -> [Int] {
        var counts: [Int] = []
        for document in [form.issued?.document, form.submitted?.document].compactMap({ $0 }) {
            do {
                counts.append(try await scans.pageCount(of: try await files.bytes(of: document)))
            } catch let error as FormsError {
                throw OfficeError.typesetting(reason: error.code)
            }
        }
        return counts.isEmpty ? [1] : counts
    }

    /// The sheets of one form as an upload of their own.
    private func piece(
        _ sheets: [Int], of scan: BlobReference, _ form: Form, for account: Account
    ) async throws -> String {
        do {
            let parts = try await scans.parts(of: try await files.bytes(of: scan), [sheets])
            let name = "\(rules.form(form.kind)?.title ?? form.kind)扫描件.pdf"
            let blob = try await files.put(parts.first ?? [], mediaType: "application/pdf", name: name)
            let id = "s" + UUID().uuidString.replacing("-", with: "").lowercased()
            try state.remember(
                StateStore.Upload(
                    id: id, account: account.id, name: name, mediaType: blob.mediaType, length: Int64(blob.byteCount),
                    reference: String(decoding: try JSONEncoder().encode(blob), as: UTF8.self)))
            return id
        } catch let error as FormsError {
            throw error == .scanNotReadable
                ? OfficeError.scan(
                    ScanMismatch(upload: "", title: "", findings: [.notReadable], mayBeConfirmed: false))
                : OfficeError.typesetting(reason: error.code)
        }
    }

    private func home(of caseID: String, _ form: String) async -> (Case, Form)? {
        guard let found = try? await cases.current(caseID), let form = found.form(form) else { return nil }
        return (found, form)
    }

    private func place(_ form: Form, _ home: Case, from current: Case) -> ScanMismatch.Place {
        ScanMismatch.Place(
            caseID: home.id, caseNumber: home.id == current.id ? nil : home.number ?? home.id, form: form.id,
            kind: form.kind, title: rules.form(form.kind)?.title ?? form.kind)
    }

    /// The findings with the places where stray sheets belong, sheets of one kind of finding together.
    private func findings(_ match: ScanMatch, in current: Case) async -> [ScanMismatch.Finding] {
        var told: [ScanMismatch.Finding] = []
        var unread: [Int] = []
        var foreign: [Int] = []
        var versions: [[Int]: [Int]] = [:]
        var others: [(place: ScanMismatch.Place, sheets: [Int])] = []
        for finding in match.findings {
            switch finding {
            case .unread(let sheet): unread.append(sheet)
            case .foreign(let sheet, let mark):
                guard let (home, form) = await home(of: mark.caseID, mark.formID) else {
                    foreign.append(sheet)
                    continue
                }
                let place = place(form, home, from: current)
                if let known = others.firstIndex(where: { $0.place == place }) {
                    others[known].sheets.append(sheet)
                } else {
                    others.append((place, [sheet]))
                }
            case .otherVersion(let sheet, let found, let wanted): versions[[found, wanted], default: []].append(sheet)
            case .repeated(let sheet, let page): told.append(.repeated(sheet: sheet, page: page))
            case .misplaced(let sheet, let page): told.append(.misplaced(sheet: sheet, page: page))
            case .missing(let pages): told.append(.missing(pages: pages))
            }
        }
        let strays = others.map { ScanMismatch.Finding.other(sheets: $0.sheets, $0.place) }
        let outdated = versions.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map {
            ScanMismatch.Finding.otherVersion(sheets: $0.value, found: $0.key[0], wanted: $0.key[1])
        }
        return strays + (foreign.isEmpty ? [] : [.foreign(sheets: foreign)]) + outdated + told
            + (unread.isEmpty ? [] : [.unread(sheets: unread)])
    }
}
