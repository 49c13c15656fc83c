import Chronology
import Rules

/// The words for calendar files and what they change.
enum CalendarText {
    /// What is wrong with a file, with its line and key.
    static func text(_ error: CalendarError) -> String {
        switch error {
        case .unreadable(let file): "文件 \(file) 读不出来。"
        case .notYAML(let file, let line, let detail): "文件 \(file) 第 \(line) 行不是 YAML 格式：\(detail)"
        case .unknownKey(let file, let line, let key): "文件 \(file) 第 \(line) 行：没有「\(key)」这一项。"
        case .missingKey(let file, let line, let key): "文件 \(file) 第 \(line) 行：缺少「\(key)」。"
        case .wrongValue(let file, let line, let key, let expected):
            "文件 \(file) 第 \(line) 行：「\(key)」应当是\(word(expected))。"
        case .repeatedDay(let file, let line, let key, let day): "文件 \(file) 第 \(line) 行：「\(key)」中 \(day) 出现两次。"
        case .workedWeekday(let file, let line, let key, let day):
            "文件 \(file) 第 \(line) 行：「\(key)」中 \(day) 不是星期六或者星期日，本来就上班。"
        case .repeatedNotice(let file, let line, let number): "文件 \(file) 第 \(line) 行：通知 \(number) 出现两次。"
        case .repeatedYear(let file, let line, let year):
            "文件 \(file) 第 \(line) 行：\(year) 年的放假安排已由另一份通知公布。修改原通知的，写明 amends。"
        case .unknownNotice(let file, let line, let number): "文件 \(file) 第 \(line) 行：没有通知 \(number)，不能修改它。"
        }
    }

    private static func word(_ expected: CalendarError.ExpectedValue) -> String {
        switch expected {
        case .text: "文字"
        case .day: "日期，如 2027-01-01"
        case .days: "日期或者一段日期，如 2027-10-01..2027-10-07"
        case .year: "四位数的年份"
        case .truth: "true 或者 false"
        case .list: "一个列表"
        case .mapping: "一组「名称: 值」"
        }
    }

    /// What is wrong with a file of a pack, with its line and key.
    static func text(_ error: PackError) -> String {
        let place =
            "文件 \(error.file)" + (error.line.map { " 第 \($0) 行" } ?? "") + (error.key.isEmpty ? "" : "「\(error.key)」")
        switch error.problem {
        case .unreadable: return "\(place)：不是 UTF-8 编码的文字。"
        case .notYAML(let detail): return "\(place)：不是 YAML 格式：\(detail)"
        case .unknownKey(let allowed): return "\(place)：没有这一项，可以用的是 \(allowed.joined(separator: "、"))。"
        case .missing: return "\(place)：缺少这一项。"
        case .notA(let kind): return "\(place)：应当是 \(kind)。"
        case .unknownName(let name): return "\(place)：没有「\(name)」。"
        case .duplicate(let name): return "\(place)：「\(name)」出现两次。"
        case .reservedName(let name): return "\(place)：「\(name)」在规则里另有含义，请改用别的名字。"
        }
    }

    /// `2027-01-01 至 2027-01-03 由上班改为放假（元旦）`.
    static func line(_ stretch: CalendarDifference.Stretch) -> String {
        let days =
            stretch.count == 1
            ? TimeText.day(stretch.from) : "\(TimeText.day(stretch.from))至\(TimeText.day(stretch.to))"
        if stretch.before.isWorking == stretch.after.isWorking {
            return "\(days)仍\(word(stretch.after))，名目由「\(name(stretch.before))」改为「\(name(stretch.after))」"
        }
        return
            "\(days)由\(word(stretch.before))改为\(word(stretch.after))（\(stretch.after.holiday ?? stretch.before.holiday ?? "平日")）"
    }

    private static func word(_ kind: DayKind) -> String { kind.isWorking ? "上班" : "放假" }

    private static func name(_ kind: DayKind) -> String { kind.holiday ?? (kind.isWorking ? "工作日" : "周末") }
}
