import Casework
import Hummingbird
import Office

/// Joining a case to another (并案), and splitting a part of it off (分案).
struct JoinRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/join") { request, context in try await joinPage(site.query(request), context) }
        router.post("/cases/:id/join") { request, context in
            let id = context.part("id")
            let typed = try await site.form(request, context)
            return try await site.perform("并案", in: id, typed, context) { command in
                let leading = try await leadingCase(typed, command.account)
                try await site.office.joinCase(id, into: leading, try await approval(typed, command.account), command)
                return "/cases/\(leading)?done=joined"
            } again: { problem in
                try await joinPage(typed, context, typed: typed, problem: problem)
            }
        }
        router.get("/cases/:id/split") { _, context in try await splitPage(context) }
        router.post("/cases/:id/split") { request, context in
            let id = context.part("id")
            let typed = try await site.form(request, context)
            return try await site.perform("分案", in: id, typed, context) { command in
                let split = CaseSplit(
                    people: typed.all("split-people"), employers: typed.all("split-employers"),
                    materials: typed.all("split-materials"), cause: typed.raw("cause"),
                    matter: typed.raw("split-matter"), reason: typed.raw("reason"))
                let new = try await site.office.splitCase(
                    id, split, try await approval(typed, command.account), command)
                return "/cases/\(new)?done=split"
            } again: { problem in
                try await splitPage(context, typed: typed, problem: problem)
            }
        }
    }

    private func leadingCase(_ typed: FormBody, _ account: Account) async throws -> String {
        guard let leading = typed["leading"] else { throw OfficeError.invalid([.blank("leading")]) }
        let id = leading.split(separator: "/").last.map(String.init) ?? leading
        if try await exists(id, account) { return id }
        var query = CaseQuery()
        query.text = leading
        let found = try await site.office.cases(for: account, query).rows.filter { $0.number == leading }
        guard let one = found.first else { throw OfficeError.invalid([.notAllowed("leading", value: leading)]) }
        return one.id
    }

    private func exists(_ id: String, _ account: Account) async throws -> Bool {
        do {
            _ = try await site.office.dossier(id, for: account)
            return true
        } catch OfficeError.notFound {
            return false
        }
    }

    private func approval(_ typed: FormBody, _ account: Account) async throws -> JoinRequest {
        var upload: String?
        if let file = typed.filled("join-scan").first { upload = try await site.store(file, by: account) }
        return JoinRequest(reason: typed.raw("reason"), approver: typed["join-approver"], upload: upload)
    }

    private func joinPage(
        _ asked: FormBody, _ context: WebContext, typed: FormBody? = nil, problem: ProblemView? = nil
    ) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let open = try await candidates(dossier, account)
        let fields = [
            InputModel.Group(
                title: nil,
                fields: [
                    .of(
                        "leading", "并入的案件（主案）的编号", in: typed, initially: asked["leading"], required: true,
                        hint: open.isEmpty ? "填写立案序号或者接收编号。" : "同一用人单位的在办案件：\(open.joined(separator: "；"))。"),
                    .of("reason", "并案理由", .paragraph, in: typed, required: true, hint: "如：同一用人单位、同一违法行为，合并调查。"),
                ]), try await approvalGroup(account, typed),
        ]
        return site.page(
            for: dossier, context, title: "并案", action: "join", submit: "并案",
            notes: [
                "本案并入主案：本案的投诉人、用人单位、工资清单和材料转到主案，本案尚未到期的事项不再办理，已经逾期的仍然保留。",
                "两案的编号都保留，互相可以查到。并案以后不能撤销，只能另行分案。",
            ], groups: fields, problem: problem)
    }

    /// Open cases of the same employers, by number.
    private func candidates(_ dossier: CaseDossier, _ account: Account) async throws -> [String] {
        var found: [String] = []
        for name in (dossier.case.matter?.employers ?? []).map(\.name).prefix(3) {
            var query = CaseQuery()
            query.text = name
            for row in try await site.office.cases(for: account, query).rows.prefix(10)
            where row.id != dossier.summary.id && row.joinedInto == nil {
                let line = "\(row.number) \(row.party)"
                if !found.contains(line) { found.append(line) }
            }
        }
        return Array(found.prefix(5))
    }

    private func splitPage(
        _ context: WebContext, typed: FormBody? = nil, problem: ProblemView? = nil
    ) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let folded = dossier.case
        let people = (folded.matter?.complainants ?? []).map { ($0.name, $0.name) }
        let employers = (folded.matter?.employers ?? []).map { ($0.name, $0.name) }
        let materials = folded.materials.map { ($0.received.item, $0.received.name ?? $0.received.item) }
        var fields: [FieldView] = []
        if !people.isEmpty {
            fields.append(
                .of(
                    "split-people", "分出的投诉人", .choices(people), in: typed, required: true, hint: "其工资清单一并转到新案。原案至少保留一人。"
                ))
        }
        if !employers.isEmpty {
            fields.append(
                .of(
                    "split-employers", "新案的用人单位", .choices(employers), in: typed,
                    initially: employers.count == 1 ? employers.first?.0 : nil, required: true,
                    hint: "原案的用人单位不变。"))
        }
        if !materials.isEmpty {
            fields.append(.of("split-materials", "转到新案的材料（原案保留一份）", .choices(materials), in: typed))
        }
        fields += [
            .of("cause", "新案的案由", in: typed, initially: folded.matter?.cause, required: true),
            .of("split-matter", "分出的事项", .paragraph, in: typed, required: true),
            .of("reason", "分案理由", .paragraph, in: typed, required: true),
        ]
        return site.page(
            for: dossier, context, title: "分案", action: "split", submit: "分案",
            notes: ["分出的部分成为一件新案，另编接收编号，各项期限从分案之时起算。原案编号和期限不变，两案互相可以查到。"],
            groups: [
                InputModel.Group(title: nil, fields: fields), try await approvalGroup(account, typed),
            ], problem: problem)
    }

    private func approvalGroup(_ account: Account, _ typed: FormBody?) async throws -> InputModel.Group {
        let heads = await site.office.joinApprovers()
        if heads.contains(where: { $0.id == account.id }) {
            return InputModel.Group(title: nil, fields: [])
        }
        return InputModel.Group(
            title: "批准",
            fields: [
                .of(
                    "join-approver", "批准的负责人", .choice(heads.map { ($0.id, $0.name) }), in: typed, required: true),
                .of(
                    "join-scan", "签批的扫描件", .file(accepts: ".pdf,image/*"), in: typed, required: true,
                    hint: "负责人本人登录办理的，不需要扫描件。"),
            ])
    }
}

extension Site {
    /// A page about a case that asks for something with files.
    fileprivate func page(
        for dossier: CaseDossier, _ context: WebContext, title: String, action: String, submit: String,
        notes: [String], groups: [InputModel.Group], problem: ProblemView?
    ) -> Response {
        let head = CaseHead(dossier)
        var model = InputModel(
            heading: title, notes: notes, action: "\(head.href)/\(action)", submit: submit, cancel: head.href,
            groups: groups.filter { !$0.fields.isEmpty })
        model.version = dossier.case.version
        model.hasFiles = true
        model.caseHead = head
        model.problem = problem
        return page(
            "input", model.marked(), title: title, context, status: problem?.status ?? 200, trail: head.trail,
            current: "/cases")
    }
}
