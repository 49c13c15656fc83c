import Casework
import Chronology
import Hummingbird
import Office

/// The pages that concern the office as a whole: integrity, and the clock of a demo office.
struct OfficeRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/integrity") { _, context in
            _ = try context.signedIn()
            let model = IntegrityModel(try await site.office.integrity(), site.office.information)
            let title = "日志 \(model.size) 条，" + (model.isWitnessed ? "\(model.witnesses.count) 个外部见证" : "尚无外部见证")
            return site.page("integrity", model, title: title, context, current: "/integrity")
        }
        router.get("/demo/clock") { _, context in try clock(context, typed: nil, problem: nil) }
        router.post("/demo/clock") { request, context in
            let form = try await site.form(request, context)
            return try await site.perform("调整演示时间", form, context) { _ in
                guard let instant = form["clock"].flatMap(TimeText.read) else {
                    throw OfficeError.invalid([.notAllowed("clock", value: form.raw("clock"))])
                }
                try site.office.setClock(instant)
                return "/?done=clock"
            } again: { problem in
                try clock(context, typed: form, problem: problem)
            }
        }
    }

    private func clock(_ context: WebContext, typed: FormBody?, problem: ProblemView?) throws -> Response {
        _ = try context.signedIn()
        guard site.office.information.isDemo else { throw OfficeError.onlyInDemo }
        var model = InputModel(
            heading: "演示时间", notes: ["演示环境的时钟只能向后调。正式办案环境没有这一页。"], action: "/demo/clock", submit: "调整",
            cancel: "/",
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "clock", "现在是", .time, in: typed, initially: TimeText.input(site.office.now()),
                            required: true)
                    ])
            ])
        model.problem = problem
        return site.page("input", model.marked(), title: model.heading, context, status: problem?.status ?? 200)
    }
}
