import Casework
import Office

/// What is wrong with a wage list that came as a spreadsheet.
enum WageText {
    /// Of the whole file.
    static func text(_ problem: OfficeError.SheetProblem) -> String {
        switch problem {
        case .unreadable: "表格文件读不出来。请用 .xlsx、.xls 或者 .csv 文件，不超过 16 MB、没有密码。"
        case .headingsMissing:
            "工资清单文件里找不到表头。请在前三十行内写明列名，至少有「姓名」和「应发」（或者「欠发」），可以另有「所属期间」「已发」。"
        case .columnsMissing(let columns):
            "表格里找不到表头。请在前三十行内写明列名，必须有：\(columns.map { "「\($0)」" }.joined(separator: "、"))。"
        case .otherUnit: "工资清单的金额以万元为单位，请改为元再上传。"
        }
    }

    /// Of one row.
    static func text(_ reason: WageSheet.Reason) -> String {
        switch reason {
        case .total: "合计行，不计入"
        case .heading: "重复的表头，不计入"
        case .nameMissing: "没有姓名"
        case .nameTooLong: "姓名超过 50 字"
        case .amountMissing: "没有应发金额"
        case .notAnAmount(let text): "金额「\(text.prefix(20))」看不懂，请写成元，最多两位小数"
        case .paidAboveOwed: "已发多于应发"
        case .restDiffers: "欠发不等于应发减已发"
        case .repeats(let line): "与第 \(line) 行是同一人同一期间"
        case .tooMany(let limit): "超过 \(limit) 行"
        }
    }
}
