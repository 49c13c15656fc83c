/// The sheets of a scan held against the form that they should be: all of its pages, in order, and nothing else.
package struct ScanMatch: Hashable, Sendable {
    /// Sheets that are not blank.
    package let sheets: Int
    /// Those whose code was read.
    package let read: Int
    /// What does not fit, in the order of the sheets, what is missing last; empty where all fits.
    package let findings: [ScanFinding]

    /// Matches a scan with a form.
    /// - Parameters:
    ///   - sheets: all sides, as they were scanned. Blank backs are passed over.
    ///   - version: the version of the form that was printed.
    ///   - pages: how many pages the printed form may have: a form that was printed before and after it was issued may
    ///     differ in length. The count is taken that leaves the fewest pages missing.
    package init(_ sheets: [ScanSheet], caseID: String, formID: String, version: Int, pages: [Int]) {
        let shown = sheets.enumerated().filter { !$0.element.isBlank }
        self.sheets = shown.count
        read = shown.count { $0.element.mark != nil }
        var findings: [ScanFinding] = []
        var seen: [Int] = []
        for (index, sheet) in shown {
            let number = index + 1
            guard let mark = sheet.mark else {
                findings.append(.unread(sheet: number))
                continue
            }
            if mark.caseID != caseID || mark.formID != formID {
                findings.append(.foreign(sheet: number, mark: mark))
            } else if mark.version != version {
                findings.append(.otherVersion(sheet: number, found: mark.version, wanted: version))
            } else if seen.contains(mark.page) {
                findings.append(.repeated(sheet: number, page: mark.page))
            } else {
                if let last = seen.last, mark.page < last {
                    findings.append(.misplaced(sheet: number, page: mark.page))
                }
                seen.append(mark.page)
            }
        }
        // The pages that were not seen; a sheet that could not be read may be any of them.
        let unseen = pages.map { count in Array(Set(1...max(1, count)).subtracting(seen)).sorted() }
        let missing = unseen.min { $0.count < $1.count } ?? []
        let unread = self.sheets - read
        if missing.count > unread { findings.append(.missing(pages: missing)) }
        self.findings = findings
    }

    /// Whether nothing stands against it but sheets whose code cannot be read, so that a person may vouch for them.
    package var mayBeConfirmed: Bool {
        findings.allSatisfy { if case .unread = $0 { true } else { false } }
    }
}

/// What does not fit about a scanned sheet. Sheets and pages count from 1.
package enum ScanFinding: Hashable, Sendable {
    /// No code of ours was read.
    case unread(sheet: Int)
    /// The sheet is of another form, in this case or another.
    case foreign(sheet: Int, mark: PageMark)
    /// The sheet is of another version of the form.
    case otherVersion(sheet: Int, found: Int, wanted: Int)
    /// The page came before.
    case repeated(sheet: Int, page: Int)
    /// The page stands behind a later one.
    case misplaced(sheet: Int, page: Int)
    /// Pages of the form are not in the scan.
    case missing(pages: [Int])
}

/// The sheets of one form within a scan of several.
package struct ScanRun: Hashable, Sendable {
    package let caseID: String
    package let formID: String
    package let version: Int
    /// The places of its sheets in the scan, from 0, in the order of its pages: a dropped stack may be scanned in any.
    package let sheets: [Int]

    /// Parts a scan by the forms whose codes its sheets bear, in the order in which they first occur.
    /// - Returns: a run for each form and version, and the places of the sheets that bear no code and are not blank.
    package static func runs(of sheets: [ScanSheet]) -> (runs: [ScanRun], unread: [Int]) {
        struct Key: Hashable {
            let caseID: String
            let formID: String
            let version: Int
        }
        var order: [Key] = []
        var places: [Key: [(page: Int, place: Int)]] = [:]
        var unread: [Int] = []
        for (place, sheet) in sheets.enumerated() where !sheet.isBlank {
            guard let mark = sheet.mark else {
                unread.append(place)
                continue
            }
            let key = Key(caseID: mark.caseID, formID: mark.formID, version: mark.version)
            if places[key] == nil { order.append(key) }
            places[key, default: []].append((mark.page, place))
        }
        let runs = order.map { key in
            let sorted = (places[key] ?? []).sorted { ($0.page, $0.place) < ($1.page, $1.place) }
            return ScanRun(
                caseID: key.caseID, formID: key.formID, version: key.version, sheets: sorted.map(\.place))
        }
        return (runs, unread)
    }
}
