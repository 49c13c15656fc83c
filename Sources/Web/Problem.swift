import Casework
import HTTPTypes
import Office
import Rules

/// What a page tells of an act that did not happen: what was tried, what stands against it, what would make it possible.
struct ProblemView: PageModel, Equatable {
    let status: Int
    let code: String
    let title: String
    private(set) var items: [Item]
    /// What others entered meanwhile, newest first.
    var changes: [String] = []
    /// What was entered all the same, and how to go on with it or be rid of it.
    private(set) var kept: MissingText.Line?
    /// A scan that was uploaded and not taken, so that it need not be sent again.
    var keptUpload: String?
    /// Whether the scan would be taken with a reason given by hand.
    var asksConfirmation = false
    /// What to look for in the operators' log.
    var requestID: String?

    /// One thing that stands against it.
    struct Item: PageModel, Equatable {
        let text: String
        /// `WH-37.8`, where a rule says so.
        var rule: String?
        var article: String?
        var pack: String?
        /// The input field to jump to.
        var field: String?
        var missing: [MissingText.Line] = []
        /// Where a deviation from the rule may be recorded, and by whom.
        var deviation: LinkView?
        /// Where somebody says that it was done before the case was taken over.
        var before: LinkView?

        init(_ text: String, field: String? = nil) {
            self.text = text
            self.field = field
        }
    }

    /// Whether something may be done about it, listed under the items.
    var isRefusal: Bool { code == "refused" }

    /// - Parameters:
    ///   - error: what the office answered.
    ///   - attempt: what was tried, in the words of the page: 保存文书.
    ///   - caseID: the case in which it was tried.
    ///   - folded: the case as it stands, so that what was begun in it can be named.
    init(
        _ error: OfficeError, attempt: String, caseID: String?, rules: RuleBook, names: [String: String] = [:],
        folded: Case? = nil
    ) {
        let texts = MissingText(rules: rules, caseID: caseID, names: names, folded: folded)
        switch error {
        case .notFound(let thing, let id):
            self.init(404, "not-found", "没有找到", "没有这一项\(AnswerLabels.option(thing, of: ""))（\(id)），或者您无权查看。")
        case .forbidden(let what):
            self.init(403, "forbidden", "您没有这项权限", "\(attempt)：\(ForbiddenText.text(what))本次尝试已经记录。")
        case .invalid(let problems):
            let items = problems.map { problem in
                var item = Item(problem.text(rules: rules))
                item.field = problem.field
                return item
            }
            let isOutdated = problems.contains { if case .outdated = $0 { true } else { false } }
            self.init(
                status: isOutdated ? 409 : 422, code: isOutdated ? "outdated" : "invalid", title: "\(attempt)没有完成",
                items: items)
        case .refused(let refusals):
            self.init(
                status: 422, code: "refused", title: "\(attempt)现在还不能办理",
                items: refusals.map { Self.item($0, texts: texts, caseID: caseID) })
        case .changedMeanwhile(let place, _, _) where place.contains("/"):
            self.init(409, "changed-meanwhile", "刚刚有了新的记录", "别人刚刚办理了同一事项，没有重复记录。请重新打开页面，看过以后再办。")
        case .changedMeanwhile(_, let seen, let current):
            self.init(
                409, "changed-meanwhile", "案件刚刚有了新的记录",
                "您打开本页以后，本案新增了 \(max(0, current - seen)) 条记录。您填写的内容没有丢失，请看过新记录后再提交一次。")
        case .commandReused: self.init(409, "command-reused", "该操作已经提交过", "同一操作提交了两次而内容不同，没有重复记录。请重新打开页面。")
        case .upload(let problem): self.init(upload: problem)
        case .notMedia("no-start"):
            self.init(
                status: 422, code: "no-start", title: "\(attempt)没有完成",
                items: [Item("文件里没有开始时间，请填写「开始记录的时间」。已上传的文件不必再传。", field: "start")])
        case .notMedia:
            self.init(
                422, "not-media", "不是音像文件", "该文件不是可以播放的音像文件，没有归入案件。请检查文件是否完整、格式是否正确。")
        case .scan(let mismatch):
            self.init(
                status: 422, code: "scan",
                title: mismatch.title.isEmpty ? "\(attempt)没有完成" : "扫描件与《\(mismatch.title)》对不上，没有归入",
                items: mismatch.findings.map { ScanText.item($0, title: mismatch.title, caseID: caseID) })
            keptUpload = mismatch.mayBeConfirmed ? mismatch.upload : nil
            asksConfirmation = mismatch.mayBeConfirmed
        case .draw(let problems):
            self.init(
                status: 422, code: "draw", title: "\(attempt)没有完成",
                items: problems.map { Item(DrawText.text($0), field: DrawText.field($0)) })
        case .platform(let fields):
            self.init(
                status: 422, code: "platform", title: "\(attempt)没有完成",
                items: fields.map { Item("平台要求填写「\($0.label)」，本案没有这项内容，请先补填。", field: "supply-\($0.name)") })
        case .typesetting: self.init(500, "typesetting", "文书未能排版", "文书没有生成，填写的内容已保留。请稍后再试，仍不成功请联系管理员。")
        case .storage: self.init(503, "storage", "暂时不能保存", "存储空间不足或者存储设备不可用，没有记录任何内容。已有的记录没有受影响，请联系管理员。")
        case .account(let problem):
            self.init(
                status: 422, code: "account", title: "\(attempt)没有完成",
                items: [Item(AccountText.text(problem, rules: rules), field: AccountText.field(problem))])
        case .recovery(let problem):
            self.init(
                status: problem == .notProved ? 409 : 422, code: "recovery", title: "\(attempt)没有完成",
                items: [Item(RecoveryText.text(problem), field: RecoveryText.field(problem))])
        case .sheet(let problem):
            self.init(
                status: 422, code: "sheet", title: "\(attempt)没有完成",
                items: [Item(WageText.text(problem), field: "wages-file")])
        case .backup(let problem):
            self.init(
                status: 422, code: problem.code, title: "\(attempt)没有完成",
                items: [
                    Item(
                        BackupText.text(problem) + BackupText.remedy(problem), field: BackupText.field(problem))
                ])
        case .witness(let problem):
            self.init(422, "witness", "外部见证没有签名", WitnessText.text(problem) + WitnessText.action(problem))
        case .onlyInDemo: self.init(403, "only-in-demo", "只有演示环境可以这样做", "正式办案环境不接受这项操作。")
        }
    }

