import Rules

/// What a rule does, in sentences for people who know the law and no program.
struct RuleText {
    let rules: RuleBook

    /// A sentence for each thing that the rule demands.
    func effects(of rule: Rule) -> [String] { rule.shapes.map { effect(of: $0, force: rule.force) } }

    /// What carries the rule: how the product holds it.
    static func carrier(of rule: Rule) -> String {
        switch rule.shape {
        case .feature(let name): "系统功能「\(feature(name))」"
        case .parameter: "参数"
        case .keeps(_, let forms): forms.isEmpty ? "登记事项" : "文书"
        case .before(let pattern, .states) where pattern.kinds == [.formSubmitted]: "文书栏目"
        case .when: rule.force == .advice ? "提示" : "事项提醒"
        case .who, .before, .never, .separate: rule.force == .advice ? "提示" : "办理前把关"
        }
    }

    private func effect(of shape: Rule.Shape, force: Rule.Force) -> String {
        let refuses = force == .advice ? "提示" : "否则不能办理"
        switch shape {
        case .who(let forms, let step, let roles, _):
            return
                "\(titles(Array(forms)))由\(MissingText(rules: rules, caseID: nil).titles(roles))\(step.title)，\(refuses)"
        case .before(let pattern, .states(let names)) where pattern.kinds == [.formSubmitted]:
            return "\(words(pattern))前须填写\(names.count) 项内容，\(refuses)"
        case .before(let pattern, _): return "\(words(pattern))前须具备所要求的记录，\(refuses)"
        case .never(let pattern): return "不得\(words(pattern))"
        case .when(let pattern, _, _, let deadline):
            return "\(words(pattern))后" + (deadline.map { "，\(period($0))" } ?? "，应当办理")
                + (force == .advice ? "（提示）" : "")
        case .separate(let functions, _):
            return "以下职能由不同的人担任："
                + functions.map { AnswerLabels.option($0.name, of: "function") }.joined(separator: "、")
        case .parameter(let name, let value, let unit):
            let figure = value.map { "\($0)\(unit.map { Self.unit($0) } ?? "")" } ?? "原文未定"
            return "参数 \(name)：\(figure)"
        case .keeps(let acts, let forms):
            return "可以登记：" + (acts.map(\.title) + forms.map { title($0) }).joined(separator: "、")
        case .feature(let name): return "由系统功能「\(Self.feature(name))」保障"
        }
    }

    private func words(_ pattern: Pattern) -> String {
        let kinds = pattern.kinds.sorted { $0.rawValue < $1.rawValue }.map(\.title)
        let forms = pattern.condition.clauses.flatMap { clause -> [FormKindID] in
            if clause.attribute == "form", case .isAny(let names) = clause.test { return names }
            return []
        }
        return "「" + kinds.prefix(4).joined(separator: "、") + (kinds.count > 4 ? "等" : "") + "」"
            + (forms.isEmpty ? "" : titles(forms))
    }

    private func titles(_ forms: [FormKindID]) -> String {
        forms.sorted().prefix(4).map { title($0) }.joined(separator: "、") + (forms.count > 4 ? "等" : "")
    }

    private func title(_ form: FormKindID) -> String { "《\(rules.form(form)?.title ?? form)》" }

    private func period(_ deadline: Deadline) -> String {
        guard let figure = deadline.figure else { return "在写明的期限内办理" }
        return "\(figure) \(Self.unit(deadline.unit))内办理" + (deadline.setting == nil ? "" : "（原文没有期限，由本单位设定）")
    }

    /// Other texts, as a page names them: 《…》（武法字〔2016〕15号）.
    static func list(_ instruments: [Pack.Instrument]) -> String {
        instruments.map { "《\($0.title)》" + ($0.number.map { "（\($0)）" } ?? "") }.joined(separator: "、")
    }

    static func unit(_ unit: Deadline.Unit) -> String {
        switch unit {
        case .workingDays: "个工作日"
        case .calendarDays: "日"
        case .months: "个月"
        case .years: "年"
        case .hours: "小时"
        }
    }

    /// The parts of the product that carry rows, in words.
    static func feature(_ name: String) -> String { features[name] ?? name }

    private static let features = [
        "citations": "条款出处", "form-templates": "文书样式", "pack-adoption": "规范采用", "period-counting": "期限计算",
        "verification": "核验", "statistics": "监督统计", "completeness": "完整性检查", "working-day-calendar": "工作日历",
        "versions": "文书版本", "media-kinds": "音像格式", "entry-log": "记录日志", "carriers": "记录载体",
        "access-rights": "职责权限", "timeline": "案件经过", "coverage": "条文对应", "volume": "案卷", "retention": "保管期限",
        "platform-outbox": "平台报送", "device-register": "设备台账", "access-log": "查阅记录", "write-once-vault": "只写存储",
        "work-list": "工作台", "whole-originals": "原始件完整保存", "sealed-informants": "举报人密封",
        "recording-provenance": "音像来源", "recording-clock": "音像时间", "record-stages": "分环节记录",
        "parallel-recordings": "多路音像", "open-reporting": "事后补报", "offsite-backup": "异地备份", "no-deletion": "不得删改",
        "late-entry": "迟录标明", "late-entries": "迟录标明", "informant-protection": "举报人保护",
        "in-force-dates": "施行日期", "frozen-forms": "文书定稿", "encryption": "加密", "electronic-signature": "电子签章",
        "catalogue": "案卷目录", "backup": "备份", "append-only-log": "日志不可更改",
    ]
}
