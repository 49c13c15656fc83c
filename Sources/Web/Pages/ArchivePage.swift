import Casework
import Chronology
import Office

/// The archive as a list: volumes of before, and those of cases that were archived here.
struct ArchivePage: PageModel {
    let text: String
    let year: Int?
    let rows: [Row]
    let chips: [ChoiceView]
    let years: [ChoiceView]
    let export: String
    let pages: [LinkView]
    let range: String
    let isEmpty: Bool
    let isFiltered: Bool
    let keeps: Bool

    /// A volume.
    struct Row: PageModel {
        let href: String
        let year: Int
        let number: String
        let title: String
        let party: String
        let closed: String
        let retention: String
        let place: String
        let loan: String?
        let style: String
    }

    static let columns = ["年度", "案卷号", "案卷题名", "当事人", "结案日期", "保管期限", "页数", "盒号", "存放位置", "有无音像"]

    static func cells(_ volume: ArchivedVolume) -> [String] {
        switch volume {
        case .old(let record): cells(record)
        case .ofCase(let summary, _):
            [
                String(volume.year), volume.number, volume.title, summary.party, volume.closed?.description ?? "", "",
                "",
                "", place(of: volume), "",
            ]
        }
    }

    static func cells(_ record: OldVolumeRecord) -> [String] {
        let volume = record.volume
        return [
            String(volume.year), volume.number, volume.title, volume.party ?? "", volume.closed?.description ?? "",
            volume.retention ?? "", volume.pages.map(String.init) ?? "", volume.box ?? "", volume.shelf ?? "",
            volume.hasRecordings.map { $0 ? "有" : "无" } ?? "",
        ]
    }

    /// Where its page is: a case has its own, with its loans.
    static func address(of volume: ArchivedVolume) -> String {
        switch volume {
        case .old(let record): "/archive/\(record.id)"
        case .ofCase(let summary, _): "/cases/\(summary.id)/volume"
        }
    }

    private static func place(of volume: ArchivedVolume) -> String {
        switch volume {
        case .old(let record):
            [record.volume.box.map { "\($0) 盒" }, record.volume.shelf].compactMap { $0 }.joined(separator: " · ")
        case .ofCase(let summary, _): "本系统案件 \(summary.number)"
        }
    }

    /// Who has it, and whether it should be back.
    static func loan(of volume: ArchivedVolume, on today: Day) -> String? {
        volume.loan.map { loan in
            "\(volume.isOverdue(on: today) ? "逾期未还" : "借出")：\(loan.borrower)，\(loan.due) 前还"
        }
    }

    init(
        _ volumes: [ArchivedVolume], total: Int, query: OldVolumeQuery,
        filters: (years: [Int], retentions: [String]), today: Day, keeps: Bool
    ) {
        text = query.text
        year = query.year
        self.keeps = keeps
        rows = volumes.map { volume in
            Row(
                href: Self.address(of: volume), year: volume.year, number: volume.number, title: volume.title,
                party: volume.party ?? "", closed: volume.closed?.description ?? "", retention: volume.retention ?? "",
                place: Self.place(of: volume), loan: Self.loan(of: volume, on: today),
                style: volume.isOverdue(on: today) ? "overdue" : "open")
        }
        func address(_ change: (inout OldVolumeQuery) -> Void) -> String {
            var other = query
            other.page = 0
            change(&other)
            return "/archive" + Self.address(other)
        }
        chips =
            [
                ChoiceView(value: address { $0.onlyLent.toggle() }, text: "借出的", isChosen: query.onlyLent),
                ChoiceView(value: address { $0.onlyOverdue.toggle() }, text: "逾期未还", isChosen: query.onlyOverdue),
            ]
            + filters.retentions.prefix(8).map { retention in
                let isChosen = query.retention == retention
                return ChoiceView(
                    value: address { $0.retention = isChosen ? nil : retention }, text: retention, isChosen: isChosen)
            }
        years = filters.years.map { year in
            ChoiceView(value: String(year), text: "\(year) 年", isChosen: query.year == year)
        }
        export = "/archive.csv" + Self.address(query)
        let start = query.page * Office.pageSize
        range = rows.isEmpty ? "" : "第 \(start + 1)–\(start + rows.count) 卷，共 \(total) 卷"
        var pages: [LinkView] = []
        if query.page > 0 { pages.append(LinkView(href: address { $0.page = query.page - 1 }, text: "上一页")) }
        if start + rows.count < total {
            pages.append(LinkView(href: address { $0.page = query.page + 1 }, text: "下一页"))
        }
        self.pages = pages
        isEmpty = rows.isEmpty
        isFiltered = query != OldVolumeQuery()
    }

    /// The query as it stands in an address.
    static func address(_ query: OldVolumeQuery) -> String {
        var parts: [String] = []
        if !query.text.isEmpty { parts.append("q=" + PercentEncoding.encode(query.text)) }
        if let year = query.year { parts.append("year=\(year)") }
        if let retention = query.retention { parts.append("retention=" + PercentEncoding.encode(retention)) }
        if query.onlyLent { parts.append("lent=yes") }
        if query.onlyOverdue { parts.append("overdue=yes") }
        if query.page > 0 { parts.append("page=\(query.page)") }
        return parts.isEmpty ? "" : "?" + parts.joined(separator: "&")
    }

    /// Reads what ``address(_:)`` wrote; what is not understood is left out.
    static func query(_ form: FormBody) -> OldVolumeQuery {
        var query = OldVolumeQuery()
        query.text = String(form.raw("q").prefix(100))
        query.year = form["year"].flatMap { Int($0) }
        query.retention = form["retention"]
        query.onlyLent = form["lent"] == "yes"
        query.onlyOverdue = form["overdue"] == "yes"
        query.page = form["page"].flatMap { Int($0) }.map { min(max(0, $0), 100_000) } ?? 0
        return query
    }
}
