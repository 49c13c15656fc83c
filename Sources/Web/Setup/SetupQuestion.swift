import Casework
import Chronology
import Forms
import Office
import Rules

/// A question of the setup: its page, and what is read from it.
struct SetupQuestion {
    private let step: SetupStep
    private let answers: SetupAnswers
    private let today: Day

    init(_ step: SetupStep, _ answers: SetupAnswers, today: Day) {
        self.step = step
        self.answers = answers
        self.today = today
    }

    private static let titles: [SetupStep: String] = [
        .unit: "本单位叫什么", .texts: "适用哪些规范", .readings: "条文有几种理解的，采用哪一种", .figures: "只要求及时的，定几天",
        .holidays: "放假安排知道到哪一年", .numbers: "编号从几号开始", .recoveryKey: "生成恢复密钥", .proof: "把恢复密钥输回来",
        .administrators: "三名管理员是谁", .backup: "首次备份放在哪里", .check: "核对后开办",
    ]

    /// The heading of a step.
    static func title(_ step: SetupStep) -> String { titles[step] ?? step.rawValue }

    /// `第 2 步，共 11 步：适用哪些规范`.
    var heading: String {
        let number = (SetupStep.allCases.firstIndex(of: step) ?? 0) + 1
        return "第 \(number) 步，共 \(SetupStep.allCases.count) 步：\(Self.title(step))"
    }

    /// The page.
    func model(_ typed: FormBody?) -> InputModel {
        let isKey = step == .recoveryKey
        return InputModel(
            heading: heading, notes: notes, action: isKey ? "/setup-key/make" : "/setup/\(step.rawValue)",
            submit: step == .check ? "开办" : isKey ? "生成并显示" : "下一步",
            cancel: "/setup/\((step.before ?? step).rawValue)", hasFiles: step == .holidays, facts: facts,
            groups: groups(typed))
    }

    private var notes: [String] {
        switch step {
        case .unit: ["名称和代字会写进文书和日志，开办以后不能改。每一步的回答都会保存，可以随时返回修改；服务器重启后接着办。"]
        case .texts: ["选择上级要求本单位适用的规范。以后可以由两人确认增减。"]
        case .readings: readable.isEmpty ? ["所选规范没有这种条文，直接下一步。"] : ["不清楚的保留「通行理解」，以后可以由两人确认修改。"]
        case .figures: settings.isEmpty ? ["所选规范没有这种要求，直接下一步。"] : ["原文只要求及时、没有天数的，由本单位定。不清楚的保留现在的数字。"]
        case .holidays: holidayNotes
        case .numbers:
            [
                "从 1 号开始的不用改，直接下一步。年中开始使用、纸质登记簿已经编到某号的，把下一个号填在「起始号」。写法一般不用改：{agency} 是机关代字，{word} 是文种代字，{year} 是年份，{number} 是序号。"
            ]
        case .recoveryKey:
            [
                "服务器损坏、被盗时，只有恢复密钥能打开备份里的案卷材料。它只印在纸上，不存在服务器里。", "请先接好打印机。密钥只显示一次，打印后装入信封，由单位负责人保管，并签回执。",
                answers.recovery.isEmpty ? "" : "已经生成过一把。再次生成的，前一把立即作废，请销毁那张纸。",
            ].filter { !$0.isEmpty }
        case .proof:
            ["拿着刚打印的纸，逐组输入，或者用扫码枪扫二维码。能打开当场封好的验证内容，才算有效；验证以前不能办理案件。"]
                + (answers.isProved ? ["已经验证过，不必再输，可以直接到下一步。"] : [])
        case .administrators: ["三员分立：三名管理员须是三个不同的人，都不能办理案件。人手少的，可以由其他科室没有办案职责的人担任。"]
        case .backup: ["填写备份盘或者共享目录在服务器上的路径，如 /media/backup/liuhen。还没有准备好的可以不填，开办后由系统管理员设定。"]
        case .check: ["核对无误后开办。开办后，名称、代字和日志名称不能改，其他的可以由管理员或者两人确认修改。"]
        }
    }

    private var readable: [(pack: Pack, rule: Rule)] {
        answers.chosenPacks.flatMap { pack in pack.rules.filter { !$0.readings.isEmpty }.map { (pack, $0) } }
    }

    private var settings: [(pack: Pack, setting: Pack.Setting)] {
        answers.chosenPacks.flatMap { pack in pack.settings.map { (pack, $0) } }
    }

    private var holidayNotes: [String] {
        guard let calendar = try? answers.calendar() else { return [] }
        let last = calendar.announcedYears.last ?? 0
        var notes = [
            "已知 \(calendar.announcedYears.first ?? 0) 年至 \(last) 年的放假安排。之后的期限先按周一至周五上班计算，并标明「暂定」；公布后由两人确认采用即成为确定日期。"
        ]
        if last <= today.year {
            notes.append("\(today.year + 1) 年的放假安排公布以后，请从发布方取得放假安排文件，在「规则」中采用。现在已有文件的，可以在这里一并添加。")
        }
        return notes
    }

