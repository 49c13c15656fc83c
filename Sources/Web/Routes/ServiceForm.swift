import Casework
import Chronology
import Office
import Rules

/// What is asked of a service by each method, and what was answered.
enum ServiceForm {
    private static let fallback = ["direct", "leave", "mail", "fax", "email", "message", "entrusted", "public-notice"]

    /// What each method asks besides: the names are those that the rules read.
    static let questions: [String: [(name: String, kind: FieldView.Kind)]] = [
        "direct": [("signer", .text), ("circumstances", .paragraph)],
        "leave": [("reason", .paragraph), ("circumstances", .paragraph), ("signer", .text)],
        "mail": [("posting-proof", .text), ("mail-return-receipt", .text)],
        "fax": [("fax-number", .text), ("fax-time", .time), ("confirmed-by-party", .yesNo)],
        "email": [("process", .paragraph), ("confirmed-by-party", .yesNo)],
        "message": [("process", .paragraph), ("confirmed-by-party", .yesNo)],
        "entrusted": [
            ("entrusted-body", .text), ("reason", .paragraph), ("circumstances", .paragraph), ("posting-proof", .text),
        ],
        "forwarded": [("entrusted-body", .text), ("reason", .paragraph)],
        "public-notice": [
            ("reason", .paragraph), ("manner", .text), ("process", .paragraph), ("notice-text", .paragraph),
        ],
    ]

    static func model(
        _ dossier: CaseDossier, typed: FormBody?, query: FormBody, problem: ProblemView?, now: Instant, rules: RuleBook
    ) -> InputModel {
        let folded = dossier.case
        let method = query["method"] ?? "direct"
        // A receipt proves a service and is not served itself.
        let forms = folded.forms.filter { form in
            !form.isVoided && form.document != nil && rules.form(form.kind)?.family != .receipt
        }.map { ($0.id, title($0, rules)) }
        // What has to reach somebody and did not yet comes first.
        let toReach = folded.forms.filter { rules.form($0.kind)?.servedOn != nil && !$0.isVoided && $0.document != nil }
        let waiting = toReach.last { form in
            !folded.services.contains { $0.entered.form == form.id && $0.returned == nil }
        }
        let receipts = folded.forms.filter { form in
            !form.isVoided && rules.form(form.kind)?.family == .receipt
        }.map { ($0.id, receiptTitle($0, folded, rules)) }
        let named = rules.packs.flatMap(\.serviceMethods).map { ($0.id, $0.title) }
        let methods = named.isEmpty ? fallback.map { ($0, AnswerLabels.option($0, of: "method")) } : named
        let form = query["form"] ?? (waiting ?? toReach.last)?.id ?? forms.last?.0
        let first: [FieldView] = [
            .of("form", "送达的文书", .choice(forms), in: typed, initially: form, required: true),
            .of("method", "送达方式", .choice(methods), in: typed, initially: method, required: true),
        ]
        let receipt = query["receipt"] ?? receipts.last { id, _ in folded.form(id)?.about == form }?.0
        var second: [FieldView] = [
            .of("addressee", "受送达人", in: typed, initially: folded.partyName, required: true),
            .of(
                "receipt", "送达回证", .choice([("", "没有")] + receipts), in: typed, initially: receipt,
                hint: receipts.isEmpty ? "先制作送达回证，再登记送达。" : nil),
        ]
        second += (questions[method] ?? []).map { question in
            .of(question.name, AnswerLabels.question(question.name), question.kind, in: typed)
        }
        second += [
            .of(
                "upload", "照片、截图、凭证", .files, in: nil,
                hint: "留置送达上传现场照片；传真、电子邮件、短信送达上传截屏；邮寄送达上传凭证。可以选择多个文件。"),
            InputModel.time(typed, now: now),
        ]
        var model = InputModel(
            heading: "登记送达", action: "/cases/\(folded.id)/services/new", submit: "登记送达",
            cancel: "/cases/\(folded.id)?tab=services", version: folded.version, hasFiles: true,
            hidden: [ChoiceView(value: typed?["service"] ?? Site.randomID(), text: "service", isChosen: false)],
            groups: [
                InputModel.Group(title: "文书和方式", fields: first, decidesRest: true),
                InputModel.Group(title: "经过", fields: second),
            ])
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return model.marked()
    }

    /// A case has many receipts: each is told apart by what it is about.
    private static func receiptTitle(_ form: Form, _ folded: Case, _ rules: RuleBook) -> String {
        let about = form.about.flatMap { folded.form($0) }.map { "（\(title($0, rules))）" }
        return title(form, rules) + (about ?? "")
    }

    private static func title(_ form: Form, _ rules: RuleBook) -> String {
        (rules.form(form.kind)?.title ?? form.kind) + (form.issued?.number.map { " " + $0 } ?? "")
    }

    /// What was answered: of the questions of the chosen method, no others.
    /// - Throws: ``OfficeError/invalid(_:)`` naming what cannot be read.
    static func read(_ form: FormBody, attachments: [BlobReference]) throws -> ServiceEntered {
        let method = form.raw("method")
        var details: [String: FactValue] = [:]
        var problems: [Problem] = []
        for question in questions[method] ?? [] {
            guard let text = form[question.name] else { continue }
            let value: FactValue? =
                switch question.kind {
                case .time: TimeText.read(text).map { .instant($0) }
                case .yesNo: form.yesNo(question.name).map { .boolean($0) }
                default: .text(text)
                }
            if let value {
                details[question.name] = value
            } else {
                problems.append(.notAllowed(question.name, value: text))
            }
        }
        if form["form"] == nil { problems.append(.blank("form")) }
        if form["method"] == nil { problems.append(.blank("method")) }
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        return ServiceEntered(
            service: form["service"] ?? Site.randomID(), form: form.raw("form"), method: method,
            receipt: form["receipt"], captures: attachments.count, addressee: form.raw("addressee"), details: details,
            attachments: attachments)
    }
}
