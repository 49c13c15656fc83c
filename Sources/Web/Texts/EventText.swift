import Casework
import Chronology
import Office
import Rules

/// What an event is called in the timeline: a line, and what it says besides.
struct EventText {
    let rules: RuleBook
    /// The case, for the titles of its forms.
    let folded: Case
    /// The names of people by account.
    var names: [String: String] = [:]

    /// The line of an event.
    func title(_ event: CaseEvent) -> String {
        switch event {
        case .matterReceived(let body): "登记\(AnswerLabels.option(body.source.rawValue, of: "source"))"
        case .materialReceived(let body): "收取材料：\(body.name ?? "（已隐去）")，\(body.pages) 页"
        case .caseNumbered(let body): "编立案序号 \(body.serial)"
        case .leadAssigned(let body): "确定\(rules.leadTitle) \(body.lead.name)"
        case .formDrafted(let body): "\(body.version > 1 ? "修改" : "制作")《\(kind(body.formKind))》"
        case .formSubmitted(let body): "提交\(form(body.form))"
        case .formReviewed(let body): "审核\(form(body.form))：\(body.passed ? "通过" : "退回")"
        case .formForwarded(let body): "报请审批\(form(body.form))"
        case .formDecided(let body): "审批\(form(body.form))：\(body.approved ? "同意" : "不同意")"
        case .formIssued(let body): "印发\(form(body.form))" + (body.number.map { " " + $0 } ?? "")
        case .formSigned(let body): "\(form(body.form))签名\(body.isSealed ? "盖章" : "")，\(body.signers.count) 人"
        case .formVoided(let body): "\(form(body.form))作废"
        case .actRecorded(let body):
            "\(AnswerLabels.option(body.what.rawValue, of: "act"))（\(body.isOnSite ? "现场" : "非现场")）"
        case .actFinalised(let body): "确认\(act(body.act))记录完整"
        case .actEntered(let body): body.what.title
        case .recordingAdded(let body): "上传音像记录 \(body.blob.title)"
        case .wagesEntered(let body): "\(body.replaces ? "更换" : "录入")工资清单，\(body.rowCount) 行"
        case .caseJoined(let body): "并入 \(body.intoNumber)"
        case .caseTakenIn(let body):
            body.way == .joined ? "接收并入的 \(body.fromNumber)" : "由 \(body.fromNumber) 分出"
        case .caseSplitOff(let body): "分出 \(body.intoNumber)"
        case .caseTakenOver(let body): "接入在办案件 \(body.number)（\(body.stateTitle)）"
        case .serviceEntered(let body): "\(AnswerLabels.option(body.method, of: "method"))\(form(body.form))"
        }
    }

    /// What it says besides, a line each.
    func details(_ event: CaseEvent) -> [String] {
        switch event {
        case .matterReceived(let body): return [body.cause, body.summary].compactMap { $0 }
        case .materialReceived(let body):
            return ["\(AnswerLabels.option(body.submitter, of: "submitter"))提交，\(body.isCopy ? "复印件" : "原件")"]
        case .leadAssigned(let body):
            let others = body.others.map(\.name).joined(separator: "、")
            return [others.isEmpty ? nil : "协办：\(others)", body.reason].compactMap { $0 }
        case .formReviewed(let body): return [body.opinion].filter { !$0.isBlank }
        case .formDecided(let body):
            let paper = body.onPaper.map { "纸质签批，审批人 \($0.approver.name)，由他人录入" }
            return [body.opinion.isBlank ? nil : body.opinion, paper].compactMap { $0 }
        case .formVoided(let body): return [body.reason]
        case .formSigned(let body):
            let names = (body.names ?? []).joined(separator: "、")
            return [names, body.withFingerprint ? "捺指印" : "", body.scan == nil ? "" : "扫描件 \(body.pages) 页"]
                .filter { !$0.isEmpty }
        case .actRecorded(let body):
            let officers = body.officers.map { "\($0.name)（\($0.badge ?? "无证号")）" }.joined(separator: "、")
            let time = "\(TimeText.minute(body.from)) 至 \(TimeText.minute(body.to))"
            return [time, officers, body.place, body.findings].compactMap { $0 }
        case .actEntered(let body): return answers(body)
        case .recordingAdded(let body):
            let length = TimeText.length(milliseconds: Int64(body.durationMilliseconds))
            return ["\(TimeText.minute(body.start)) 起，时长 \(length)，设备 \(body.device)"]
        case .wagesEntered(let body):
            return ["应发 \(MoneyText.yuan(body.owed)) 元，已发 \(MoneyText.yuan(body.paid)) 元"]
        case .caseJoined(let body): return [body.reason, approved(body.approval)]
        case .caseTakenIn(let body):
            let names = (body.complainants ?? []).map(\.name) + (body.employers ?? []).map(\.name)
            let pieces = (body.materials ?? []).compactMap(\.received.name)
            return [
                body.reason, names.isEmpty ? nil : "人员和单位：\(names.joined(separator: "、"))",
                pieces.isEmpty ? nil : "材料：\(pieces.joined(separator: "、"))",
            ].compactMap { $0 }
        case .caseSplitOff(let body):
            return [body.matter, body.reason, approved(body.approval)].compactMap { $0 }
        case .caseTakenOver(let body): return TakeOverText.details(body)
        case .serviceEntered(let body): return [body.addressee.map { "受送达人：\($0)" }].compactMap { $0 }
        case .caseNumbered, .formDrafted, .formSubmitted, .formForwarded, .formIssued, .actFinalised: return []
        }
    }

