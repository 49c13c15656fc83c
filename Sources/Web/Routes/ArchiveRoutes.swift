import Casework
import Chronology
import Hummingbird
import NIOCore
import Office
import Rules

/// The archive: search, loans, and who has not brought back what.
struct ArchiveRoutes {
    let site: Site
    private static let back = LinkView(href: "/archive", text: "档案")

    func add(to router: Router<WebContext>) {
        router.get("/archive") { request, context in try await list(request, context) }
        router.get("/archive.csv") { request, context in
            let account = try context.signedIn()
            let query = ArchivePage.query(site.query(request))
            let (rows, _) = try await site.office.archivedVolumes(query, for: account, limit: nil)
            let today = site.office.now().day
            let lines =
                [ArchivePage.columns + ["借阅"]]
                + rows.map { ArchivePage.cells($0) + [ArchivePage.loan(of: $0, on: today) ?? ""] }
            let text = "\u{FEFF}" + lines.map { $0.map(CaseListCSV.cell).joined(separator: ",") + "\r\n" }.joined()
            var response = Response.text(text)
            response.headers[.contentType] = "text/csv; charset=utf-8"
            response.headers[.contentDisposition] = "attachment; filename=\"archive.csv\""
            return response
        }
        router.get("/archive/:id") { request, context in try await volume(request, context) }
        for act in [FactKind.volumeBorrowed, .volumeReturned] {
            let path = act == .volumeBorrowed ? "lend" : "return"
            router.get("/archive/:id/\(path)") { _, context in
                try await site.ask(form(act, path, context), context, current: "/archive")
            }
            router.post("/archive/:id/\(path)") { request, context in
                let id = context.part("id")
                return try await site.act(try await form(act, path, context), request, context, current: "/archive") {
                    typed, command in
                    guard let schema = ActSchema.of(act) else { throw OfficeError.notFound("act", id: act.rawValue) }
                    let entered = try EntryForm.read(schema, typed, attachments: [])
                    try await site.office.enter(entered, ofOldVolume: id, command)
                    return "/archive/\(id)?done=entered"
                }
            }
        }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let query = ArchivePage.query(site.query(request))
        let (rows, total) = try await site.office.archivedVolumes(query, for: account)
        let filters = try await site.office.archiveFilters(for: account)
        let model = ArchivePage(
            rows, total: total, query: query, filters: filters, today: site.office.now().day,
            keeps: site.office.keepsArchive(account))
        return site.page(
            "archive", model, title: "档案 \(total) 卷", context, current: "/archive", isWide: true)
    }

    private func volume(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let record = try await site.office.oldVolume(context.part("id"), for: account)
        let today = site.office.now().day
        var model = RegisterModel()
        model.facts = zip(ArchivePage.columns, ArchivePage.cells(record)).filter { !$0.1.isEmpty }
            .map { InputModel.FactView(label: $0.0, value: $0.1) }
        if let loan = record.openLoan, loan.due < today {
            model.notes = ["逾期未还：\(loan.borrower)，应于 \(TimeText.day(loan.due)) 归还。"]
        }
        if site.office.keepsArchive(account) {
            let path = record.openLoan == nil ? ("lend", "办理借阅") : ("return", "登记归还")
            model.actions = [LinkView(href: "/archive/\(record.id)/\(path.0)", text: path.1)]
        }
        model.tables = [
            RegisterModel.TableView(
                "借阅", ["借出时间", "借阅人", "用途", "批准人", "归还期限", "归还"],
                record.loans.reversed().map { loan in
                    let back =
                        loan.returned.map {
                            "\(TimeText.minute($0.at)) \($0.isComplete ? "完整" : "有缺损")，\($0.by.name) 收"
                        }
                        ?? (loan.due < today ? "逾期未还" : "未还")
                    return [
                        .init("\(TimeText.minute(loan.at)) \(loan.by.name) 办理"), .init(loan.borrower),
                        .init(loan.purpose), .init(loan.approvedBy), .init(loan.due.description), .init(back),
                    ]
                }, empty: "没有借阅过。")
        ]
        return site.register(
            model, title: "\(record.volume.year) 年 \(record.volume.number)", request, context, trail: [Self.back],
            current: "/archive")
    }

    private func form(_ act: FactKind, _ path: String, _ context: WebContext) async throws -> ActionForm {
        let account = try context.signedIn()
        let record = try await site.office.oldVolume(context.part("id"), for: account)
        let place = "/archive/\(record.id)"
        let questions = ActSchema.of(act)?.questions ?? []
        return ActionForm(
            act == .volumeBorrowed ? "办理借阅" : "登记归还", action: "\(place)/\(path)",
            back: LinkView(href: place, text: "\(record.volume.year) 年 \(record.volume.number)"),
            facts: [InputModel.FactView(label: "案卷", value: record.volume.title)]
        ) { form in
            questions.map { question in
                let kind: FieldView.Kind =
                    switch question.kind {
                    case .day: .day
                    case .yesNo: .yesNo
                    case .paragraph: .paragraph
                    default: .text
                    }
                return .of(
                    question.name, question.label ?? question.name, kind, in: form, required: question.isRequired)
            }
        }
    }
}
