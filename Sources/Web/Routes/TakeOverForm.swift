import Casework
import Chronology
import Office
import Rules

/// What is asked for when a running case is taken over, and what was answered.
struct TakeOverForm {
    let rules: RuleBook
    let now: Instant
    /// The people who may be in charge, by account.
    let people: [(String, String)]

    private var states: [(String, String)] {
        guard let pack = rules.procedure else { return [] }
        let stages = Dictionary(pack.stages.map { ($0.id, $0.title) }) { first, _ in first }
        return pack.states.filter { $0.id != "archived" }.map {
            ($0.id, "\(stages[$0.stage] ?? $0.stage) · \($0.title)")
        }
    }

    /// The page.
    func model(_ form: FormBody?, _ problem: ProblemView?) -> InputModel {
        var groups = [
            InputModel.Group(title: "案件", fields: matter(form)),
            InputModel.Group(title: "办到哪一步", fields: standing(form)),
            InputModel.Group(
                title: "当事人", fields: [IntakeForm.employers(form), IntakeForm.complainants(.complaint, form)]),
            InputModel.Group(title: "承办人", fields: officers(form)),
            InputModel.Group(title: "接入前的材料", fields: papers(form)),
        ]
        if !rules.procedures.isEmpty { groups[0].fields.insert(procedure(form), at: 0) }
        var model = InputModel(
            heading: "接入在办案件",
            notes: [
                "接入以前的办理事项由原卷证明，本系统显示「接入前」，不算完成也不算逾期；仍在计算的期限按下面填写的日期接着算。",
                "举报案件不填举报人：举报人的身份只存于密封页。",
                "一批案件可以先填成表格，在「内部管理 › 批量导入」中一次接入。",
            ], action: "/matters/take-over", submit: "接入", cancel: "/matters/new", hasFiles: true, groups: groups)
        model.hidden = (form?.all("scan") ?? []).map { ChoiceView(value: $0, text: "scan", isChosen: false) }
        if !model.hidden.isEmpty { model.notes.append("已上传扫描件 \(model.hidden.count) 份，不用再选。") }
        model.problem = problem
        return model.marked()
    }

    private func procedure(_ form: FormBody?) -> FieldView {
        .of(
            "procedure", "执法程序", .choice(rules.procedures.map { ($0.id, $0.title) }), in: form,
            initially: rules.procedures.first?.id, required: true)
    }

    private func matter(_ form: FormBody?) -> [FieldView] {
        let sources = MatterReceived.Source.allCases.map { ($0.rawValue, $0.title) }
        return [
            .of("serial", "原案号", in: form, required: true, hint: "照原卷填写。接入后仍用这个号，新案接着往下编。"),
            .of("cause-of-action", "案由", in: form, required: true, hint: "例如：拖欠劳动报酬"),
            .of("source", "案件来源", .choice(sources), in: form, initially: "complaint", required: true),
            .of(
                "industry", "行业", .choice([("general", "一般行业"), ("construction", "建设领域")]), in: form,
                initially: "general", required: true),
            .of("summary", "违法事实摘要", .paragraph, in: form),
        ]
    }

    private func standing(_ form: FormBody?) -> [FieldView] {
        let befores = [("", "—")] + states
        var fields: [FieldView] = [
            .of("state", "现在所处环节", .choice(states), in: form, required: true),
            .of("received", "收到日期", .day, in: form, required: true),
        ]
        for milestone in rules.procedure?.milestones ?? [] {
            let hint =
                switch milestone.id {
                case "extended": "负责人批准延长办案期限的日期；延长后的截止日由系统按条文重算。"
                case "concluded": "已经调查完的必须填，否则六十个工作日的办案期限还会提醒，此后的期限也不会起算。"
                default: "没有的不填。"
                }
            fields.append(.of("milestone.\(milestone.id)", milestone.title, .day, in: form, hint: hint))
        }
        let ending = (rules.procedure?.milestones ?? []).filter { $0.ends != nil }.map { ($0.id, $0.title) }
        if !ending.isEmpty {
            fields.append(
                .of(
                    "lacking", "原卷里没有的日期", .choices(ending), in: form,
                    hint: "所处环节已经过了、原卷里却没有的才勾选，例如没有调查终结就撤销立案的。"))
        }
        fields.append(
            .of(
                "state-before", "中止前所处环节", .choice(befores), in: form, initially: "",
                hint: "只有现在处于中止等状态、恢复后回到原环节的才填。"))
        return fields
    }

