import Casework
import Chronology
import Office
import Rules

/// The forms by which rights are given and withdrawn.
struct RightsForms {
    let site: Site

    private var titles: MissingText { MissingText(rules: site.office.rules, caseID: nil) }
    private var today: String { site.office.now().day.description }

    /// Open accounts to choose from: everybody but one, administrators left out where they cannot be meant.
    func people(but id: String? = nil, withAdministrators: Bool = false) async -> [(String, String)] {
        let day = site.office.now().day
        return await site.office.accounts().filter { account in
            let isAdministrator = !Set(account.roles(on: day)).isDisjoint(with: Office.administratorRoles)
            return !account.isClosed && account.id != id && (withAdministrators || !isAdministrator)
        }.map { ($0.id, "\($0.name)（\($0.unit)）") }
    }

    /// Open units to choose from.
    func units() async -> [(String, String)] {
        await site.office.allUnits().filter { !$0.isClosed }.map { ($0.id, $0.name) }
    }

    private func roles(_ ids: [RoleID]) -> [(String, String)] { ids.map { ($0, titles.titles([$0])) } }

    private func days(_ form: FormBody?, untilIsRequired: Bool) -> [FieldView] {
        [
            .of("from", "自", .day, in: form, initially: today, required: true),
            .of(
                "until", "至（含当日）", .day, in: form, required: untilIsRequired,
                hint: untilIsRequired ? nil : "不填为长期。"),
        ]
    }

    /// Gives a role.
    func role(to account: Account, back: LinkView) async -> ActionForm {
        let units = [("", "本人所在部门（\(account.unit)）")] + (await units())
        let roles = roles(site.office.grantableRoles)
        return ActionForm(
            "授予职责", action: "/office/people/\(account.id)/roles/new", back: back,
            notes: ["授予人和时间记入日志。不能给自己授权；三名管理员的职责不能与其他职责由同一人担任。"],
            facts: [InputModel.FactView(label: "人员", value: account.name)]
        ) { form in
            [
                .of("role", "职责", .choice(roles), in: form, required: true),
                .of("unit", "在哪个部门担任", .choice(units), in: form, initially: ""),
            ] + days(form, untilIsRequired: false)
        }
    }

    func grant(_ typed: FormBody, to id: String, _ command: CommandContext) async throws {
        guard let role = typed["role"] else { throw OfficeError.invalid([.blank("role")]) }
        try await site.office.grantRole(
            role, to: id, unitID: typed["unit"], from: typed.day("from"), until: typed.dayIfTyped("until"), command)
    }

    /// Gives rights in one case.
    func caseRight(to account: Account, back: LinkView) -> ActionForm {
        let roles = roles(site.office.grantableRoles.filter { !Office.administratorRoles.contains($0) })
        return ActionForm(
            "授予单案权限", action: "/office/people/\(account.id)/cases/new", back: back,
            notes: ["用于借调人员：只对这一件案件有效，到期自动失效。"],
            facts: [InputModel.FactView(label: "人员", value: account.name)]
        ) { form in
            [
                .of("case", "案件（登记号或者立案序号）", in: form, required: true),
                .of("roles", "在本案中的职责", .choices(roles), in: form, required: true),
            ] + days(form, untilIsRequired: true) + [.of("reason", "理由", in: form, required: true)]
        }
    }

    func giveCaseRight(_ typed: FormBody, to id: String, _ command: CommandContext) async throws {
        guard let name = typed["case"] else { throw OfficeError.invalid([.blank("case")]) }
        try await site.office.giveCaseRight(
            to: id, caseName: name, roles: typed.all("roles"), from: typed.day("from"), until: typed.day("until"),
            reason: typed.raw("reason"), command)
    }

    /// Names a deputy.
    func deputy(of account: Account, action: String, back: LinkView) async -> ActionForm {
        let people = await people(but: account.id)
        let day = site.office.now().day
        let held = account.roles(on: day).filter { !Office.administratorRoles.contains($0) }
        let roles = roles(held + [Account.leadRole])
        return ActionForm(
            "指定代理人", action: action, back: back,
            notes: ["代理人在这些日期内可以代行选定的职责，记录中写明「代」和被代理人。是否回避、是否三分离，按实际办理的人判断。"],
            facts: [InputModel.FactView(label: "被代理人", value: account.name)]
        ) { form in
            [
                .of("deputy", "代理人", .choice(people), in: form, required: true),
                .of("roles", "代行的职责", .choices(roles), in: form, required: true),
            ] + days(form, untilIsRequired: true) + [.of("reason", "理由", in: form, required: true, hint: "如：出差、休假。")]
        }
    }

    func nameDeputy(_ typed: FormBody, for id: String, _ command: CommandContext) async throws {
        guard let deputy = typed["deputy"] else { throw OfficeError.invalid([.blank("deputy")]) }
        try await site.office.nameDeputy(
            deputy, for: id, roles: typed.all("roles"), from: typed.day("from"), until: typed.day("until"),
            reason: typed.raw("reason"), command)
    }

    /// Asks for a reason and nothing else.
    func reason(_ title: String, action: String, back: LinkView, notes: [String], person: String) -> ActionForm {
        ActionForm(
            title, action: action, back: back, notes: notes, facts: [InputModel.FactView(label: "人员", value: person)]
        ) { form in [.of("reason", "理由", in: form, required: true)] }
    }
}
