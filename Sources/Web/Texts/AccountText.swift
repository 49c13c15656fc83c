import Casework
import Office
import Rules

/// The words for accounts, roles and what is wrong with them.
enum AccountText {
    /// What the roles are called that no pack names.
    static let roles: [RoleID: String] = [
        Office.systemRole: "系统管理员", Office.securityRole: "安全管理员", Office.auditRole: "审计管理员",
        Account.leadRole: "案件首办责任人",
    ]

    /// What is wrong, in a sentence for the person who asked.
    static func text(_ problem: AccountProblem, rules: RuleBook) -> String {
        let titles = MissingText(rules: rules, caseID: nil)
        switch problem {
        case .password(let problem): return text(problem)
        case .closed(let name): return "\(name)的账号已经停用。"
        case .ownRights: return "不能给自己授权、停用自己或者改动自己的权限，须由另一名管理员办理。"
        case .administratorsApart(let held, let wanted):
            return "三员分立：同一人不能既担任「\(titles.titles([held]))」又担任「\(titles.titles([wanted]))」。"
        case .lastAdministrator(let role): return "这是唯一的「\(titles.titles([role]))」，须先由另一人担任。"
        case .unknownRole(let role): return "没有可以授予的角色「\(titles.titles([role]))」。"
        case .notHeld(let role): return "被代理人没有「\(titles.titles([role]))」这项职责，不能由他人代行。"
        case .sameAdministrator: return "申请人、本人和确认人须是不同的人，请由另一人确认。"
        case .nothingAsked: return "没有等待确认的申请，或者已经办理。"
        case .ticketOver: return "这一步已经超时或者已经办理，请重新登录。"
        case .wrongDigits: return "动态口令不对，请输入认证器上现在显示的 6 位数字。"
        case .endsBeforeStart: return "截止日期早于开始日期。"
        case .signInNameTaken(let name): return "用户名 \(name) 已经有人使用或者曾经使用，请换一个。"
        case .unitInUse(let left): return "该部门还有「\(left)」，请先调整。"
        case .device("retired"): return "该设备已经报废停用，不能再登记事项。"
        case .device: return "该设备现在的状态不能办理这一事项。"
        case .handover("empty"): return "该人员名下没有未结案件，不需要移交。"
        case .handover("countersign"): return "接收人尚未签收，不能确认。"
        case .handover: return "该移交已经办到另一步，请刷新后查看。"
        }
    }

    private static func text(_ problem: PasswordProblem) -> String {
        switch problem {
        case .tooShort(let minimum): "口令至少 \(minimum) 个字符。可以用几个不相干的词连成一句。"
        case .tooLong(let maximum): "口令不能超过 \(maximum) 个字符。"
        case .holdsName: "口令除去姓名和用户名以后太短，请换一个。"
        case .isCode: "不能把一次性代码当作口令，请另设一个。"
        case .tooPlain: "口令用到的不同字符太少，请换一个。"
        case .unchanged: "新口令与现在的口令相同。"
        case .wrongCurrent: "现在的口令不对，或者试得太快，请稍候再试。"
        case .notRepeated: "两次输入的新口令不一致。"
        }
    }

    /// The input field that the problem is about.
    static func field(_ problem: AccountProblem) -> String? {
        switch problem {
        case .password(.wrongCurrent): "current"
        case .password(.notRepeated): "again"
        case .password: "password"
        case .wrongDigits: "digits"
        case .endsBeforeStart: "until"
        case .signInNameTaken: "sign-in-name"
        case .administratorsApart, .unknownRole: "role"
        case .notHeld: "roles"
        default: nil
        }
    }

    /// What became of a try to sign in.
    static func result(_ record: SignInRecord) -> String {
        record.succeeded ? (record.withAuthenticator ? "成功（动态口令）" : "成功") : "口令不对"
    }

    /// `王晓梅 2026-09-01 08:00`.
    static func mark(_ mark: Account.Mark) -> String { "\(mark.name) \(TimeText.minute(mark.at))" }
}
