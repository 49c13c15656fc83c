import Casework
import Chronology
import Office
import Rules

/// What is asked for when a matter is taken in, and what was answered.
enum IntakeForm {
    private typealias Source = MatterReceived.Source

    /// The page of a source.
    static func model(
        _ source: MatterReceived.Source, _ form: FormBody?, _ problem: ProblemView?, now: Instant,
        procedures: [Pack.Named]
    ) -> InputModel {
        let isSent = source == .referred || source == .assigned
        var groups = [InputModel.Group(title: "来源", fields: procedure(procedures, form) + origin(source, form))]
        if isSent { groups.append(InputModel.Group(title: "来文", fields: sending(form))) }
        if source == .report { groups.append(InputModel.Group(title: "举报人（只存于密封页）", fields: informant(form))) }
        if source != .other { groups.append(InputModel.Group(title: "投诉人", fields: [complainants(source, form)])) }
        groups.append(InputModel.Group(title: "被投诉（举报）单位", fields: [employers(form)]))
        groups.append(InputModel.Group(title: "事项", fields: matter(form)))
        groups.append(InputModel.Group(title: "工资清单", fields: [wages(form)] + wageFile(form)))
        var notes: [String] = []
        if source == .report { notes = ["举报人的姓名和联系方式只存于密封页，文书、列表、导出中一律显示「举报人A」。"] }
        var model = InputModel(
            heading: "登记\(source.title)", notes: notes, action: "/matters/new", submit: "登记", cancel: "/matters/new",
            hasFiles: true,
            hidden: [ChoiceView(value: source.rawValue, text: "source", isChosen: false)], groups: groups)
        if let upload = form?["wages-upload"] {
            model.hidden.append(ChoiceView(value: upload, text: "wages-upload", isChosen: false))
        }
        model.problem = problem
        model.groups[0].fields.append(InputModel.time(form, now: now))
        return model.marked()
    }

    /// By which procedure the matter runs, where the office's text knows several.
    private static func procedure(_ procedures: [Pack.Named], _ form: FormBody?) -> [FieldView] {
        guard let first = procedures.first else { return [] }
        return [
            .of(
                "procedure", "执法程序", .choice(procedures.map { ($0.id, $0.title) }), in: form, initially: first.id,
                required: true)
        ]
    }

    private static func origin(_ source: Source, _ form: FormBody?) -> [FieldView] {
        let channels = MatterReceived.Channel.allCases.map {
            ($0.rawValue, AnswerLabels.option($0.rawValue, of: "channel"))
        }
        let writers = MatterReceived.Writer.allCases.map {
            ($0.rawValue, AnswerLabels.option($0.rawValue, of: "writer"))
        }
        let writer = source == .complaint ? "complainant" : source == .report ? "reporter" : "officer"
        var fields: [FieldView] = [
            .of(
                "channel", "来访方式", .choice(channels), in: form, initially: source == .other ? "other" : "visit",
                required: true),
            .of("writtenBy", "登记表由谁填写", .choice(writers), in: form, initially: writer, required: true),
        ]
        if source == .complaint || source == .report {
            fields.append(
                .of(
                    "relation", "与本案关系", .choice([("self", "本人"), ("agent", "委托代理人"), ("other", "其他")]), in: form,
                    initially: source == .complaint ? "self" : "other"))
            fields.append(.of("windowRecording", "接待窗口录像设备", in: form, hint: "来访时正在录音录像的窗口设备编号。"))
            fields.append(
                .of("windowRecordingReason", "接待窗口未录音录像的理由", in: form, hint: "已录音录像的不填。"))
        }
        return fields
    }

    private static func sending(_ form: FormBody?) -> [FieldView] {
        [
            .of("sendingOrgan", "来文机关", in: form, required: true), .of("sendingNumber", "来文字号", in: form),
            .of("sendingDay", "来文日期", .day, in: form),
        ]
    }

    private static func informant(_ form: FormBody?) -> [FieldView] {
        [
            .of("anonymous", "匿名举报", .yesNo, in: form, initially: "no", required: true),
            .of("informantName", "举报人姓名", in: form),
            .of("informantSex", "性别", .choice([("男", "男"), ("女", "女")]), in: form),
            .of("informantContact", "联系方式", in: form),
        ]
    }

    static func complainants(_ source: MatterReceived.Source, _ form: FormBody?) -> FieldView {
        .table(
            "complainants", source == .complaint ? "投诉人" : "相关劳动者（没有的不填）",
            columns: [
                ("name", "姓名", []), ("sex", "性别", [("", ""), ("男", "男"), ("女", "女")]),
                ("identityNumber", "身份证号码", []), ("phone", "电话", []), ("address", "住址", []),
                ("representative", "代理人", []),
            ], rows: [], in: form)
    }

    static func employers(_ form: FormBody?) -> FieldView {
        .table(
            "employers", "单位",
            columns: [
                ("part", "在本案中", Employer.Part.allCases.map { ($0.rawValue, $0.title) }), ("name", "单位名称", []),
                ("creditCode", "统一社会信用代码", []), ("address", "地址", []), ("legalRepresentative", "法定代表人", []),
                ("phone", "电话", []),
            ], rows: [], in: form, hint: "建设领域可以同时登记总承包、分包、劳务公司和班组长。填了统一社会信用代码的，可以填入以前案件中已知的内容。",
            more: ("known-employers", "按统一社会信用代码填入已知内容"))
    }