    private init(upload problem: OfficeError.UploadProblem) {
        switch problem {
        case .offset(let expected, let found):
            self.init(409, "upload-offset", "上传位置不符", "服务器已收到 \(expected) 字节，本次从第 \(found) 字节续传，请刷新后继续。")
        case .tooLong(let limit):
            self.init(413, "upload-too-long", "文件过大", "文件不能超过 \(limit / 1_048_576) MB，内容没有保存。")
        case .digestMismatch: self.init(460, "upload-digest", "文件校验不符", "收到的文件与发送方提供的 SHA-256 不一致，没有归入案件，请重新上传。")
        case .incomplete(let at, let length):
            self.init(409, "upload-incomplete", "文件尚未传完", "已收到 \(at) / \(length) 字节，请继续上传。")
        case .busy: self.init(423, "upload-busy", "该文件正在上传", "另一个连接正在上传同一文件，请稍候。")
        }
    }

    /// A problem that concerns no case: a page that does not exist, a form that is out of date …
    init(_ status: Int, _ code: String, _ title: String, _ text: String) {
        self.init(status: status, code: code, title: title, items: [Item(text)])
    }

    private init(status: Int, code: String, title: String, items: [Item]) {
        self.status = status
        self.code = code
        self.title = title
        self.items = items
    }

    /// Something that went wrong inside; the detail stands in the log under the request's id.
    static func unexpected(requestID: String) -> ProblemView {
        var view = ProblemView(500, "unexpected", "出错了", "系统没有完成这项操作，没有记录任何内容。请把下面的编号告诉管理员。")
        view.requestID = requestID
        return view
    }

    /// The input in which the first answer that is missing belongs.
    private static func field(_ missing: Missing) -> String? {
        switch missing {
        case .statements(let names): names.first
        case .oneOf(let inner): inner.lazy.compactMap(field).first
        default: nil
        }
    }

