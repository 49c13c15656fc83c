import Casework
import Chronology
import Hummingbird
import Office

/// The register of recording devices.
struct DeviceRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/devices", text: "执法设备")

    func add(to router: Router<WebContext>) {
        router.get("/office/devices") { request, context in try await list(request, context) }
        router.get("/office/devices/new") { _, context in
            _ = try context.signedIn()
            return site.ask(await newForm(), context)
        }
        router.post("/office/devices/new") { request, context in
            try await site.act(await newForm(), request, context) { typed, command in
                let id = try await site.office.register(try Self.read(typed), command)
                return "/office/devices/\(id)?done=saved"
            }
        }
        router.get("/office/devices/:id") { request, context in try await page(request, context) }
        addAction(router, "assign") { device, back in
            let rights = RightsForms(site: site)
            let (units, people) = (await rights.units(), [("", "无人领用")] + (await rights.people()))
            return ActionForm("调配设备", action: "\(back.href)/assign", back: back, facts: Self.facts(device)) { form in
                [
                    .of("unit", "部门", .choice(units), in: form, initially: device.unitID, required: true),
                    .of("holder", "领用人", .choice(people), in: form, initially: device.holder?.account ?? ""),
                ]
            }
        } does: { typed, device, command in
            try await site.office.assign(
                device: device.id, unitID: typed.raw("unit"), holder: typed["holder"], command)
        }
        addAction(router, "check") { device, back in
            ActionForm("登记检查", action: "\(back.href)/check", back: back, facts: Self.facts(device)) { form in
                [
                    .of("passed", "检查结果正常", .yesNo, in: form, required: true),
                    .of("device-note", "情况说明", .paragraph, in: form, hint: "发现问题的必填：时钟、电量、存储、画面、声音。"),
                ]
            }
        } does: { typed, device, command in
            guard let passed = typed.yesNo("passed") else { throw OfficeError.invalid([.blank("passed")]) }
            try await site.office.check(device: device.id, passed: passed, note: typed.raw("device-note"), command)
        }
        for step in DeviceStep.allCases {
            addAction(router, step.rawValue) { device, back in
                ActionForm(
                    OfficeText.title(step), action: "\(back.href)/\(step.rawValue)", back: back,
                    facts: Self.facts(device)
                ) { form in [.of("device-note", "情况说明", .paragraph, in: form, required: true)] }
            } does: { typed, device, command in
                try await site.office.note(step, device: device.id, note: typed.raw("device-note"), command)
            }
        }
    }

    private func addAction(
        _ router: Router<WebContext>, _ path: String,
        form: @escaping @Sendable (DeviceRecord, LinkView) async -> ActionForm,
        does act: @escaping @Sendable (FormBody, DeviceRecord, CommandContext) async throws -> Void
    ) {
        @Sendable func found(_ context: WebContext) async throws -> (DeviceRecord, ActionForm) {
            _ = try context.signedIn()
            let device = try await site.office.device(context.part("id"))
            return (device, await form(device, LinkView(href: "/office/devices/\(device.id)", text: device.number)))
        }
        router.get("/office/devices/:id/\(path)") { _, context in try await site.ask(found(context).1, context) }
        router.post("/office/devices/:id/\(path)") { request, context in
            let (device, form) = try await found(context)
            return try await site.act(form, request, context) { typed, command in
                try await act(typed, device, command)
                return "/office/devices/\(device.id)?done=saved"
            }
        }
    }

    private func mayKeep(_ account: Account) -> Bool {
        !Set(account.roles(on: site.office.now().day)).isDisjoint(with: Office.deviceRoles)
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let devices = await site.office.allDevices()
        var model = RegisterModel()
        if mayKeep(viewer) { model.actions = [LinkView(href: "/office/devices/new", text: "登记设备")] }
        model.tables = [
            RegisterModel.TableView(
                nil, ["编号", "种类", "部门", "领用人", "购置", "存储器", "状态", "故障"],
                devices.map { device in
                    [
                        .init(device.number, href: "/office/devices/\(device.id)"),
                        .init(OfficeText.title(device.kind)), .init(device.unit), .init(device.holder?.name ?? "—"),
                        .init(device.purchased?.description ?? "—"), .init(device.volume ?? "—"),
                        .init(OfficeText.title(device.state)), .init(device.fault ?? "—"),
                    ]
                }, empty: "还没有登记设备。没有登记的设备拍摄的音像，上传时须说明理由。")
        ]
        let inUse = devices.count { $0.state == .inUse }
        let title = "执法设备 \(devices.count) 台，在用 \(inUse) 台"
        return site.register(model, title: title, request, context, trail: [PeopleRoutes.office])
    }

    private func page(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let device = try await site.office.device(context.part("id"))
        let place = "/office/devices/\(device.id)"
        var model = RegisterModel()
        model.facts = Self.facts(device)
        if device.state != .retired {
            var offered: [(String, String)] = [("check", "登记检查"), ("fault", "报告故障")]
            if mayKeep(viewer) {
                offered.append(("assign", "调配"))
                offered.append(device.state == .inUse ? ("repair", "送修") : ("back", "修复返回"))
                offered.append(("retired", "报废停用"))
            }
            let isAdministrator =
                !Set(viewer.roles(on: site.office.now().day)).isDisjoint(with: Office.administratorRoles)
            if !isAdministrator || mayKeep(viewer) {
                model.actions = offered.map { LinkView(href: "\(place)/\($0.0)", text: $0.1) }
            }
        }
        model.tables = [
            RegisterModel.TableView(
                "经过", ["时间", "事项", "说明", "经手人"],
                device.history.reversed().map { step in
                    let text = OfficeText.text(step.what)
                    return [
                        .init(TimeText.minute(step.by.at)), .init(text.title), .init(text.note), .init(step.by.name),
                    ]
                }, empty: "")
        ]
        return site.register(
            model, title: "\(OfficeText.title(device.kind)) \(device.number)", request, context, trail: [Self.back])
    }

    private static func facts(_ device: DeviceRecord) -> [InputModel.FactView] {
        [
            ("编号", device.number), ("种类", OfficeText.title(device.kind)), ("部门", device.unit),
            ("领用人", device.holder?.name ?? "无"), ("购置日期", device.purchased?.description ?? "—"),
            ("存储器编号", device.volume ?? "—"),
            ("状态", OfficeText.title(device.state) + (device.fault.map { "，故障：\($0)" } ?? "")),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
    }

    private func newForm() async -> ActionForm {
        let rights = RightsForms(site: site)
        let (units, people) = (await rights.units(), [("", "无人领用")] + (await rights.people()))
        let kinds = DeviceRecord.Kind.allCases.map { ($0.rawValue, OfficeText.title($0)) }
        return ActionForm("登记设备", action: "/office/devices/new", back: Self.back) { form in
            [
                .of("device-kind", "种类", .choice(kinds), in: form, required: true),
                .of("device-number", "设备编号", in: form, required: true, hint: "上传音像记录时填写的编号。"),
                .of("unit", "部门", .choice(units), in: form, required: true),
                .of("holder", "领用人", .choice(people), in: form, initially: ""),
                .of("purchased", "购置日期", .day, in: form), .of("device-volume", "存储器编号", in: form, hint: "如采集工作站的编号。"),
            ]
        }
    }

    private static func read(_ typed: FormBody) throws -> NewDevice {
        guard let kind = DeviceRecord.Kind(rawValue: typed.raw("device-kind")) else {
            throw OfficeError.invalid([.blank("device-kind")])
        }
        guard let unit = typed["unit"] else { throw OfficeError.invalid([.blank("unit")]) }
        return NewDevice(
            kind: kind, number: typed.raw("device-number"), unitID: unit, holder: typed["holder"],
            purchased: try typed.dayIfTyped("purchased"), volume: typed["device-volume"])
    }
}