    private static func matter(_ form: FormBody?) -> [FieldView] {
        [
            .of("cause-of-action", "案由", in: form, required: true, hint: "例如：拖欠劳动报酬"),
            .of(
                "industry", "行业", .choice([("general", "一般行业"), ("construction", "建设领域")]), in: form,
                initially: "general", required: true),
            .of("summary", "违法事实摘要", .paragraph, in: form, required: true),
            .of("description", "详细情况", .paragraph, in: form),
            .of(
                "evidence", "证据情况", .choice([("offered", "已提供证据或者线索"), ("none-available", "无法提供")]), in: form),
            .of("heightened", "属于重点留痕的执法行为", .yesNo, in: form, initially: "no"),
        ]
    }

    private static func wages(_ form: FormBody?) -> FieldView {
        .table(
            "wages", "被拖欠的工资",
            columns: [("worker", "劳动者", []), ("period", "所属期间", []), ("owed", "应发（元）", []), ("paid", "已发（元）", [])],
            rows: [], in: form, hint: "每名劳动者一行，没有工资争议的不填。")
    }

    private static func wageFile(_ form: FormBody?) -> [FieldView] {
        var fields: [FieldView] = []
        if form?["wages-upload"] != nil {
            fields.append(.of("wages-use", "录入上面预览的清单", .yesNo, in: form, initially: "yes"))
        }
        return fields + [
            .of(
                "wages-file", "工资清单文件", .file(accepts: ".xlsx,.xls,.csv"), in: nil,
                hint: "人数多的，可以上传表格：每人每个期间一行，列名写「姓名、所属期间、应发、已发」，次序不限。先预览，核对后再登记。")
        ]
    }

    /// What was answered.
    /// - Throws: ``OfficeError/invalid(_:)`` naming what cannot be read.
    static func read(
        _ form: FormBody, _ source: MatterReceived.Source, _ information: OfficeInformation, unit: String,
        procedures: [Pack.Named]
    ) throws -> MatterReceived {
        var problems: [Problem] = []
        func choice<Value: RawRepresentable<String>>(_ name: String, _ fallback: Value) -> Value {
            guard let text = form[name] else { return fallback }
            guard let value = Value(rawValue: text) else {
                problems.append(.notAllowed(name, value: text))
                return fallback
            }
            return value
        }
        var matter = MatterReceived(
            intakeNumber: "", unit: unit, level: information.level, cause: form.raw("cause-of-action"), source: source,
            channel: choice("channel", .other), industry: choice("industry", .general),
            writtenBy: choice("writtenBy", .officer), isAnonymous: form.yesNo("anonymous") ?? false,
            isHeightened: form.yesNo("heightened") ?? false)
        if let known = procedures.first {
            let procedure = form["procedure"] ?? known.id
            matter.procedure = procedure
            if !procedures.contains(where: { $0.id == procedure }) {
                problems.append(.notAllowed("procedure", value: procedure))
            }
        }
        matter.relation = form["relation"]
        matter.sendingOrgan = form["sendingOrgan"]
        matter.sendingNumber = form["sendingNumber"]
        if let text = form["sendingDay"] {
            matter.sendingDay = Day(text)
            if matter.sendingDay == nil { problems.append(.notAllowed("sending-date", value: text)) }
        }
        matter.evidence = form["evidence"]
        matter.windowRecording = form["windowRecording"]
        matter.windowRecordingReason = form["windowRecordingReason"]
        matter.summary = form["summary"]
        matter.description = form["description"]
        if form["cause-of-action"] == nil { problems.append(.blank("cause-of-action")) }
        matter.complainants = complainants(form)
        matter.employers = employers(form, &problems)
        matter.wages = wages(form, &problems)
        if let name = form["informantName"] {
            matter.informant = MatterReceived.Informant(
                name: name, sex: form.raw("informantSex"), contact: form.raw("informantContact"))
        }
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        return matter
    }

    static func complainants(_ form: FormBody) -> [Complainant] {
        form.filledRows("complainants").map { row in
            Complainant(
                name: row["name"] ?? "", sex: row.filled("sex"), identityNumber: row.filled("identityNumber"),
                phone: row.filled("phone"), address: row.filled("address"),
                representative: row.filled("representative"))
        }
    }

    static func employers(_ form: FormBody, _ problems: inout [Problem]) -> [Employer] {
        form.rows("employers").compactMap { row in
            // The part is always chosen, so that a row without a name says nothing.
            guard row.contains(where: { $0.key != "part" && !$0.value.isEmpty }) else { return nil }
            if row.filled("name") == nil { problems.append(.blank("employer-name")) }
            let code = row.filled("creditCode")
            if let code, CreditCode(code) == nil { problems.append(.notAllowed("credit-code", value: code)) }
            let part = row["part"].flatMap(Employer.Part.init(rawValue:)) ?? .employer
            return Employer(
                part: part, name: row["name"] ?? "", creditCode: code.map { CreditCode.tidied($0) },
                address: row.filled("address"), legalRepresentative: row.filled("legalRepresentative"),
                phone: row.filled("phone"))
        }
    }

    private static func wages(_ form: FormBody, _ problems: inout [Problem]) -> [WageRow] {
        form.filledRows("wages").map { row in
            func money(_ name: String) -> Int {
                guard let text = row.filled(name) else { return 0 }
                guard let fen = MoneyText.fen(text) else {
                    problems.append(.notAllowed("wages", value: text))
                    return 0
                }
                return fen
            }
            if row.filled("worker") == nil { problems.append(.notAllowed("wages", value: row["owed"] ?? "")) }
            return WageRow(
                worker: row["worker"] ?? "", period: row["period"] ?? "", owed: money("owed"), paid: money("paid"))
        }
    }
}

extension [String: String] {
    /// The text of a column; nil where nothing is said.
    func filled(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }
}