    /// The same on the page of a form, whose inputs bear the names of its fields behind `field.`.
    func onPage(of kind: FormKind) -> ProblemView {
        var view = self
        for index in items.indices {
            guard let name = items[index].field, kind.fields.contains(where: { $0.name == name }) else { continue }
            view.items[index].field = "field." + name
        }
        return view
    }

    /// Where somebody says that what a rule asks for was done before the case was taken over.
    static func declaration(of rule: String, in caseID: String) -> LinkView {
        LinkView(
            href: "/cases/\(caseID)/enter/done-before-take-over?rule=\(PercentEncoding.encode(rule))",
            text: "接入前已经办过的，声明并写明凭据")
    }

    /// Says that a form stays as a draft where it could not be submitted: nobody should meet it only when archiving.
    mutating func keepDraft(_ form: String, in caseID: String) {
        let place = "/cases/\(caseID)/forms/\(form)"
        kept = MissingText.Line(
            "没有提交，已存为草稿，列在本案「文书」栏。补齐以后打开草稿再提交；不需要的请作废，留着草稿不能归档。",
            links: [
                LinkView(href: place, text: "打开草稿"), LinkView(href: place + "#void-reason", text: "作废草稿"),
            ])
    }

    /// In a case that was taken over, what a rule asks for may have been done before: somebody may say so.
    mutating func offerDeclarations(_ refusals: [Refusal], in caseID: String) {
        let rules = Set(
            refusals.filter { $0.missing.allSatisfy(\.couldBeBefore) }.compactMap { $0.rule?.text })
        for index in items.indices {
            guard let rule = items[index].rule, rules.contains(rule) else { continue }
            items[index].before = Self.declaration(of: rule, in: caseID)
        }
    }

    /// One refusal, as it also stands beside a button that is greyed.
    static func item(_ refusal: Refusal, texts: MissingText, caseID: String?) -> Item {
        var item = Item(refusal.says)
        let pack = texts.rules.packs.first { $0.id == refusal.pack }
        item.rule = refusal.rule?.text
        item.article = refusal.article.isEmpty ? nil : refusal.article
        item.pack = pack.map { "《\($0.title)》" } ?? refusal.pack
        item.missing = texts.lines(refusal.missing)
        item.field = refusal.missing.lazy.compactMap(Self.field).first
        if let role = refusal.deviation, let rule = refusal.rule, let caseID {
            item.deviation = LinkView(
                href: "/cases/\(caseID)/enter/deviation-recorded?rule=\(PercentEncoding.encode(rule.text))",
                text: "已不能补救的，由\(texts.titles([role]))记录偏离")
        }
        return item
    }
}

/// What a missing right is called.
enum ForbiddenText {
    static func text(_ what: String) -> String {
        switch what {
        case "case": "您不承办本案，也没有调阅权限。"
        case "act": "您可以查看本案，但不能在本案中办理事项。"
        case "approve": "该文书不由您审批。"
        case "export": "导出案卷须另有权限。"
        case "accounts", "units": "人员账号和部门由系统管理员办理。"
        case "rights": "职责和权限由安全管理员办理。"
        case "reset": "重置口令由管理员申请，另一名管理员确认。"
        case "devices": "执法设备由系统管理员或者音像管理人员登记。"
        case "import": "您的职责不能导入这一类：人员由系统管理员导入，设备由系统管理员或者音像管理人员导入，旧档由档案管理人员导入，案件和单位由办案人员导入。"
        case "old-volumes": "旧档的登记和借阅由档案管理人员办理。"
        case "outbox": "平台报送的去处由系统管理员设定，报送情况由办案人员和系统管理员查看。"
        case "office-log": "管理日志由审计管理员查看。"
        case "supervision": "监督统计由负责人、法制、审理和审计人员查看。"
        case "recovery": "恢复密钥由三名管理员办理。"
        case "numbers": "编号由系统管理员设定。"
        case "backups": "备份情况由系统管理员和审计管理员查看。"
        case "backup-settings": "备份由系统管理员设定和执行。"
        case "rules": "规则的采用和变更由负责人和法制人员提出、确认。"
        case "sealed": "密封页只对接待人员和本案承办人开放。"
        case "handover": "案件移交由本人提出或者由负责人办理、确认。"
        case "countersign": "移交由接收人本人签收。"
        default: "您在本单位担任的职责不包括这项工作。"
        }
    }
}
