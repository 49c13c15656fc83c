package import Casework
package import Office

/// What became of the rows of a spreadsheet, in words: on pages, in the file that is sent back, on the command line.
package enum ImportText {
    /// 旧档.
    package static func title(_ kind: ImportKind) -> String {
        switch kind {
        case .volumes: "旧档目录"
        case .cases: "在办案件"
        case .people: "人员账号"
        case .employers: "用人单位"
        case .devices: "执法设备"
        }
    }

    /// What people call kinds of device and sources of a matter in a spreadsheet.
    package static let words = ImportWords(
        deviceKinds: DeviceRecord.Kind.allCases.map {
            ImportDirectory.Named($0.rawValue, [OfficeText.title($0)] + (otherKinds[$0] ?? []))
        },
        sources: MatterReceived.Source.allCases.map {
            ImportDirectory.Named($0.rawValue, [$0.title] + (otherSources[$0] ?? []))
        })

    private static let otherKinds: [DeviceRecord.Kind: [String]] = [
        .bodyWorn: ["执法仪", "记录仪", "单兵"], .camera: ["相机", "照相机", "数码相机", "摄像机"], .voiceRecorder: ["录音笔"],
        .windowCamera: ["窗口摄像头", "窗口监控"], .collectionStation: ["采集站", "采集工作站"],
    ]
    private static let otherSources: [MatterReceived.Source: [String]] = [
        .complaint: ["投诉人投诉", "来访投诉"], .report: ["举报人举报", "群众举报"], .referred: ["移送", "部门移送"],
        .assigned: ["上级交办"], .other: ["检查发现", "日常检查", "巡查", "双随机"],
    ]

    /// 新增, 已在册 …
    package static func word(_ outcome: ImportReport.Outcome) -> String {
        switch outcome {
        case .fresh: "可以导入"
        case .done: "已导入"
        case .known: "以前已导入，内容相同"
        case .conflict: "与已有的不一致"
        case .refused: "未导入"
        case .skipped: "不是数据，跳过"
        }
    }

    /// Why a row is not taken in, and what would make it possible; empty for one that is.
    package static func reason(_ line: ImportReport.Line) -> String {
        switch line.outcome {
        case .fresh, .done, .known: ""
        case .conflict: "以前导入过同一编号而内容不同。已有的没有改动；确需更正的，请在系统中更正。"
        case .refused(let faults): faults.map(fault).joined(separator: "；")
        case .skipped(.total): "合计或者说明行。"
        case .skipped(.heading): "重复的表头。"
        }
    }

    /// What was understood otherwise than it is written.
    package static func remarks(_ line: ImportReport.Line) -> String {
        line.remarks.map { remark in
            remark.isMerged
                ? "「\(remark.heading)」取自合并单元格：\(remark.understood)"
                : "「\(remark.heading)」写的是“\(remark.written)”，按 \(remark.understood) 理解"
        }.joined(separator: "；")
    }

    private static func fault(_ fault: ImportReport.Fault) -> String {
        let place = "「\(fault.heading)」"
        let value = fault.value.isEmpty ? "" : "“\(fault.value.prefix(40))”"
        return switch fault.reason {
        case .missing: "\(place)没有填"
        case .tooLong(let limit): "\(place)超过 \(limit) 字"
        case .noSuchDay: "\(place)\(value)没有这一天"
        case .incompleteDay: "\(place)\(value)缺少月或者日，请写到日"
        case .ambiguousDay: "\(place)\(value)看不出年月日，请写成 2023-05-12"
        case .notADay: "\(place)\(value)不是日期，请写成 2023-05-12"
        case .inTheFuture: "\(place)\(value)晚于今天"
        case .before(let other): "\(place)\(value)早于「\(other)」"
        case .notANumber: "\(place)\(value)不是合理的数字"
        case .wrongCode: "\(place)\(value)不是统一社会信用代码：应为 18 位，末位是校验码，请对照营业执照核对"
        case .notOneOf(let some):
            "\(place)\(value)系统里没有，可以写：\(some.joined(separator: "、"))\(some.count >= 8 ? "等" : "")"
        case .several(let some): "\(place)\(value)有同名的，请改写为其中之一：\(some.joined(separator: "、"))"
        case .informant: "举报案件的\(place)不能写在表格里，举报人只存于密封页，请删去这一格"
        case .repeats(let line): "与第 \(line) 行重复"
        case .refused("exists"): "编号\(value)已经有了，没有再导入"
        case .refused("account"): "用户名不合要求或者部门已撤销"
        case .refused("rules"): "执法规范不允许"
        case .refused("busy"): "刚刚被别人改动，请再导入一次"
        case .refused: "内容不合要求"
        }
    }

    /// One line that tells how it went.
    package static func summary(_ report: ImportReport) -> String {
        var parts: [String] = []
        if report.done > 0 { parts.append("已导入 \(report.done) 行") }
        if report.fresh > 0 { parts.append("可以导入 \(report.fresh) 行") }
        if report.known > 0 { parts.append("以前已导入 \(report.known) 行") }
        if report.conflicts > 0 { parts.append("与已有的不一致 \(report.conflicts) 行") }
        if report.refused > 0 { parts.append("不能导入 \(report.refused) 行") }
        if report.skipped > 0 { parts.append("跳过 \(report.skipped) 行") }
        return parts.isEmpty ? "没有数据行" : parts.joined(separator: "，")
    }

    /// The rows as a table to send back: the file's own columns, and what became of each row with the reason. Only the
    /// rows that somebody has to look at, or all.
    package static func table(_ report: ImportReport, onlyOpen: Bool) -> [[String]] {
        let width = max(report.headings.count, report.lines.map(\.cells.count).max() ?? 0)
        func padded(_ cells: [String]) -> [String] { cells + Array(repeating: "", count: width - cells.count) }
        return [padded(report.headings) + ["原行号", "导入结果", "原因"]]
            + (onlyOpen ? report.open : report.lines).map { line in
                padded(line.cells) + [
                    String(line.number), word(line.outcome),
                    [reason(line), remarks(line)].filter { !$0.isEmpty }.joined(separator: "；"),
                ]
            }
    }
}
