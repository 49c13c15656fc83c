import Casework
import Chronology
import Office

/// What the pages of routine inspections show.
enum RoutinePage {
    /// All plans.
    static func list(_ plans: [UnitRoutinePlan], today: Day) -> RegisterModel {
        var model = RegisterModel()
        model.actions = [LinkView(href: "/routine/new", text: "制定巡查计划")]
        model.tables = [
            .init(
                nil, ["编号", "名称", "单位", "户数", "已巡查", "完成期限", "状态"],
                plans.map { entry in
                    let plan = entry.plan
                    let left = plan.progress.last?.count ?? 0
                    return [
                        .init(plan.number, href: "/routine/\(entry.unit)/\(plan.id)"), .init(plan.title),
                        .init(entry.unitName), .init("\(plan.firmCount)"), .init("\(plan.firmCount - left)"),
                        .init(TimeText.day(plan.until)),
                        .init(left == 0 ? "已完成" : plan.until < today ? "已逾期" : "进行中"),
                    ]
                }, empty: "还没有计划。")
        ]
        return model
    }

    /// A plan with how far it is, and its firms.
    static func plan(
        _ plan: RoutinePlan, _ firms: [RoutinePlan.Firm], unit: String, today: Day
    ) -> RegisterModel {
        let place = "/routine/\(unit)/\(plan.id)"
        var model = RegisterModel()
        model.facts = [
            ("编号", plan.number), ("批准人", plan.approvedBy), ("完成期限", TimeText.day(plan.until)),
            ("户数", "\(plan.firmCount)"), ("登记", "\(TimeText.minute(plan.entered)) \(plan.enteredBy)"),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
        model.actions = [LinkView(href: "\(place)/plan.csv", text: "导出 CSV")]
        model.bars = plan.progress.map { result, count in
            SupervisionModel.BarView(
                href: place, label: result?.title ?? "未巡查", count: count,
                width: plan.firmCount == 0 || count == 0 ? 0 : max(1, count * 100 / plan.firmCount),
                style: result?.style ?? (plan.until < today ? "overdue" : "soon"))
        }
        model.hasBars = true
        func cells(_ firm: RoutinePlan.Firm) -> [RegisterModel.CellView] {
            let record = plan.record(of: firm.id)
            let address = "\(place)/firms/\(PercentEncoding.encode(firm.id))"
            let none = RegisterModel.CellView("—")
            func file(_ reference: BlobReference, _ text: String) -> RegisterModel.CellView {
                RegisterModel.CellView(text, href: "/books/\(unit)/blobs/\(reference.digest)")
            }
            var document = RegisterModel.CellView("空白记录", href: "\(address)/sheet.pdf")
            var (scan, linked) = (none, none)
            if let record {
                if let first = record.documents.first { document = file(first, "打开") }
                if let last = record.documents.dropFirst().last { scan = file(last, "扫描件") }
                if let id = record.caseID {
                    linked = RegisterModel.CellView(record.caseNumber ?? "案件", href: "/cases/\(id)")
                }
            }
            return [
                .init(firm.name, href: address), .init(firm.id), .init(firm.address),
                .init(record?.from.map { TimeText.minute($0) } ?? "—"), .init(record?.result.title ?? "未巡查"), linked,
                document, scan,
            ]
        }
        let open = firms.filter { plan.record(of: $0.id) == nil }
        let done = firms.filter { plan.record(of: $0.id) != nil }
        let columns = ["单位", "编号", "地址", "巡查时间", "结果", "案件", "记录", "签名页"]
        model.tables = [
            .init("未巡查 \(open.count) 户", columns, open.map(cells), empty: "没有。"),
            .init("已巡查 \(done.count) 户", columns, done.map(cells), empty: "还没有。"),
        ]
        return model
    }

    /// The plan as rows, a firm each.
    static func rows(_ plan: RoutinePlan, _ firms: [RoutinePlan.Firm]) -> [[String]] {
        [["计划", "单位", "编号", "地址", "联系人", "巡查时间", "巡查人员", "结果", "案件", "记录编号"]]
            + firms.map { firm in
                let record = plan.record(of: firm.id)
                return [
                    plan.number, firm.name, firm.id, firm.address, firm.contact,
                    record?.from.map { TimeText.minute($0) } ?? "", record?.officers.joined(separator: "、") ?? "",
                    record?.result.title ?? "未巡查", record?.caseNumber ?? "", record?.number ?? "",
                ]
            }
    }
}

extension RoutinePlan.Result {
    /// What the result is called.
    var title: String {
        switch self {
        case .clear: "未发现问题"
        case .corrected: "当场改正"
        case .ledToCase: "转为案件"
        }
    }

    /// The style of its bar.
    var style: String {
        switch self {
        case .clear: "met"
        case .corrected: "open"
        case .ledToCase: "late"
        }
    }
}