    private func officers(_ form: FormBody?) -> [FieldView] {
        [
            .of("lead", "首办责任人", .choice([("", "尚未确定")] + people), in: form, initially: ""),
            .of("others", "协办人员", .choices(people), in: form),
        ]
    }

    private func papers(_ form: FormBody?) -> [FieldView] {
        let kinds = [("", "其他材料")] + (rules.procedure?.forms ?? []).map { ($0.id, $0.title) }
        return [
            .of(
                "scans", "扫描件", .files, in: nil,
                hint: "一份材料一个文件（PDF 或者图片），文件名就是材料名称，例如「立案审批表.pdf」。与文书同名的，视为该文书在接入前已经办结。"),
            .table(
                "papers", "没有扫描的材料",
                columns: [("title", "材料名称", []), ("pages", "页数", []), ("day", "日期", []), ("form", "属于哪种文书", kinds)],
                rows: [], in: form, hint: "日期写成 2026-03-05。"),
        ]
    }

    /// What was answered, with the scans that were stored.
    /// - Throws: ``OfficeError/invalid(_:)``.
    func read(_ form: FormBody) throws -> TakeOverRequest {
        var problems: [Problem] = []
        func day(_ name: String, _ text: String?) -> Day? {
            guard let text else { return nil }
            if let day = Day(text) { return day }
            problems.append(.notAllowed(name, value: text))
            return nil
        }
        if form["cause-of-action"] == nil { problems.append(.blank("cause-of-action")) }
        if form["serial"] == nil { problems.append(.blank("serial")) }
        if form["state"] == nil { problems.append(.blank("state")) }
        let received = day("received", form["received"])
        if form["received"] == nil { problems.append(.blank("received")) }
        var request = TakeOverRequest(
            number: form.raw("serial"), cause: form.raw("cause-of-action"),
            source: MatterReceived.Source(rawValue: form.raw("source")) ?? .other,
            industry: MatterReceived.Industry(rawValue: form.raw("industry")) ?? .general,
            procedure: form["procedure"], state: form.raw("state"), received: received ?? now.day)
        request.stateBefore = form["state-before"]
        for milestone in rules.procedure?.milestones ?? [] {
            let name = "milestone.\(milestone.id)"
            request.days[milestone.id] = day(name, form[name])
        }
        request.lacking = form.all("lacking")
        request.lead = form["lead"]
        request.others = form.all("others")
        request.summary = form["summary"]
        request.complainants = IntakeForm.complainants(form)
        request.employers = IntakeForm.employers(form, &problems)
        request.papers = scans(form)
        for row in form.filledRows("papers") {
            guard let title = row.filled("title") else { continue }
            let pages = row.filled("pages").flatMap { Int($0) } ?? 0
            request.papers.append(
                TakeOverRequest.Paper(
                    title: title, pages: pages, day: day("papers", row.filled("day")), form: row.filled("form")))
        }
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        return request
    }

    /// The stored scans: `UPLOAD NAME` each.
    private func scans(_ form: FormBody) -> [TakeOverRequest.Paper] {
        form.all("scan").compactMap { stored in
            let parts = stored.split(separator: " ", maxSplits: 1).map(String.init)
            guard parts.count == 2 else { return nil }
            let stem = parts[1].lastIndex(of: ".").map { String(parts[1][..<$0]) } ?? parts[1]
            let kind = rules.procedure?.forms.first { $0.title == stem || $0.title.hasSuffix(stem) && stem.count >= 4 }
            return TakeOverRequest.Paper(title: stem, pages: 1, form: kind?.id, upload: parts[0])
        }
    }
}