    private func approved(_ approval: JoinApproval) -> String {
        "\(MissingText(rules: rules, caseID: nil).titles([approval.role]))\(approval.by.name)批准"
            + (approval.scan == nil ? "" : "（附签批扫描件）")
    }

    /// The answers of a simple act in the order of its questions.
    func answers(_ body: ActEntered) -> [String] {
        let given = body.answers.merging(body.personal ?? [:]) { kept, _ in kept }
        return (ActSchema.of(body.what)?.questions ?? []).compactMap { question in
            given[question.name].map { value in
                let text = named(value, question.name) ?? Self.value(value, of: question)
                let label = question.label ?? AnswerLabels.question(question.name, of: body.what)
                return "\(label)：\(text)"
            }
        }
    }

    /// An answer that names something by its id, in words; nil where it names nothing.
    private func named(_ value: FactValue, _ question: String) -> String? {
        guard case .list(let texts) = value else { return value.text.flatMap { named($0, question) } }
        let titles = texts.map { named($0, question) }
        guard titles.contains(where: { $0 != nil }) else { return nil }
        return zip(texts, titles).map { $1 ?? AnswerLabels.option($0, of: question) }.joined(separator: "、")
    }

    private func named(_ text: String, _ question: String) -> String? {
        if KnownAnswers.roles.contains(question), MissingText(rules: rules, caseID: nil).titles([text]) != text {
            return MissingText(rules: rules, caseID: nil).titles([text])
        }
        if KnownAnswers.people.contains(question) { return names[text] }
        switch question {
        case "form", "record": return rules.form(text).map { "《\($0.title)》" } ?? thing(text)
        case "platform": return Platform.named(text)?.title
        case "platform-field": return Platform.bundled.lazy.flatMap(\.sheet).first { $0.name == text }?.label
        default: return thing(text)
        }
    }

    /// What stands in the case under that id: a paper with its number, an act, a recording.
    private func thing(_ id: String) -> String? {
        if let paper = folded.form(id) { return form(id) + (paper.issued?.number ?? "") }
        if folded.act(id) != nil { return act(id) }
        return folded.recordings.first { $0.added.recording == id }?.added.blob.title
    }

    /// An answer in words.
    static func value(_ value: FactValue, of question: ActSchema.Question) -> String {
        switch value {
        case .text(let text): question.answers[text] ?? AnswerLabels.option(text, of: question.name)
        case .integer(let number): question.kind == .money ? MoneyText.yuan(number) : String(number)
        case .boolean(let flag): flag ? "是" : "否"
        case .instant(let instant): TimeText.minute(instant)
        case .list(let texts):
            texts.map { question.answers[$0] ?? AnswerLabels.option($0, of: question.name) }.joined(separator: "、")
        }
    }

    /// `《立案审批表》`.
    func form(_ id: String) -> String { "《\(folded.form(id).map { kind($0.kind) } ?? "文书")》" }

    /// `现场检查（勘验）`.
    func act(_ id: String) -> String {
        folded.act(id).map { AnswerLabels.option($0.recorded.what.rawValue, of: "act") } ?? "执法活动"
    }

    private func kind(_ id: FormKindID) -> String { rules.form(id)?.title ?? id }

    /// Where the event is looked at, where it has a page.
    func address(_ event: CaseEvent) -> String? {
        let place = "/cases/\(folded.id)"
        return switch event {
        case .formDrafted(let body): "\(place)/forms/\(body.form)"
        case .formSubmitted(let body): "\(place)/forms/\(body.form)"
        case .formReviewed(let body): "\(place)/forms/\(body.form)"
        case .formForwarded(let body): "\(place)/forms/\(body.form)"
        case .formDecided(let body): "\(place)/forms/\(body.form)"
        case .formIssued(let body): "\(place)/forms/\(body.form)"
        case .formSigned(let body): "\(place)/forms/\(body.form)"
        case .formVoided(let body): "\(place)/forms/\(body.form)"
        case .recordingAdded(let body): "\(place)/recordings/\(body.recording)"
        case .actRecorded, .actFinalised: "\(place)?tab=acts"
        case .wagesEntered: "\(place)/wages"
        case .caseJoined(let body): "/cases/\(body.into)"
        case .caseTakenIn(let body): "/cases/\(body.from)"
        case .caseSplitOff(let body): "/cases/\(body.into)"
        case .serviceEntered: "\(place)?tab=services"
        case .materialReceived: "\(place)?tab=evidence"
        default: nil
        }
    }
}
