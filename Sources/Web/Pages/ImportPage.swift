package import Casework
import Forms
import Office

/// An import: what the file says row by row, and how far it is.
struct ImportPage: PageModel {
    let heading: String
    let href: String
    let file: String
    let summary: String
    let state: String
    let isRunning: Bool
    let done: Int
    let total: Int
    /// What the button that starts it says; nil where there is nothing to take in.
    let start: String?
    let failure: String?
    /// Headings below which nothing is taken.
    let others: String?
    let chips: [ChoiceView]
    let headings: [String]
    let rows: [Row]
    let isEmpty: Bool
    let hasOpen: Bool
    let codes: String?
    let pages: [LinkView]

    /// A row of the file.
    struct Row: PageModel {
        let number: Int
        let style: String
        let word: String
        let reason: String?
        let remarks: String?
        let cells: [RegisterModel.CellView]
    }

    /// Rows a page.
    static let size = 50

    init(_ job: ImportJob, _ report: ImportReport, codes: Int, shows: String?, page: Int) {
        let title = ImportText.title(job.kind)
        heading =
            switch job.state {
            case .shown: "导入\(title)：核对 \(report.lines.count - report.skipped) 行"
            case .running: "正在导入\(title)"
            case .stopped: "导入\(title)：已停下"
            case .finished: "导入\(title)：已完成"
            }
        href = "/office/imports/\(job.id)"
        file = job.file.title
        summary = ImportText.summary(report)
        state = Self.state(job)
        isRunning = job.state == .running
        (done, total) = (job.done, max(job.total, 1))
        let mayStart = job.state == .shown || job.state == .stopped
        start =
            mayStart && report.fresh > 0
            ? (job.state == .stopped ? "接着导入 \(report.fresh) 行" : "导入 \(report.fresh) 行") : nil
        failure = job.failure.map { $0 == "storage" ? "磁盘已满或者存储不可用。已经导入的都在；腾出空间后接着导入。" : "没有导入完：\($0)" }
        others = report.otherHeadings.isEmpty ? nil : report.otherHeadings.joined(separator: "、")
        let sets: [(String, String, [ImportReport.Line])] = [
            ("open", "要处理的", report.open),
            ("remarked", "按别的意思理解的", report.lines.filter { !$0.remarks.isEmpty }),
            ("fresh", "可以导入的", report.lines.filter { $0.outcome == .fresh || $0.outcome == .done }),
            ("all", "全部", report.lines),
        ]
        let first = sets.first { !$0.2.isEmpty }?.0 ?? "all"
        let chosen = sets.contains { $0.0 == shows } ? shows ?? first : first
        let address = href
        chips = sets.map {
            ChoiceView(value: "\(address)?shows=\($0.0)", text: "\($0.1) \($0.2.count)", isChosen: $0.0 == chosen)
        }
        let lines = sets.first { $0.0 == chosen }?.2 ?? []
        headings = report.headings
        rows = lines.dropFirst(page * Self.size).prefix(Self.size).map { line in
            let (reason, remarks) = (ImportText.reason(line), ImportText.remarks(line))
            return Row(
                number: line.number, style: Self.style(line.outcome), word: ImportText.word(line.outcome),
                reason: reason.isEmpty ? nil : reason, remarks: remarks.isEmpty ? nil : remarks,
                cells: report.headings.indices.map { place in
                    var cell = RegisterModel.CellView(place < line.cells.count ? line.cells[place] : "")
                    cell.label = report.headings[place]
                    return cell
                })
        }
        isEmpty = rows.isEmpty
        hasOpen = !report.open.isEmpty
        self.codes = codes > 0 ? "首次登录代码 \(codes) 份" : nil
        var pages: [LinkView] = []
        if page > 0 { pages.append(LinkView(href: "\(href)?shows=\(chosen)&page=\(page - 1)", text: "上一页")) }
        if (page + 1) * Self.size < lines.count {
            pages.append(LinkView(href: "\(href)?shows=\(chosen)&page=\(page + 1)", text: "下一页"))
        }
        self.pages = pages
    }

    static func state(_ job: ImportJob) -> String {
        switch job.state {
        case .shown: "已读取，还没有导入"
        case .running: job.total == 0 ? "正在导入" : "正在导入，\(job.done) / \(job.total)"
        case .stopped: "已停下，\(job.done) / \(job.total)"
        case .finished: "已完成"
        }
    }

    private static func style(_ outcome: ImportReport.Outcome) -> String {
        switch outcome {
        case .fresh: "open"
        case .done: "met"
        case .known, .skipped: "excused"
        case .conflict: "soon"
        case .refused: "overdue"
        }
    }
}

/// A report as a file: the file's own columns, with what became of each row and why.
package enum ImportFile {
    /// As an Excel workbook.
    package static func workbook(_ report: ImportReport, onlyOpen: Bool) -> [UInt8] {
        let rows = ImportText.table(report, onlyOpen: onlyOpen)
        let columns = rows.first?.count ?? 0
        let widths = (0..<columns).map { $0 == columns - 1 ? 60 : 16 }
        return Workbook(name: ImportText.title(report.kind), rows: rows, widths: widths).file
    }

    /// As comma-separated values that spreadsheet programs read as UTF-8.
    package static func text(_ report: ImportReport, onlyOpen: Bool) -> String {
        let rows = ImportText.table(report, onlyOpen: onlyOpen)
        return "\u{FEFF}" + rows.map { $0.map(CaseListCSV.cell).joined(separator: ",") + "\r\n" }.joined()
    }
}
