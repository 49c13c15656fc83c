import Casework
import Chronology
import Hummingbird
import Office
import Rules

/// Handing all open cases of an officer who leaves to another.
struct HandoverRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/handovers", text: "案件移交")

    func add(to router: Router<WebContext>) {
        router.get("/office/handovers") { request, context in try await list(request, context) }
        router.get("/office/handovers/new") { request, context in
            try await site.ask(newForm(try context.signedIn(), site.query(request)["giver"]), context)
        }
        router.post("/office/handovers/new") { request, context in
            let viewer = try context.signedIn()
            return try await site.act(try await newForm(viewer, nil), request, context) { typed, command in
                guard let receiver = typed["receiver-account"] else {
                    throw OfficeError.invalid([.blank("receiver-account")])
                }
                let id = try await site.office.beginHandover(
                    from: typed["giver"] ?? viewer.id, to: receiver, joining: typed.all("joining"),
                    reason: typed.raw("reason"), command)
                return "/office/handovers/\(id)?done=saved"
            }
        }
        router.get("/office/handovers/:id") { request, context in try await page(request, context, problem: nil) }
        router.post("/office/handovers/:id/countersign") { request, context in
            try await step("签收", request, context) { id, command in
                try await site.office.countersignHandover(id, command)
            }
        }
        router.post("/office/handovers/:id/confirm") { request, context in
            try await step("确认移交", request, context) { id, command in
                let refused = try await site.office.confirmHandover(id, command)
                if let first = refused.sorted(by: { $0.key < $1.key }).first {
                    throw OfficeError.refused(first.value)
                }
            }
        }
        router.get("/office/handovers/:id/drop") { _, context in
            _ = try context.signedIn()
            return site.ask(dropForm(context.part("id")), context)
        }
        router.post("/office/handovers/:id/drop") { request, context in
            let id = context.part("id")
            return try await site.act(dropForm(id), request, context) { typed, command in
                try await site.office.dropHandover(id, reason: typed.raw("reason"), command)
                return "/office/handovers/\(PercentEncoding.encode(id))?done=saved"
            }
        }
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        _ = try context.signedIn()
        let handovers = await site.office.allHandovers()
        var model = RegisterModel()
        model.actions = [LinkView(href: "/office/handovers/new", text: "移交案件")]
        model.tables = [
            RegisterModel.TableView(
                nil, ["移交人", "接收人", "案件", "理由", "提出", "状态"],
                handovers.map { handover in
                    [
                        .init(handover.giver.name, href: "/office/handovers/\(handover.id)"),
                        .init(handover.receiver.name), .init("\(handover.cases.count) 件"), .init(handover.reason),
                        .init(AccountText.mark(handover.begun)), .init(OfficeText.title(handover.step)),
                    ]
                }, empty: "没有案件移交。")
        ]
        let open = handovers.count { $0.step == .countersign || $0.step == .confirm }
        return site.register(
            model, title: "案件移交，\(open) 项未完成", request, context, trail: [PeopleRoutes.office])
    }

    private func page(_ request: Request?, _ context: WebContext, problem: ProblemView?) async throws -> Response {
        let viewer = try context.signedIn()
        let (handover, cases) = try await site.office.handover(context.part("id"), for: viewer)
        let roles = viewer.roles(on: site.office.now().day)
        let isHead = !Set(roles).isDisjoint(with: Office.headRoles)
        let takesPart = [handover.giver.account, handover.receiver.account].contains(viewer.id)
        let isOpen = handover.step == .countersign || handover.step == .confirm
        let left = cases.count { $0.namesGiver }
        let model = HandoverModel(
            id: handover.id,
            facts: [
                ("移交人", handover.giver.name), ("接收人", handover.receiver.name),
                ("补充的协办人员", handover.joining.isEmpty ? "—" : handover.joining.map(\.name).joined(separator: "、")),
                ("理由", handover.reason),
                ("提出", AccountText.mark(handover.begun)),
                ("签收", handover.countersigned.map(AccountText.mark) ?? "尚未签收"),
                ("确认", handover.confirmed.map(AccountText.mark) ?? "尚未确认"),
                ("取消", handover.dropped.map { "\(AccountText.mark($0.by))：\($0.reason)" } ?? "—"),
            ].map { InputModel.FactView(label: $0.0, value: $0.1) },
            mayCountersign: handover.step == .countersign && viewer.id == handover.receiver.account,
            mayConfirm: isHead && !takesPart && (handover.step == .confirm || (handover.step == .done && left > 0)),
            mayDrop: isOpen && (takesPart || isHead),
            tables: [
                RegisterModel.TableView(
                    "案件", ["编号", "当事人", "状态"],
                    cases.map { item in
                        [
                            .init(item.number, href: "/cases/\(item.caseID)"), .init(item.party),
                            .init(item.isHanded ? "已移交" : item.namesGiver ? "未移交" : "已不由移交人承办"),
                        ]
                    }, empty: "")
            ], problem: problem)
        return site.page(
            "handover", model, title: "移交案件 \(cases.count) 件：\(OfficeText.title(handover.step))", context,
            status: problem?.status ?? 200, trail: [Self.back], current: "/office",
            notice: request.flatMap { site.query($0)["done"] }.flatMap(NoticeText.of), isWide: true)
    }

    private func step(
        _ attempt: String, _ request: Request, _ context: WebContext,
        _ act: (String, CommandContext) async throws -> Void
    ) async throws -> Response {
        let typed = try await site.form(request, context)
        let id = context.part("id")
        return try await site.perform(attempt, typed, context) { command in
            try await act(id, command)
            return "/office/handovers/\(PercentEncoding.encode(id))?done=saved"
        } again: { problem in
            try await page(nil, context, problem: problem)
        }
    }

    private func newForm(_ viewer: Account, _ giver: String?) async throws -> ActionForm {
        let isHead = !Set(viewer.roles(on: site.office.now().day)).isDisjoint(with: Office.headRoles)
        let people = await RightsForms(site: site).people()
        let count = try await site.office.openCases(of: viewer.id).count
        return ActionForm(
            "移交案件", action: "/office/handovers/new", back: Self.back, submit: "提出移交",
            notes: [
                "移交人名下全部未结案件一并移交。接收人签收、负责人确认以后，每件案件各有一条记录。", isHead ? "负责人可以替离岗人员提出。" : "您名下现有未结案件 \(count) 件。",
            ]
        ) { form in
            (isHead
                ? [.of("giver", "移交人", .choice(people), in: form, initially: giver ?? viewer.id, required: true)] : [])
                + [
                    .of("receiver-account", "接收人", .choice(people), in: form, required: true),
                    .of("joining", "补充的协办人员（移交后不足二人的案件须补）", .choices(people), in: form),
                    .of("reason", "理由", in: form, required: true, hint: "如：调离、退休、长期病假。"),
                ]
        }
    }

    private func dropForm(_ id: String) -> ActionForm {
        ActionForm(
            "取消移交", action: "/office/handovers/\(PercentEncoding.encode(id))/drop", back: Self.back
        ) { form in [.of("reason", "理由", in: form, required: true)] }
    }
}

/// A hand-over with its cases.
struct HandoverModel: PageModel {
    let id: String
    let facts: [InputModel.FactView]
    let mayCountersign: Bool
    let mayConfirm: Bool
    let mayDrop: Bool
    let tables: [RegisterModel.TableView]
    let problem: ProblemView?
}
