import Casework
import Chronology
import Hummingbird
import Office

/// The clock of a demo office.
struct OfficeRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
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
