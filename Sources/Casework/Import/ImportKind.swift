package import Rules

/// What a spreadsheet may bring in.
package enum ImportKind: String, Hashable, Sendable, Codable, CaseIterable {
    /// Old volumes, for search and loans.
    case volumes
    /// Running cases.
    case cases
    case people
    case employers
    case devices
}

/// A column that a kind knows, by the headings under which people write it.
package struct ImportColumn: Hashable, Sendable {
    /// `number`, `party`, `milestone.filed` …
    package let name: String
    /// What the product calls it.
    package let title: String
    /// The headings that mean it, without white space and half-width.
    package let words: Set<String>
    /// The same, the surest first.
    let wordList: [String]
    package let isRequired: Bool
    /// Whether a row without it takes the cell of the merged range that it lies in.
    package let isInherited: Bool

    init(_ name: String, _ words: [String], required: Bool = false, inherited: Bool = true) {
        self.name = name
        title = words[0]
        self.words = Set(words)
        wordList = words
        isRequired = required
        isInherited = inherited
    }
}

extension ImportKind {
    /// The columns that the kind knows.
    /// - Parameter milestones: the days that the office's procedure knows, for running cases.
    package func columns(milestones: [Pack.Milestone] = []) -> [ImportColumn] {
        switch self {
        case .volumes: Self.volumeColumns
        case .cases:
            Self.caseColumns
                + milestones.map { milestone in
                    ImportColumn(
                        "milestone.\(milestone.id)",
                        [milestone.title] + (Self.otherWords[milestone.id] ?? []).filter { $0 != milestone.title })
                }
        case .people: Self.peopleColumns
        case .employers: Self.employerColumns
        case .devices: Self.deviceColumns
        }
    }

    private static let volumeColumns: [ImportColumn] = [
        ImportColumn("year", ["年度", "年份", "归档年度", "立卷年度", "年"], required: true),
        ImportColumn(
            "number", ["案卷号", "档号", "卷号", "案号", "立案号", "立案序号", "编号", "案件编号", "档案编号", "序号"], required: true,
            inherited: false),
        ImportColumn("title", ["案卷题名", "题名", "案卷名称", "案件名称", "卷名", "标题", "名称", "案由"], required: true),
        ImportColumn("party", ["当事人", "单位", "被投诉单位", "用人单位", "单位名称", "当事人名称", "被处罚人", "相对人"]),
        ImportColumn("closed", ["结案日期", "办结日期", "结案时间", "办结时间", "归档日期"]),
        ImportColumn("retention", ["保管期限", "期限", "保存期限"]),
        ImportColumn("pages", ["页数", "总页数", "页码", "张数"], inherited: false),
        ImportColumn("box", ["盒号", "档案盒", "盒", "箱号"]),
        ImportColumn("shelf", ["存放位置", "架号", "位置", "柜号", "库位"]),
        ImportColumn("recordings", ["有无音像", "音像", "音像资料", "光盘"], inherited: false),
    ]

    private static let caseColumns: [ImportColumn] = [
        ImportColumn(
            "number", ["案号", "立案号", "立案序号", "案件编号", "编号", "原案号"], required: true, inherited: false),
        ImportColumn("cause", ["案由", "违法行为", "案件名称"], required: true),
        ImportColumn("state", ["所处环节", "环节", "当前环节", "办理环节", "阶段", "状态", "办理状态", "进度"], required: true),
        ImportColumn("state-before", ["中止前环节", "中止前所处环节"]),
        ImportColumn("received", ["收到日期", "收件日期", "接收日期", "投诉日期", "登记日期", "来访日期"], required: true),
        ImportColumn("employer", ["当事人", "单位", "被投诉单位", "用人单位", "单位名称", "当事人名称"], required: true),
        ImportColumn("credit-code", ["统一社会信用代码", "信用代码", "社会信用代码"]),
        ImportColumn("complainants", ["投诉人", "劳动者", "投诉人姓名", "举报投诉人"]),
        ImportColumn("lead", ["首办责任人", "承办人", "主办人", "主办", "经办人", "办案人"]),
        ImportColumn("others", ["协办人", "协办", "协办人员"]),
        ImportColumn("unit", ["承办部门", "部门", "科室", "中队", "承办机构"]),
        ImportColumn("source", ["案件来源", "来源"]),
        ImportColumn("procedure", ["执法程序", "程序"]),
        ImportColumn("summary", ["违法事实", "违法事实摘要", "案情", "案情摘要", "备注"]),
    ]

    private static let peopleColumns: [ImportColumn] = [
        ImportColumn("name", ["姓名", "人员姓名", "名字"], required: true, inherited: false),
        ImportColumn("sign-in-name", ["用户名", "登录名", "账号", "登录账号"], required: true, inherited: false),
        ImportColumn("badge", ["执法证号", "证号", "执法证件号", "执法证编号"], inherited: false),
        ImportColumn("unit", ["部门", "科室", "所在部门", "单位", "中队"], required: true),
    ]

    private static let employerColumns: [ImportColumn] = [
        ImportColumn("name", ["单位名称", "名称", "企业名称", "用人单位", "单位"], required: true, inherited: false),
        ImportColumn("credit-code", ["统一社会信用代码", "信用代码", "社会信用代码"], inherited: false),
        ImportColumn("address", ["地址", "注册地址", "经营地址", "住所"]),
        ImportColumn("legal-representative", ["法定代表人", "法人代表", "法人", "负责人"]),
        ImportColumn("phone", ["电话", "联系电话", "联系方式"]),
    ]

    private static let deviceColumns: [ImportColumn] = [
        ImportColumn("number", ["设备编号", "编号", "序列号", "机身号"], required: true, inherited: false),
        ImportColumn("kind", ["种类", "设备种类", "类型", "设备类型", "设备名称", "名称"], required: true),
        ImportColumn("unit", ["部门", "科室", "使用部门", "配发部门", "中队"], required: true),
        ImportColumn("holder", ["领用人", "使用人", "保管人"], inherited: false),
        ImportColumn("purchased", ["购置日期", "购买日期", "采购日期", "启用日期"]),
        ImportColumn("volume", ["存储器编号", "存储器", "采集站"]),
    ]

    private static let otherWords: [String: [String]] = [
        "accepted": ["受理日期", "受理时间"], "filed": ["立案日期", "立案时间", "批准立案日期"],
        "extended": ["批准延长日期", "延期批准日期", "延长批准日期", "延期日期"], "suspended": ["中止日期", "中止时间", "中止调查日期"],
        "resumed": ["恢复日期", "恢复调查日期"], "concluded": ["调查终结日期", "终结日期"],
        "decided": ["决定日期", "处罚决定日期", "处理决定日期"], "served": ["决定送达日期", "送达日期"],
    ]
}
