import Chronology
import Hummingbird
import Office

/// The units of the agency.
struct UnitRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/units", text: "部门")

    func add(to router: Router<WebContext>) {
        router.get("/office/units") { request, context in try await list(request, context) }
        router.get("/office/units/new") { _, context in
            _ = try context.signedIn()
            return site.ask(await newForm(), context)
        }
        router.post("/office/units/new") { request, context in
            try await site.act(await newForm(), request, context) { typed, command in
                _ = try await site.office.openUnit(
                    name: typed.raw("unit-name"), parent: typed["parent"], command)
                return "/office/units?done=saved"
            }
        }
        router.get("/office/units/:id/close") { _, context in
            _ = try context.signedIn()
            return site.ask(try await closeForm(context.part("id")), context)
        }
        router.post("/office/units/:id/close") { request, context in
            try await site.act(try await closeForm(context.part("id")), request, context) { typed, command in
                try await site.office.closeUnit(context.part("id"), reason: typed.raw("reason"), command)
                return "/office/units?done=saved"
            }
        }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let mayChange = viewer.roles(on: site.office.now().day).contains(Office.systemRole)
        let units = await site.office.allUnits()
        let people = await site.office.accounts().filter { !$0.isClosed }
        let names = Dictionary(units.map { ($0.id, $0) }) { first, _ in first }
        func depth(_ unit: UnitRecord) -> Int {
            var count = 0
            var parent = unit.parent
            while let id = parent, count < 20 {
                count += 1
                parent = names[id]?.parent
            }
            return count
        }
        var model = RegisterModel()
        if mayChange { model.actions = [LinkView(href: "/office/units/new", text: "开设部门")] }
        model.tables = [
            RegisterModel.TableView(
                nil, ["部门", "上级", "人数", "开设", "状态"],
                units.map { unit in
                    let count = people.count { $0.unitID == unit.id }
                    let state: RegisterModel.CellView =
                        if let closed = unit.closed {
                            .init("\(AccountText.mark(closed.by)) 撤销：\(closed.reason)")
                        } else {
                            mayChange ? .init("在用 · 撤销", href: "/office/units/\(unit.id)/close") : .init("在用")
                        }
                    return [
                        .init(String(repeating: "　", count: depth(unit)) + unit.name),
                        .init(unit.parent.flatMap { names[$0]?.name } ?? "—"), .init(String(count)),
                        .init(AccountText.mark(unit.opened)), state,
                    ]
                }, empty: "还没有部门。")
        ]
        return site.register(
            model, title: "部门 \(units.count { !$0.isClosed }) 个", request, context, trail: [PeopleRoutes.office])
    }

    private func newForm() async -> ActionForm {
        let units = [("", "无（最上级）")] + (await RightsForms(site: site).units())
        return ActionForm("开设部门", action: "/office/units/new", back: Self.back) { form in
            [
                .of("unit-name", "部门名称", in: form, required: true),
                .of("parent", "上级部门", .choice(units), in: form, initially: ""),
            ]
        }
    }

    private func closeForm(_ id: String) async throws -> ActionForm {
        guard let unit = await site.office.allUnits().first(where: { $0.id == id }) else {
            throw OfficeError.notFound("unit", id: id)
        }
        return ActionForm(
            "撤销部门", action: "/office/units/\(id)/close", back: Self.back, notes: ["部门里还有人或者下级部门的，先调整。"],
            facts: [InputModel.FactView(label: "部门", value: unit.name)]
        ) { form in [.of("reason", "理由", in: form, required: true)] }
    }
}
