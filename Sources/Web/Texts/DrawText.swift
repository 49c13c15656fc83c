import Casework
import Chronology

/// The words for draws.
enum DrawText {
    /// Why a step of a draw was not done.
    static func text(_ problem: DrawProblem) -> String {
        switch problem {
        case .blank(let name): "请填写：\(label(name))。"
        case .tooLong(let name, let limit): "\(label(name))不能超过 \(limit) 字。"
        case .tooMany(let name, let limit): "\(label(name))不能超过 \(limit) 行。"
        case .incompleteLine(let name, let line): "\(label(name))第 \(line) 行缺少编号或者名称。每行依次为：编号、名称、单位。"
        case .duplicate(let name, let id): "\(label(name))中编号「\(id)」重复出现，每个编号只能有一行。"
        case .outOfRange(let name, let limit): "\(label(name))应当是 1 到 \(limit) 的整数。"
        case .seedDayNotLater(let frozen):
            "种子公布日必须在名单冻结日（\(TimeText.day(frozen))）之后：冻结名单时，任何人都不应当知道种子。"
        case .seedTooEarly(let day): "种子公布日是 \(TimeText.day(day))，在此之前不能登记种子。"
        case .seedsDiffer: "两次填写的种子不一致。种子登记后不能更改，请对照公布的内容重新填写。"
        case .seedFixed: "种子已经登记，不能更改。"
        case .seedMissing: "尚未登记种子，不能计算结果。"
        case .exclusionsClosed(let day):
            "回避应当在种子公布日（\(TimeText.day(day))）之前登记，现在已经截止：知道种子后再登记回避，会影响抽取结果。"
                + "抽中的人员需要回避的，请在案件中登记「更换随机抽取的检查人员」并写明理由。"
        case .unknown(let name, let id): "冻结的名单中没有这一\(label(name))（\(id)）。"
        case .excludedAlready: "该检查人员对该检查对象的回避已经登记。"
        case .resultEntered: "抽取结果已经登记，不能重复抽取。"
        case .listsChanged: "存放的名单与冻结时登记的摘要不符，不能继续。请联系管理员从备份恢复。"
        case .computedOnly: "抽取名单、回避、种子和结果由「双随机」页面登记，结果由系统计算，不能直接填写。"
        case .fileUnreadable: "读不出该文件的名单。请上传 .xlsx、.xls 或者 .csv 文件，前三列依次为编号、名称、单位。"
        }
    }

    /// The input that a problem is about.
    static func field(_ problem: DrawProblem) -> String? {
        switch problem {
        case .blank(let name), .tooLong(let name, _), .tooMany(let name, _), .incompleteLine(let name, _),
            .duplicate(let name, _), .outOfRange(let name, _), .unknown(let name, _):
            name
        case .seedDayNotLater: "seed-known-from"
        case .seedTooEarly, .seedFixed: "seed"
        case .seedsDiffer: "seed-again"
        case .excludedAlready: "inspector"
        default: nil
        }
    }

    /// Where a draw stands.
    static func text(_ state: Draw.State) -> String {
        switch state {
        case .frozen: "名单已冻结，等待种子公布"
        case .seedDue: "种子应已公布，待登记"
        case .seeded: "种子已登记，待抽取"
        case .drawn: "已抽取"
        }
    }

    private static func label(_ name: String) -> String {
        switch name {
        case "objects": "检查对象名单"
        case "inspectors": "检查人员名单"
        default: AnswerLabels.question(name)
        }
    }
}
