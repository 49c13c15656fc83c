import Casework
import Rules

extension Problem {
    /// What is wrong, in a sentence for the person who typed it.
    func text(rules: RuleBook) -> String {
        switch self {
        case .unreadable(let kind): return "本案有一条本版本无法读取的记录（\(kind)），暂不能继续办理，请联系管理员升级。"
        case .inTheFuture: return "发生时间不能晚于现在。"
        case .notReceived: return "该事项尚未登记。"
        case .alreadyReceived: return "该事项已经登记。"
        case .blank(let name): return "请填写：\(AnswerLabels.question(name))。"
        case .tooLong(let name, let limit): return "\(AnswerLabels.question(name))不能超过 \(limit) 字。"
        case .tooManyRows(let name, let limit): return "\(AnswerLabels.question(name))不能超过 \(limit) 行。"
        case .notAllowed("credit-code", let value):
            return "统一社会信用代码「\(value.prefix(40))」不对：应为 18 位，末位是校验码。请对照营业执照核对，暂时无法核对的请留空。"
        case .notAllowed("leading", let value): return "没有编号为「\(value)」的其他案件，或者您无权查看。请照主案案件页上的编号填写。"
        case .notAllowed(let name, let value) where SetupProblemText.says(name, value) != nil:
            return SetupProblemText.says(name, value) ?? ""
        case .notAllowed(let name, let value):
            let shown = value.isBlank ? "" : "「\(AnswerLabels.option(value, of: name))」"
            return "\(AnswerLabels.question(name))的内容\(shown)不在可以填写的范围内。"
        case .joined(let number): return "本案已并入 \(number)，请在该案中办理。"
        case .ended(let number): return "\(number) 已经结案、撤销或者归档，不能并案、分案。"
        case .otherProcedure(let number): return "\(number) 适用的执法程序不同，不能并案。"
        case .nobodyLeft: return "原案至少保留一名投诉人；全部分出的，请直接在原案办理。"
        case .endsBeforeStart: return "结束时间早于开始时间。"
        case .unknown(let thing, let id): return "本案没有这一项\(AnswerLabels.option(thing, of: "")) \(id)。"
        case .alreadyExists(let thing, let id): return "\(AnswerLabels.option(thing, of: "")) \(id) 已经登记过。"
        case .unknownFormKind(let kind): return "没有这种文书：\(rules.form(kind)?.title ?? kind)。"
        case .outdated(_, let version, let current, let by):
            return "您看到的是第 \(version) 稿，\(by) 已经保存了第 \(current) 稿。您填写的内容还在本页，没有丢失，请对照后再保存。"
        case .voided: return "该文书已经作废。"
        case .alreadySubmitted: return "该文书已经提交，不能再修改。"
        case .notSubmitted: return "该文书尚未提交。"
        case .alreadyDecided: return "该文书已经有审核或者审批意见。"
        case .alreadyIssued: return "该文书已经印发。"
        case .served: return "该文书已经送达，不能作废；请另行制作更正文书。"
        case .missingField(_, let label, let article):
            return "请填写「\(label)」" + (article.map { "（\($0)）" } ?? "") + "。"
        case .milestoneMissing(_, let title, let stage):
            return "所选环节在「\(stage)」之后，请填写「\(title)」：缺了它，办案期限会一直提醒，此后的期限也不会起算。"
                + "原卷里确实没有的，在「原卷里没有的日期」中勾选。"
        case .fieldTooLong(_, let label, let limit): return "「\(label)」不能超过 \(limit) 字，请删减或者另附材料。"
        case .fieldNotAllowed(let name, let label, let value):
            let fields = rules.packs.lazy.flatMap(\.forms).flatMap(\.fields)
            let kind = fields.first { $0.name == name && $0.label == label }?.kind
            return "「\(label)」填写的「\(value.prefix(40))」不符合要求，\(Self.asks(kind))。"
        case .citationTooShallow(_, let label, let citation, let article):
            return "「\(label)」引用的「\(citation)」没有写到款、项" + (article.map { "（\($0)）" } ?? "")
                + "。请写明第几款、第几项；该条不分款、项的，在条后注明（不分款、项）。"
        case .blankLeft(_, let label, let blank):
            return "「\(label)」还有没填的空白「\(blank)」，请填写完整或者删去。"
        case .formTooLong(let bytes, let limit):
            return "本文书的内容共 \(bytes / 1024) KB，超过 \(limit / 1_048_576) MB。请把过长的部分作为附件材料归入，文书中写明见附件。"
        case .contentUnreadable:
            return "本文书较长的内容单独加密存放，现在读不出来（文件缺失或者损坏），不能继续办理。请联系管理员从备份恢复。"
        case .otherDocument: return "您看到的文书不是已经提交的那一份，请重新打开。"
        case .ownPaper: return "制作人不能审核、审批自己制作的文书，审核人不能再审批同一文书；纸质签批应由制作人以外的人录入。"
        case .scanMissing: return "手写签名的文书须上传扫描件，才算签名。"
        case .alreadyNumbered(let serial): return "本案已经编号：\(serial)。"
        case .alreadyFinalised: return "该执法活动已经确认完整。"
        case .attachmentMissing: return "请上传附件。"
        case .noOfficer: return "请至少选定一名执法人员。"
        }
    }

    /// The input field that the problem is about, where there is one.
    var field: String? {
        switch self {
        case .notAllowed("credit-code", _): "employers"
        case .blank(let name), .tooLong(let name, _), .tooManyRows(let name, _), .notAllowed(let name, _),
            .missingField(let name, _, _), .milestoneMissing(let name, _, _),
            .fieldTooLong(let name, _, _), .fieldNotAllowed(let name, _, _),
            .citationTooShallow(let name, _, _, _), .blankLeft(let name, _, _):
            name
        case .endsBeforeStart: "to"
        case .inTheFuture: "at"
        case .scanMissing, .attachmentMissing: "upload"
        case .noOfficer: "officers"
        default: nil
        }
    }

    /// How a field of that kind is filled in.
    private static func asks(_ kind: FormKind.Field.Kind?) -> String {
        switch kind {
        case .number: "请填写整数，例如 15"
        case .money: "请填写金额（元），例如 12,000.00"
        case .day: "请填写日期，例如 2026-10-09"
        case .time: "请填写日期和时间，例如 2026-10-09 14:30"
        case .choice, .yesNo: "请从所列的选项中选定"
        case .text, .paragraph, .persons, .table, nil: "请按该栏的格式填写"
        }
    }
}
