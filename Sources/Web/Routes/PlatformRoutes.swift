import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// The sheet of a case for a platform that takes no data but what somebody types into it.
struct PlatformRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        addDeadline(to: router)
        router.get("/cases/:id/platforms") { _, context in
            guard let first = Platform.bundled.first else { throw HTTPError(.notFound) }
            return Response.seeOther("/cases/\(context.part("id"))/platforms/\(first.id)")
        }
        router.get("/cases/:id/platforms/:platform") { request, context in
            try await page(context, done: site.query(request)["done"], problem: nil)
        }
        router.get("/cases/:id/platforms/:platform/sheet.xlsx") { _, context in
            let account = try context.signedIn()
            let id = context.part("id")
            do {
                let bytes = try await site.office.platformWorkbook(context.part("platform"), of: id, for: account)
                let name = PercentEncoding.encode("平台录入表-\(id.prefix(8)).xlsx")
                return Response(
                    status: .ok,
                    headers: [
                        .contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        .contentDisposition: "attachment; filename=\"sheet.xlsx\"; filename*=UTF-8''\(name)",
                    ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
            } catch let error as OfficeError {
                guard case .platform = error else { throw error }
                return try await page(
                    context, done: nil, problem: try await site.problem(error, "导出 Excel", id, account))
            }
        }
        router.post("/cases/:id/platforms/:platform/supply") { request, context in
            let (id, platform) = (context.part("id"), context.part("platform"))
            let form = try await site.form(request, context)
            return try await site.perform("补填", in: id, form, context) { command in
                guard let value = form["value"] else { throw OfficeError.invalid([.blank("value")]) }
                try await site.office.supply(
                    value, for: form.raw("platform-field"), platform: platform, in: id, command)
                return "/cases/\(id)/platforms/\(platform)?done=entered"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
        router.post("/cases/:id/platforms/:platform/tick") { request, context in
            let (id, platform) = (context.part("id"), context.part("platform"))
            let form = try await site.form(request, context)
            return try await site.perform("登记平台录入完成", in: id, form, context) { command in
                try await site.office.tickPlatform(
                    platform, number: form.raw("platform-number"), in: id, command)
                return "/cases/\(id)/platforms/\(platform)?done=entered"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
    }

    private func addDeadline(to router: Router<WebContext>) {
        router.post("/cases/:id/platforms/:platform/deadline") { request, context in
            let (id, platform) = (context.part("id"), context.part("platform"))
            let form = try await site.form(request, context)
            return try await site.perform("登记平台要求的录入期限", in: id, form, context) { command in
                guard let day = try form.dayIfTyped("platform-deadline") else {
                    throw OfficeError.invalid([.blank("platform-deadline")])
                }
                try await site.office.tellPlatformDeadline(day, platform: platform, in: id, command)
                return "/cases/\(id)/platforms/\(platform)?done=entered"
            } again: { problem in
                try await page(context, done: nil, problem: problem)
            }
        }
    }

    private func page(_ context: WebContext, done: String?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let id = context.part("id")
        let dossier = try await site.office.dossier(id, for: account)
        let sheet = try await site.office.platformSheet(context.part("platform"), of: id, for: account)
        var model = PlatformModel(sheet, dossier, now: site.office.now())
        model.problem = problem
        return site.page(
            "platform", model, title: "\(model.title)录入表", context, status: problem?.status ?? 200,
            trail: model.caseHead.trail, current: "/cases", notice: done.flatMap(NoticeText.of), isWide: true)
    }
}
