import Casework
import Chronology
import Office
import Rules

/// What a simple act asks for, and what was answered.
enum EntryForm {
    static func model(
        _ schema: ActSchema, _ dossier: CaseDossier, typed: FormBody?, query: FormBody, problem: ProblemView?,
        now: Instant, rules: RuleBook, people: [Account], viewer: Account
    ) -> InputModel {
        let folded = dossier.case
        let known = KnownAnswers(folded: folded, rules: rules, people: people)
        var fields = subject(schema, folded, typed: typed, query: query, rules: rules)
        fields += schema.questions.map { question in
            .of(
                question.name, question.label ?? AnswerLabels.question(question.name, of: schema.what),
                known.kind(of: question.name, in: schema.what) ?? kind(question), in: typed,
                initially: query[question.name] ?? initial(question.name, dossier, now)
                    ?? known.answer(to: question.name, in: schema.what, by: viewer, on: now.day),
                required: question.isRequired)
        }
        fields += files(schema)
        fields.append(InputModel.time(typed, now: now))
        var model = InputModel(
            heading: schema.what.title, action: "/cases/\(folded.id)/enter/\(schema.what.rawValue)",
            submit: schema.what.title, cancel: "/cases/\(folded.id)", version: folded.version,
            hasFiles: schema.attachments != .none, groups: [InputModel.Group(title: nil, fields: fields)])
        if schema.what == .deviationRecorded {
            model.notes = ["偏离会一直留在案件中，计入案卷和统计。只有已经不能补救的，才记录偏离。"]
        }
        if schema.what == .performanceReceived, !folded.wages.isEmpty {
            let account = folded.wageAccount
            model.notes = [
                "工资清单 \(account.workers.count) 人，尚欠 \(MoneyText.yuan(account.outstanding)) 元。分人履行的，每名劳动者登记一次。"
            ]
        }
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return model.marked()
    }

    /// What the case knows of an answer.
    private static func initial(_ name: String, _ dossier: CaseDossier, _ now: Instant) -> String? {
        switch name {
        case "case-number": dossier.case.number
        case "party": dossier.case.partyName
        case "handler": dossier.case.lead?.name
        case "date": now.day.description
        default: nil
        }
    }

    /// The field for the files that come with an act; none where none do.
    static func files(_ schema: ActSchema) -> [FieldView] {
        guard schema.attachments != .none else { return [] }
        return [
            .of("upload", "附件", .files, in: nil, required: schema.attachments == .required, hint: "可以选择多个文件。")
        ]
    }

    /// How the answer to a question is given on a page.
    static func kind(_ question: ActSchema.Question) -> FieldView.Kind {
        func named(_ options: [String]) -> [(String, String)] {
            options.map { ($0, question.answers[$0] ?? AnswerLabels.option($0, of: question.name)) }
        }
        switch question.kind {
        case .text: return question.name == "date" ? .day : .text
        case .paragraph, .lines: return .paragraph
        case .yesNo: return .yesNo
        case .number: return .number
        case .money: return .money
        case .time: return .moment
        case .day: return .day
        case .choice(let options): return .choice(named(options))
        case .choices(let options): return .choices(named(options))
        }
    }

    /// The thing that the act is about: given by the address, or chosen.
    private static func subject(
        _ schema: ActSchema, _ folded: Case, typed: FormBody?, query: FormBody, rules: RuleBook
    ) -> [FieldView] {
        let chosen = query["subject"]
        switch schema.subject {
        case .none: return []
        case .any:
            let options = ActSchema.Subject.things.flatMap { subjects($0, folded, rules) }
            return [
                .of("subject", "有关事项", .choice([("", "整个案件")] + options), in: typed, initially: chosen ?? "")
            ]
        case .evidence where schema.what == .evidenceAdded:
            // A piece of evidence gets an id of its own when it is first entered.
            var field = FieldView("subject", "证据编号", required: true, hint: "在本案中的编号，例如：证据 1")
            field.isText = true
            field.value = chosen ?? "证据 \(folded.entered(.evidenceAdded).count + 1)"
            return [field]
        default:
            let options =
                subjects(schema.subject, folded, rules) + (schema.what == .evidencePrinted ? pictures(folded) : [])
            return [
                .of(
                    "subject", AnswerLabels.option(schema.subject.rawValue, of: "subject"), .choice(options), in: typed,
                    initially: chosen ?? (options.count == 1 ? options.first?.0 : nil), required: true)
            ]
        }
    }