    private var facts: [InputModel.FactView] {
        switch step {
        case .recoveryKey where !answers.recovery.isEmpty:
            [InputModel.FactView(label: "已生成的公开编号", value: answers.recovery)]
        case .holidays where !answers.calendars.isEmpty:
            [InputModel.FactView(label: "已添加", value: "\(answers.calendars.count) 个放假安排文件")]
        case .check: summary.map { InputModel.FactView(label: $0.0, value: $0.1) }
        default: []
        }
    }

    private var summary: [(String, String)] {
        let calendar = try? answers.calendar()
        let starts = answers.numbers.filter { $0.start ?? 1 > 1 }.map { choice in
            "\(seriesTitle(choice.series))从 \(choice.start ?? 1) 号"
        }
        return [
            ("单位", answers.agency), ("主管部门", answers.bureau), ("机关代字", answers.word),
            ("层级", answers.level == "city" ? "市" : "区、县"), ("日志名称", answers.origin),
            ("规范", answers.chosenPacks.map { "《\($0.title)》" }.joined(separator: "、")),
            ("另选的理解", otherReadings.isEmpty ? "无" : otherReadings.joined(separator: "、")),
            ("自定的期限", answers.figures.isEmpty ? "无" : "\(answers.figures.count) 项"),
            ("放假安排", "已知到 \(calendar?.announcedYears.last ?? 0) 年"),
            ("编号", starts.isEmpty ? "都从 1 号开始" : starts.joined(separator: "、")),
            ("恢复密钥", answers.isProved ? "已验证（\(answers.recovery.prefix(16))…）" : "还没有验证"),
            (
                "管理员",
                answers.administrators.map { "\(AccountText.roles[$0.role] ?? "")\($0.name)" }.joined(separator: "、")
            ), ("首次备份", answers.backupTarget ?? "以后再定"),
        ]
    }

    /// The articles of which another reading than the recommended one was chosen.
    private var otherReadings: [String] {
        readable.filter { answers.readings[$0.rule.id.text] != nil }.map(\.rule.article)
    }

    private var series: [(name: String, title: String)] { Office.series(of: answers.chosenPacks) }

    private func seriesTitle(_ name: String) -> String { series.first { $0.name == name }?.title ?? name }

    // MARK: Inputs

