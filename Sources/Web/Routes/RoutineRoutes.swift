import Casework
import Chronology
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// Plans of routine inspections: firms, a one-page record for each, and how far the plan is.
struct RoutineRoutes {
    let site: Site
    private static let list = LinkView(href: "/routine", text: "日常巡查")

    func add(to router: Router<WebContext>) {
        router.get("/routine") { request, context in
            let account = try context.signedIn()
            let plans = try await site.office.routinePlans(for: account)
            let left = plans.reduce(0) { $0 + ($1.plan.progress.last?.count ?? 0) }
            return site.register(
                RoutinePage.list(plans, today: site.office.now().day), title: "日常巡查：\(plans.count) 个计划，\(left) 户未巡查",
                request, context, trail: [LinkView(href: "/books", text: "台账")], current: "/books")
        }
        router.get("/routine/new") { _, context in try await new(context, typed: nil, problem: nil) }
        router.post("/routine/new") { request, context in
            var form = try await site.form(request, context)
            return try await site.perform("制定巡查计划", form, context) { command in
                form = try await RoutineForm.takingIn(form) { try await site.office.rows(ofSheet: $0.bytes) }
                let unit = form["unit"] ?? Office.wholeAgency
                let known = try await site.office.employers(for: command.account)
                let plan = try RoutineForm.read(form, known: known)
                let id = try await site.office.makeRoutinePlan(plan, inBook: unit, command)
                return "/routine/\(unit)/\(id)?done=saved"
            } again: { problem in
                try await new(context, typed: form, problem: problem)
            }
        }
        router.get("/routine/:unit/:id") { request, context in try await plan(request, context) }
        router.get("/routine/:unit/:id/plan.csv") { _, context in
            let account = try context.signedIn()
            let (plan, firms) = try await site.office.routinePlan(
                context.part("id"), in: context.part("unit"), for: account)
            return Response.csv(RoutinePage.rows(plan, firms), name: "routine.csv")
        }
        router.get("/routine/:unit/:id/firms/:firm") { _, context in
            try await visit(context, typed: nil, problem: nil)
        }
        router.post("/routine/:unit/:id/firms/:firm") { request, context in
            let form = try await site.form(request, context)
            let place = "/routine/\(context.part("unit"))/\(context.part("id"))"
            return try await site.perform("登记巡查", form, context) { command in
                let read = try await RoutineForm.visit(form) { number in
                    var query = CaseQuery()
                    query.text = number
                    return try await site.office.cases(for: command.account, query).rows.first { $0.number == number }?
                        .id
                }
                var scan: String?
                if let file = form.filled("routine-scan").first {
                    scan = try await site.store(file, by: command.account)
                }
                try await site.office.enterVisit(
                    read, to: context.part("firm"), of: context.part("id"), inBook: context.part("unit"), scan: scan,
                    command)
                return "\(place)?done=entered"
            } again: { problem in
                try await visit(context, typed: form, problem: problem)
            }
        }
        router.get("/routine/:unit/:id/firms/:firm/sheet.pdf") { _, context in
            let account = try context.signedIn()
            let bytes = try await site.office.blankRecord(
                of: context.part("firm"), plan: context.part("id"), in: context.part("unit"), for: account)
            return Response(
                status: .ok, headers: [.contentType: "application/pdf"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
        }
    }

    private func new(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let employers = try await site.office.employers(for: account)
        let model = RoutineForm.model(
            typed, units: await site.office.bookUnits(), employers: employers, problem: problem)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200, trail: [Self.list],
            current: "/books")
    }

    private func plan(_ request: Request, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        let unit = context.part("unit")
        let (plan, firms) = try await site.office.routinePlan(context.part("id"), in: unit, for: account)
        let left = plan.progress.last?.count ?? 0
        return site.register(
            RoutinePage.plan(plan, firms, unit: unit, today: site.office.now().day),
            title: "\(plan.title)：\(left == 0 ? "全部巡查完毕" : "还有 \(left) 户未巡查")", request, context,
            trail: [Self.list], current: "/books")
    }

    private func visit(_ context: WebContext, typed: FormBody?, problem: ProblemView?) async throws -> Response {
        let account = try context.signedIn()
        let unit = context.part("unit")
        let (plan, firms) = try await site.office.routinePlan(context.part("id"), in: unit, for: account)
        guard let firm = firms.first(where: { $0.id == context.part("firm") }) else {
            throw OfficeError.notFound("firm", id: context.part("firm"))
        }
        let people = await site.office.accounts().filter { !$0.isClosed && $0.badge != nil }.map { ($0.name, $0.name) }
        let model = RoutineForm.visitModel(
            plan, firm, unit: unit, officers: people, typed: typed, now: site.office.now(), problem: problem)
        return site.page(
            "input", model, title: model.heading, context, status: problem?.status ?? 200,
            trail: [Self.list, LinkView(href: "/routine/\(unit)/\(plan.id)", text: plan.title)], current: "/books")
    }
}
