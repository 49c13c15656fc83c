import Casework
import Chronology
import Office
import Rules

/// A person's account in tables: rights with who gave them, deputies, rights in single cases.
struct PersonView {
    private let account: Account
    private let titles: MissingText
    private let today: Day

    init(_ office: Office, _ account: Account) {
        self.account = account
        titles = MissingText(rules: office.rules, caseID: nil)
        today = office.now().day
    }

    private typealias Table = RegisterModel.TableView
    private typealias Cell = RegisterModel.CellView

    /// What everybody of the office may see of a person.
    /// - Parameter viewer: who looks, and what that person may do about it.
    func page(viewer: Account) -> RegisterModel {
        let roles = viewer.roles(on: today)
        let isOwn = viewer.id == account.id
        let maySystem = roles.contains(Office.systemRole) && !isOwn && !account.isClosed
        let maySecurity = roles.contains(Office.securityRole) && !isOwn && !account.isClosed
        let mayReset = !Set(roles).isDisjoint(with: Office.administratorRoles) && !isOwn && !account.isClosed
        let place = "/office/people/\(account.id)"
        var model = RegisterModel()
        model.facts = facts
        if let closed = account.closed {
            model.notes.append("账号已由 \(AccountText.mark(closed.by)) 停用：\(closed.reason)。账号不删除，办理过的事项仍署其名。")
        }
        if let reset = account.reset {
            model.notes.append("\(AccountText.mark(reset.by)) 申请重置口令：\(reset.reason)。须由另一名管理员确认。")
        }
        func action(_ may: Bool, _ path: String, _ text: String) {
            if may { model.actions.append(LinkView(href: "\(place)/\(path)", text: text)) }
        }
        action(maySecurity, "roles/new", "授予职责")
        action(maySecurity, "deputies/new", "指定代理人")
        action(maySecurity, "cases/new", "授予单案权限")
        action(maySystem, "move", "调整部门")
        action(mayReset && account.reset == nil, "reset", "申请重置口令")
        action(mayReset && account.reset.map { $0.by.account != viewer.id } ?? false, "reset/confirm", "确认重置口令")
        action(maySystem, "close", "停用账号")
        model.tables = tables(
            mayChange: maySecurity, place: place, deputyPlace: "\(place)/deputies", mayEnd: maySecurity)
        return model
    }

    /// One's own account.
    func own(_ signIns: [SignInRecord], sessions: [SessionRecord]) -> RegisterModel {
        var model = RegisterModel()
        model.facts = facts
        let hasAuthenticator = account.authenticator != nil
        model.facts.append(
            InputModel.FactView(label: "动态口令", value: hasAuthenticator ? "已启用" : "未启用"))
        model.actions = [
            LinkView(href: "/account/password", text: "修改口令"),
            LinkView(href: "/account/authenticator", text: hasAuthenticator ? "停用动态口令" : "启用动态口令"),
        ]
        if !account.roles(on: today).allSatisfy(Office.administratorRoles.contains) {
            model.actions += [
                LinkView(href: "/account/deputies/new", text: "指定代理人"),
                LinkView(href: "/office/handovers/new", text: "移交我的案件"),
            ]
        }
        model.tables = tables(mayChange: false, place: "", deputyPlace: "/account/deputies", mayEnd: true)
        if sessions.contains(where: { !$0.isOwn }) {
            model.actions.append(LinkView(href: "/account/sessions/end", text: "退出其他登录"))
        }
        model.tables.append(
            Table(
                "现在的登录", ["登录时间", "来源", "状态"],
                sessions.map { session in
                    [
                        Cell(session.opened.map(TimeText.minute) ?? "—"), Cell(session.source),
                        session.isOwn ? Cell("本次登录") : Cell("退出", href: "/account/sessions/end?id=\(session.id)"),
                    ]
                }, empty: ""))
        model.tables.append(
            Table(
                "最近登录", ["时间", "来源", "结果"],
                signIns.map { record in
                    [Cell(TimeText.minute(record.at)), Cell(record.source), Cell(AccountText.result(record))]
                }, empty: "还没有登录记录。"))
        return model
    }

