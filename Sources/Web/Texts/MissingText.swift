import Casework
import Chronology
import Rules

/// Tells what is missing, each with the way to it.
struct MissingText {
    let rules: RuleBook
    /// The case in which it is missing; nil where there is none yet.
    let caseID: String?
    /// The names of people by account.
    var names: [String: String] = [:]
    /// The case itself, so that a form which was begun is opened and not begun anew.
    var folded: Case?

    /// One line of what is missing, with what would mend it.
    struct Line: PageModel, Equatable {
        let text: String
        let links: [LinkView]
        /// Where several things would do, each of them.
        let choices: [Line]

        init(_ text: String, links: [LinkView] = [], choices: [Line] = []) {
            self.text = text
            self.links = links
            self.choices = choices
        }
    }

    func lines(_ missing: [Missing]) -> [Line] { missing.map(line) }

    func line(_ missing: Missing) -> Line {
        switch missing {
        case .fact(let kinds, let forms, let about, let need, let have):
            return fact(kinds, forms, about, need: need, have: have)
        case .statements(let names):
            return Line("请" + names.map { AnswerInstructions.text($0, rules: rules) }.joined(separator: "；") + "。")
        case .role(let roles): return Line("由\(titles(roles))办理")
        case .formStep(let kind, let step, let roles):
            return Line(
                "《\(title(kind))》须经\(titles(roles))\(step.title)", links: links(to: "?tab=forms", "查看文书"))
        case .expiry(let rule, let until):
            let end = until.map { TimeText.day($0.adding(milliseconds: -1).day) + "届满后" } ?? "开始计算并届满后"
            return Line("须待 \(rule) 的期限\(end)")
        case .distance(let kinds, let until):
            let what = kinds.map(\.title).joined(separator: "或者")
            return Line(until.map { "\(what)后须满规定的期限：\(TimeText.minute($0)) 起可以办理" } ?? "须先\(what)，并满规定的期限")
        case .oneOf(let inner): return oneOf(inner)
        case .contrary(let kinds): return Line("本案已有相反的记录：\(kinds.map(\.title).joined(separator: "、"))")
        case .nothing: return Line("该做法本身不被允许")
        case .otherPerson(let account, let held, let taken):
            let who = names[account] ?? account
            return Line(
                "\(who)在本案已经担任「\(AnswerLabels.option(held, of: "function"))」，"
                    + "不能再担任「\(AnswerLabels.option(taken, of: "function"))」，须由他人办理")
        case .state(let states, let now):
            let pack = rules.procedure
            let here = now.map { pack?.state($0)?.title ?? $0 } ?? "尚未登记"
            let there = states.map { pack?.state($0)?.title ?? $0 }.joined(separator: "、")
            return Line("案件现处于「\(here)」，须到「\(there)」阶段办理")
        }
    }

    /// National law speaks of the papers of every text: a way through a paper that this office does not have is none.
    private func oneOf(_ inner: [Missing]) -> Line {
        let open = inner.filter { missing in
            guard case .fact(_, let forms, _, _, _) = missing, !forms.isEmpty else { return true }
            return forms.contains { rules.form($0) != nil }
        }
        let ways = open.isEmpty ? inner : open
        return ways.count == 1 ? line(ways[0]) : Line("以下任一项：", choices: lines(ways))
    }

    private func fact(_ kinds: [FactKind], _ named: [FormKindID], _ about: String?, need: Int, have: Int) -> Line {
        // National law speaks of the papers of every text: those that this office has are meant.
        let known = named.filter { rules.form($0) != nil }
        if known.isEmpty, !named.isEmpty { return Line("该条要求的文书，本单位采用的规范没有列出，不能在这里制作") }
        let forms = known
        let count = need > 1 ? "（需要 \(need)，现有 \(have)）" : ""
        guard forms.isEmpty else {
            let step = kinds.first.map(Self.state) ?? "制作"
            let links = caseID.map { id in
                forms.map { link(toForm: $0, about: about, caseID: id, isAlone: forms.count == 1) }
            }
            let lead = forms.count == 1 ? "《\(title(forms[0]))》\(step)\(count)" : "以下任一文书\(step)\(count)："
            guard let links else { return Line(forms.map { "《\(title($0))》" }.joined(separator: "或者") + step + count) }
            return Line(lead, links: links)
        }
        let links = caseID.map { id in
            kinds.compactMap { ActAddress($0, subject: about, caseID: id) }.map {
                LinkView(href: $0.href, text: $0.title)
            }
        }
        let drafts = kinds.contains(.volumeCompiled) ? drafts : []
        if let links, !links.isEmpty { return Line("尚未\(count)：", links: links, choices: drafts) }
        let words = kinds.map(\.title).joined(separator: "或者")
        return Line("\(words.isEmpty ? "所需的记录" : words)\(count)")
    }

    /// The forms that were begun and are in no volume: with one of them the case is not archived.
    private var drafts: [Line] {
        guard let folded else { return [] }
        return folded.forms.filter { !$0.isVoided && $0.document == nil }.map { form in
            let place = "/cases/\(folded.id)/forms/\(form.id)"
            return Line(
                "《\(title(form.kind))》还是草稿，请提交或者作废，再整理案卷：",
                links: [LinkView(href: place, text: "打开草稿"), LinkView(href: place + "#void-reason", text: "作废草稿")])
        }
    }

    /// The form that was begun, and otherwise its beginning.
    private func link(toForm kind: FormKindID, about: String?, caseID: String, isAlone: Bool) -> LinkView {
        if let form = folded?.form(ofKind: kind), about == nil || form.about == about {
            return LinkView(href: "/cases/\(caseID)/forms/\(form.id)", text: isAlone ? "打开" : "《\(title(kind))》")
        }
        let address = ActAddress(form: kind, about: about, caseID: caseID, rules: rules)
        return LinkView(href: address.href, text: isAlone ? "去制作" : "《\(title(kind))》")
    }

    /// The state of a form in which it would do.
    private static func state(_ kind: FactKind) -> String {
        switch kind {
        case .formApproved: "经审批同意"
        case .formSubmitted: "已提交"
        case .formIssued, .formNumbered: "已印发"
        case .formSigned: "已签名盖章"
        case .formScanned: "已扫描归入"
        case .formReviewed: "已经审核"
        case .formForwarded: "已报请审批"
        case .served: "已送达"
        default: "已制作"
        }
    }

    private func title(_ kind: FormKindID) -> String { rules.form(kind)?.title ?? kind }

    func titles(_ roles: [RoleID]) -> String {
        roles.map { role in
            rules.packs.lazy.compactMap { pack in pack.roles.first { $0.id == role }?.title }.first
                ?? AccountText.roles[role] ?? role
        }.joined(separator: "或者")
    }

    private func links(to query: String, _ text: String) -> [LinkView] {
        caseID.map { [LinkView(href: "/cases/\($0)\(query)", text: text)] } ?? []
    }
}