    private static func subjects(_ kind: ActSchema.Subject, _ folded: Case, _ rules: RuleBook) -> [(String, String)] {
        switch kind {
        case .none, .any: []
        case .material: folded.materials.map { ($0.received.item, $0.received.name ?? $0.received.item) }
        case .act:
            folded.acts.map {
                (
                    $0.recorded.act,
                    "\(AnswerLabels.option($0.recorded.what.rawValue, of: "act")) \(TimeText.minute($0.recorded.from))"
                )
            }
        case .recording: folded.recordings.map { ($0.added.recording, $0.added.blob.title) }
        case .service:
            folded.services.map { ($0.entered.service, ServiceRow($0, in: folded, rules: rules).title) }
        case .form: folded.forms.map { ($0.id, rules.form($0.kind)?.title ?? $0.kind) }
        case .evidence:
            folded.entered(.evidenceAdded).compactMap { entered in
                entered.act.subject.map { ($0, "\($0) \(entered.act.personal?["name"]?.text ?? "")") }
            }
        }
    }

    /// The photographs among the recordings, which are printed as those among the evidence are.
    private static func pictures(_ folded: Case) -> [(String, String)] {
        folded.recordings.filter(\.isPicture).map { ($0.added.recording, $0.added.blob.title) }
    }

    /// What was answered.
    /// - Throws: ``OfficeError/invalid(_:)`` naming what cannot be read as the question asks.
    static func read(_ schema: ActSchema, _ form: FormBody, attachments: [BlobReference]) throws -> ActEntered {
        var answers: [String: FactValue] = [:]
        var personal: [String: FactValue] = [:]
        var problems: [Problem] = []
        for question in schema.questions where !form.all(question.name).isEmpty {
            guard let value = value(question, form) else {
                problems.append(.notAllowed(question.name, value: form.raw(question.name)))
                continue
            }
            if question.isPersonal { personal[question.name] = value } else { answers[question.name] = value }
        }
        guard problems.isEmpty else { throw OfficeError.invalid(problems) }
        return ActEntered(
            what: schema.what,
            subject: schema.subject == .none ? nil : form["subject"].flatMap { $0.isBlank ? nil : $0 },
            answers: answers,
            personal: personal, attachments: attachments)
    }

    private static func value(_ question: ActSchema.Question, _ form: FormBody) -> FactValue? {
        let text = form.raw(question.name)
        switch question.kind {
        case .text, .paragraph, .choice, .day: return .text(text)
        case .yesNo: return form.yesNo(question.name).map { .boolean($0) }
        case .number: return Int(text).map { .integer($0) }
        case .money: return MoneyText.fen(text).map { .integer($0) }
        case .time: return TimeText.read(text).map { .instant($0) }
        case .choices: return .list(form.all(question.name))
        case .lines:
            let lines = text.split(whereSeparator: { $0.isNewline || $0 == "、" }).map { $0.filter { !$0.isWhitespace } }
            return .list(lines.filter { !$0.isEmpty })
        }
    }

    /// The page on which the act shows.
    static func following(_ schema: ActSchema, caseID: String) -> String {
        let place = "/cases/\(caseID)"
        switch schema.what {
        case .captureAnswered, .gapExplained, .recordingFailureReported, .recordingStored, .recordingLabelled,
            .evidenceRemarked, .recordingExempted:
            return "\(place)/recordings?done=entered"
        case .materialStamped, .originalNotProduced, .evidenceAdded, .evidencePrinted, .evidenceBagged:
            return "\(place)?tab=evidence&done=entered"
        case .serviceReturned: return "\(place)?tab=services&done=entered"
        case .caseArchived: return "\(place)/volume?done=entered"
        default: return "\(place)?done=entered"
        }
    }
}