    private var facts: [InputModel.FactView] {
        [
            ("姓名", account.name), ("用户名", account.signInName), ("部门", account.unit), ("执法证号", account.badge ?? "—"),
        ].map { InputModel.FactView(label: $0.0, value: $0.1) }
    }

    private func tables(mayChange: Bool, place: String, deputyPlace: String, mayEnd: Bool) -> [RegisterModel.TableView]
    {
        var tables = [
            Table(
                "职责", ["职责", "部门", "自", "至", "授予", "状态"],
                account.grants.map { row($0, mayChange: mayChange, place: place) }, empty: "没有职责，不能办理案件。"),
            Table(
                "代理人", ["代理人", "代行的职责", "自", "至", "指定", "理由", "状态"],
                account.deputies.map { row($0, place: deputyPlace, mayEnd: mayEnd) }, empty: "没有指定代理人。"),
        ]
        let standIns = account.standIns.filter { $0.deputy.ended == nil && today <= $0.deputy.to }
        if !standIns.isEmpty {
            tables.append(
                Table(
                    "代理他人", ["被代理人", "代行的职责", "自", "至", "指定"],
                    standIns.map { standIn in
                        [
                            Cell(standIn.person.name), Cell(list(standIn.deputy.roles)),
                            Cell(standIn.deputy.from.description), Cell(standIn.deputy.to.description),
                            Cell(AccountText.mark(standIn.deputy.by)),
                        ]
                    }, empty: ""))
        }
        if !account.caseRights.isEmpty {
            tables.append(
                Table(
                    "单案权限", ["案件", "职责", "自", "至", "授予", "理由", "状态"],
                    account.caseRights.map { row($0, mayChange: mayChange, place: place) }, empty: ""))
        }
        return tables
    }

    private func list(_ roles: [RoleID]) -> String { roles.map { titles.titles([$0]) }.joined(separator: "、") }

    private func row(_ grant: Account.Grant, mayChange: Bool, place: String) -> [RegisterModel.CellView] {
        let state =
            if let withdrawn = grant.withdrawn {
                Cell("\(AccountText.mark(withdrawn.by)) 收回：\(withdrawn.reason)")
            } else if grant.holds(on: today) {
                mayChange ? Cell("有效 · 收回", href: "\(place)/roles/\(grant.id)/withdraw") : Cell("有效")
            } else {
                Cell(today < grant.from ? "尚未开始" : "已到期")
            }
        return [
            Cell(titles.titles([grant.role])), Cell(grant.unit ?? account.unit), Cell(grant.from.description),
            Cell(grant.to?.description ?? "不限"), Cell(AccountText.mark(grant.by)), state,
        ]
    }

    private func row(_ deputy: Account.Deputy, place: String, mayEnd: Bool) -> [RegisterModel.CellView] {
        let state =
            if let ended = deputy.ended {
                Cell("\(AccountText.mark(ended)) 结束")
            } else if deputy.to < today {
                Cell("已到期")
            } else {
                mayEnd
                    ? Cell(deputy.holds(on: today) ? "有效 · 结束" : "尚未开始 · 结束", href: "\(place)/\(deputy.id)/end")
                    : Cell(deputy.holds(on: today) ? "有效" : "尚未开始")
            }
        return [
            Cell(deputy.name), Cell(list(deputy.roles)), Cell(deputy.from.description), Cell(deputy.to.description),
            Cell(AccountText.mark(deputy.by)), Cell(deputy.reason), state,
        ]
    }

    private func row(_ right: Account.CaseRight, mayChange: Bool, place: String) -> [RegisterModel.CellView] {
        let state =
            if let ended = right.ended {
                Cell("\(AccountText.mark(ended.by)) 收回：\(ended.reason)")
            } else if right.to < today {
                Cell("已到期")
            } else {
                mayChange ? Cell("有效 · 收回", href: "\(place)/cases/\(right.id)/end") : Cell("有效")
            }
        return [
            Cell(right.caseID), Cell(list(right.roles)), Cell(right.from.description), Cell(right.to.description),
            Cell(AccountText.mark(right.by)), Cell(right.reason), state,
        ]
    }
}
