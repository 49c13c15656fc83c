import Chronology
import Office
import Rules

/// The words of supervision.
enum SupervisionText {
    static func title(_ figure: Figure) -> String {
        switch figure {
        case .inTime: "按期完成"
        case .late: "逾期后完成"
        case .overdue: "逾期未完成"
        case .excused: "依规免除"
        case .outOfOrder: "环节颠倒"
        case .unfilmed: "应录未录"
        case .deviation: "偏离规定"
        case .missingForm: "结案时缺文书"
        case .lateEntry: "迟录"
        case .lag: "当日补录"
        case .refused: "被拒绝的操作"
        case .recording: "音像记录"
        }
    }

    static func explanation(_ figure: Figure) -> String {
        switch figure {
        case .inTime: "有期限的事项，在期限内办完。"
        case .late: "有期限的事项，过了期限才办完。"
        case .overdue: "有期限的事项，期限已过，至今没有办完。"
        case .excused: "规范允许不办的事项，已有相应的记录。"
        case .outOfOrder: "前一环节还没有完成，就办了后一环节。"
        case .unfilmed: "应当音像记录而没有记录，也没有记载不记录的理由。"
        case .deviation: "不符合规定而由有权的人写明理由后放行。"
        case .missingForm: "结案时规范要求的文书还没有齐。"
        case .lateEntry: "发生一日以后才录入。"
        case .lag: "发生一小时以后、一日以内录入。"
        case .refused: "规则不允许或者没有权限，系统没有办理。"
        case .recording: "归入案件的音像记录，按人员和设备统计。"
        }
    }

    /// The style of a bar: the colours of time.
    static func style(_ figure: Figure) -> String {
        switch figure {
        case .overdue, .unfilmed, .missingForm: "overdue"
        case .late, .lateEntry, .outOfOrder, .deviation: "late"
        case .inTime: "met"
        case .excused, .lag, .refused, .recording: "open"
        }
    }

    /// How long something plays: `2 小时 5 分`, and seconds where it is less than a minute.
    static func length(_ seconds: Int) -> String {
        let hours = seconds / 3600
        let minutes = seconds / 60 % 60
        if hours > 0 { return "\(hours) 小时 \(minutes) 分" }
        return minutes > 0 ? "\(minutes) 分" : "\(seconds) 秒"
    }

    static func month(_ month: Month) -> String {
        let parts = month.description.split(separator: "-")
        return "\(parts[0]) 年 \(Int(parts[1]) ?? 0) 月"
    }

    /// What a finding says, besides the rule.
    static func says(_ row: FindingRow) -> String {
        switch row.figure {
        case .refused: OfficeText.refused(row.says)
        case .recording: "设备 \(row.says)"
        case .unfilmed where row.says.isEmpty: "应当音像记录的执法活动没有音像记录"
        case .lateEntry, .lag: "事后录入"
        default: row.says
        }
    }

    /// What is told of it besides: how late, the reason, how long.
    static func note(_ row: FindingRow) -> String {
        switch row.figure {
        case .lateEntry, .lag: row.note.flatMap { Int($0) }.map { "间隔 \(lag($0))" } ?? ""
        case .recording: row.note.flatMap { Int($0) }.map { "\($0 / 60) 分 \($0 % 60) 秒" } ?? ""
        case .refused: row.number == nil ? row.note ?? "" : ""
        case .deviation: row.note.map { "理由：\($0)" } ?? ""
        default: row.due.map { "期限 \(TimeText.minute($0))" } ?? ""
        }
    }

    /// A time between two moments: 9 小时, 2 日 3 小时.
    static func lag(_ seconds: Int) -> String {
        let hours = seconds / 3600
        if hours >= 24 { return "\(hours / 24) 日" + (hours % 24 > 0 ? " \(hours % 24) 小时" : "") }
        return "\(hours) 小时" + (seconds % 3600 >= 60 ? " \(seconds % 3600 / 60) 分" : "")
    }
}