    private func groups(_ typed: FormBody?) -> [InputModel.Group] {
        switch step {
        case .unit: [InputModel.Group(title: nil, fields: unitFields(typed))]
        case .texts:
            [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "packs", "规范",
                            .choices(
                                PackLibrary.bundled.names.compactMap { name in
                                    SetupAnswers.pack(name).map { (name, "《\($0.title)》") }
                                }), in: typed ?? FormBody(values: ["packs": answers.packs]), required: true)
                    ])
            ]
        case .readings:
            Dictionary(grouping: readable, by: \.pack.title).sorted { $0.key < $1.key }.map { title, items in
                InputModel.Group(
                    title: "《\(title)》",
                    fields: items.map { item in
                        .of(
                            "readings.\(item.rule.id)", "\(item.rule.article)：\(item.rule.says)",
                            .choice(
                                [("recommended", "通行理解（推荐）")] + item.rule.readings.map { ($0.id, $0.says) }),
                            in: typed, initially: answers.readings[item.rule.id.text] ?? "recommended")
                    })
            }
        case .figures:
            Dictionary(grouping: settings, by: \.pack.title).sorted { $0.key < $1.key }.map { title, items in
                InputModel.Group(
                    title: "《\(title)》",
                    fields: items.map { item in
                        .of(
                            "figures.\(item.setting.name)",
                            "\(item.setting.rule.article)：\(item.setting.rule.says)（\(RuleText.unit(item.setting.unit))）",
                            .number, in: typed,
                            initially: "\(answers.figures[item.setting.name] ?? item.setting.figure)")
                    })
            }
        case .holidays:
            [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "calendar", "放假安排文件（没有的不选）", .file(accepts: ".yaml,.yml"), in: typed,
                            hint: "YAML 格式，写法见操作手册「节假日与规范更新」。")
                    ])
            ]
        case .numbers: [InputModel.Group(title: nil, fields: numberFields(typed))]
        case .proof where answers.isProved: []
        case .proof:
            [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of("recovery-key", "恢复密钥", .paragraph, in: nil, required: true, hint: "12 组。空格、短横、大小写都不影响。")
                    ])
            ]
        case .administrators:
            answers.administrators.map { person in
                let title = AccountText.roles[person.role] ?? person.role
                let isUnnamed = SetupAnswers.Administrator.unnamed.contains(person)
                return InputModel.Group(
                    title: title,
                    fields: [
                        .of(
                            "name-\(person.role)", "\(title)姓名", in: typed, initially: isUnnamed ? nil : person.name,
                            required: true),
                        .of(
                            "sign-in-\(person.role)", "\(title)用户名", in: typed, initially: person.signInName,
                            required: true, hint: "2 到 40 个小写字母、数字、点、横线。以后不能更改。"),
                    ])
            }
        case .backup:
            [
                InputModel.Group(
                    title: nil,
                    fields: [.of("backup-address", "备份地点", in: typed, initially: answers.backupTarget)])
            ]
        case .recoveryKey, .check: []
        }
    }

    private func unitFields(_ typed: FormBody?) -> [FieldView] {
        [
            .of("agency", "执法机构全称", in: typed, initially: answers.agency, required: true, hint: "如：某某区劳动保障监察大队。"),
            .of("bureau", "人力资源和社会保障局全称", in: typed, initially: answers.bureau, required: true),
            .of("word", "机关代字", in: typed, initially: answers.word, required: true, hint: "文号开头的字，如：武。"),
            .of(
                "level", "层级", .choice([("city", "市"), ("district", "区、县")]), in: typed, initially: answers.level,
                required: true),
            .of(
                "origin", "日志名称", in: typed,
                initially: answers.origin.isEmpty ? "liuhen.\(Site.randomID().prefix(8)).example" : answers.origin,
                required: true, hint: "用本单位的网址或者自拟的英文名，外部验证时用它认出本单位。没有的照原样即可。"),
        ]
    }

    private func numberFields(_ typed: FormBody?) -> [FieldView] {
        let chosen =
            answers.numbers.isEmpty
            ? [NumberChoice(series: "intake"), NumberChoice(series: "case")] : answers.numbers
        let rows = chosen.map { choice in
            [
                "series": choice.series, "pattern": choice.pattern?.text ?? NumberPattern.document.text,
                "start": choice.start.map(String.init) ?? "1",
            ]
        }
        return [
            .table(
                "numbers",
                "编号",
                columns: [
                    ("series", "编号", [("", "不选")] + series.map { ($0.name, $0.title) }), ("pattern", "写法", []),
                    ("start", "起始号", []),
                ],
                rows: rows, in: typed, hint: nil),
            .of(
                "numbers-reason", "起始号之前的编号在哪里", in: typed, initially: answers.numbersReason,
                hint: "起始号不是 1 的必须填写，如：2026 年 1 至 6 月见纸质立案登记簿。"),
        ]
    }

    // MARK: Answers

    /// The answers with what was typed.
    /// - Throws: ``OfficeError/invalid(_:)``, ``CalendarError``.
    func read(_ typed: FormBody) throws -> SetupAnswers {
        var answers = answers
        switch step {
        case .unit:
            answers.agency = typed.raw("agency")
            answers.bureau = typed.raw("bureau")
            answers.word = typed.raw("word")
            answers.level = typed.raw("level")
            answers.origin = typed.raw("origin")
        case .texts: answers.packs = typed.all("packs")
        case .readings:
            answers.readings = [:]
            for item in readable {
                guard let text = typed["readings.\(item.rule.id)"], text != "recommended" else { continue }
                answers.readings[item.rule.id.text] = text
            }
        case .figures:
            answers.figures = [:]
            for item in settings {
                let name = "figures.\(item.setting.name)"
                guard let text = typed[name] else { continue }
                guard let value = Int(text) else { throw OfficeError.invalid([.notAllowed(name, value: text)]) }
                if value != item.setting.figure { answers.figures[item.setting.name] = value }
            }
        case .holidays:
            for file in typed.filled("calendar") {
                guard let yaml = String(validating: file.bytes, as: UTF8.self) else {
                    throw CalendarError.unreadable(file: file.name)
                }
                _ = try CalendarLayers(try answers.calendar()).taking(in: yaml, file: file.name)
                answers.calendars.append(yaml)
            }
        case .numbers: try readNumbers(typed, into: &answers)
        case .administrators:
            answers.administrators = Office.administratorRoles.map { role in
                SetupAnswers.Administrator(
                    role: role, name: typed.raw("name-\(role)"), signInName: typed.raw("sign-in-\(role)"))
            }
        case .backup: answers.backupTarget = typed["backup-address"]
        case .recoveryKey, .proof, .check: break
        }
        return answers
    }

    private func readNumbers(_ typed: FormBody, into answers: inout SetupAnswers) throws {
        answers.numbers = []
        for row in typed.filledRows("numbers") {
            guard let name = row["series"], !name.isEmpty else { continue }
            var choice = NumberChoice(series: name, year: today.year)
            if let text = row["pattern"], !text.isEmpty {
                guard let pattern = NumberPattern(text) else {
                    throw OfficeError.invalid([.notAllowed("numbers", value: text)])
                }
                choice.pattern = pattern
            }
            if let text = row["start"], !text.isEmpty {
                guard let start = Int(text) else { throw OfficeError.invalid([.notAllowed("numbers", value: text)]) }
                choice.start = start
            }
            answers.numbers.append(choice)
        }
        answers.numbersReason = typed["numbers-reason"]
    }
}
