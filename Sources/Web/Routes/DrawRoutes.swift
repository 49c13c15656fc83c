import Casework
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// Random draws for inspections: freezing, exclusions, the seed, and the result that everybody can compute again.
struct DrawRoutes {
    let site: Site
    private static let list = LinkView(href: "/draws", text: "双随机抽取")

    func add(to router: Router<WebContext>) {
        router.get("/draws") { request, context in
            let account = try context.signedIn()
            // The books of all others are entered from their own pages.
            let units = await site.office.bookUnits().filter {
                $0.id == Office.wholeAgency || $0.id == account.unitID
            }
            let model = DrawPage.list(
                try await site.office.draws(for: account), units: units, now: site.office.now())
            return site.register(model, title: "双随机抽取", request, context, current: "/books")
        }
        router.get("/draws/new") { _, context in try await new(context, typed: nil, problem: nil) }
        router.post("/draws/new") { request, context in
            var form = try await site.form(request, context)
            return try await site.perform("冻结名单", form, context) { command in
                form = try await DrawForm.takingIn(form) { try await site.office.rows(ofSheet: $0.bytes) }
                let unit = form["unit"] ?? Office.wholeAgency
                let id = try await site.office.freezeDraw(try DrawForm.read(form), inBook: unit, command)
                return "/draws/\(unit)/\(id)?done=entered"
            } again: { problem in
                try await new(context, typed: form, problem: problem)
            }
        }
        router.get("/draws/:unit/:id") { request, context in
            let account = try context.signedIn()
            let (draw, record) = try await site.office.drawRecord(
                context.part("id"), in: context.part("unit"), for: account)
            let model = DrawPage.draw(draw, record, unit: context.part("unit"), now: site.office.now())
            return site.register(
                model, title: "\(draw.number) \(draw.title)", request, context, trail: [Self.list], current: "/books")
        }
        router.get("/draws/:unit/:id/draw.json") { _, context in
            let account = try context.signedIn()
            let (draw, record) = try await site.office.drawRecord(
                context.part("id"), in: context.part("unit"), for: account)
            let name = PercentEncoding.encode(draw.number + ".json")
            return Response(
                status: .ok,
                headers: [
                    .contentType: "application/json; charset=utf-8",
                    .contentDisposition: "attachment; filename=\"draw.json\"; filename*=UTF-8''\(name)",
                ], body: ResponseBody(byteBuffer: ByteBuffer(bytes: try DrawCoding.encode(record))))
        }
        addStep(router, "exclude", DrawPage.exclusionForm) { typed, id, unit, command in
            let exclusion = DrawExclusion(
                object: typed.raw("object"), inspector: typed.raw("inspector"), reason: typed.raw("exclusion-reason"))
            try await site.office.exclude(exclusion, from: id, inBook: unit, command)
        }
        addStep(router, "seed", DrawPage.seedForm) { typed, id, unit, command in
            try await site.office.fixSeed(
                typed.raw("seed"), again: typed.raw("seed-again"), proof: typed["seed-proof"], of: id, inBook: unit,
                command)
        }
        addStep(router, "result", DrawPage.resultForm) { _, id, unit, command in
            try await site.office.enterDrawResult(of: id, inBook: unit, command)
        }
    }

    private func new(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        // Who may not see draws is told so before anything is typed.
        _ = try await site.office.draws(for: account)
        let model = DrawForm.model(typed, units: await site.office.bookUnits(), problem: problem)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200, trail: [Self.list],
            current: "/books")
    }

    private func addStep(
        _ router: Router<WebContext>, _ step: String,
        _ form: @escaping @Sendable (Draw, DrawRecord, LinkView) -> ActionForm,
        does: @escaping @Sendable (FormBody, String, String, CommandContext) async throws -> Void
    ) {
        let path = "/draws/:unit/:id/\(step)"
        router.get(RouterPath(path)) { _, context in
            site.ask(try await action(form, context), context, current: "/books")
        }
        router.post(RouterPath(path)) { request, context in
            let asked = try await action(form, context)
            return try await site.act(asked, request, context, current: "/books") { typed, command in
                try await does(typed, context.part("id"), context.part("unit"), command)
                return asked.back.href + "?done=entered"
            }
        }
    }

    private func action(
        _ form: @Sendable (Draw, DrawRecord, LinkView) -> ActionForm, _ context: WebContext
    ) async throws -> ActionForm {
        let (unit, id) = (context.part("unit"), context.part("id"))
        let (draw, record) = try await site.office.drawRecord(id, in: unit, for: try context.signedIn())
        return form(draw, record, LinkView(href: "/draws/\(unit)/\(id)", text: draw.number))
    }
}
