import Casework
import Chronology
import Forms
import Office
import Rules

/// A form on the screen: being filled in, or in one of the later steps of its life.
struct FormModel: PageModel {
    let heading: String
    let caseHead: CaseHead
    let caseID: String
    let caseVersion: Int
    let kind: String
    let form: String?
    let about: String?
    let corrects: String?
    let version: Int
    let seenVersion: Int
    let family: String
    let volume: String
    let article: String
    let word: String
    let style: String
    let number: String?
    let drafter: String?
    let isEditable: Bool
    let fields: [FieldView]
    /// The same, as read once it is submitted.
    let shown: [ShownField]
    let problems: [JumpView]
    let refusals: [ProblemView.Item]
    let problem: ProblemView?
    let action: String
    let autosave: String
    let document: String?
    let opinions: [FormRow.OpinionView]
    /// Whether somebody reviews or approves forms of the kind.
    let isDecidedOn: Bool
    /// What is to be done next, where the form must still reach somebody.
    let toServe: ToServeView?
    let signatures: [SignatureView]
    let steps: [StepView]
    /// Those for whom the paper has a place to sign; all where it has none.
    let signers: [FieldView.CellView]
    /// Those who may have signed besides.
    let otherSigners: [FieldView.CellView]
    let hasOtherSigners: Bool
    /// Whether the next thing is the signed sheet's return.
    private(set) var awaitsSigning = false
    private(set) var opensSigning = false
    let approvers: [ChoiceView]
    let voided: String?
    let correctHref: String?
    let typed: TypedView
    /// What the form rests on, as far as it states a ground.
    let grounds: [GroundView]
    /// What the paper states and the records do not bear out.
    let differences: [String]
    let hasDifferences: Bool
    let differenceCount: Int
    /// Whether a part of the content lies in a file that cannot be read.
    let lacksContent: Bool

    // What may be tried now; the office decides.
    var maySubmit = false
    var mayReview = false
    var mayForward = false
    var mayDecide = false
    var mayIssue = false
    var maySign = false
    var mayVoid = false

    /// A field that is filled in.
    struct ShownField: PageModel {
        let label: String
        let text: String?
        let columns: [String]
        let rows: [[String]]
        let hasRows: Bool

        init(label: String, text: String?, columns: [String] = [], rows: [[String]] = []) {
            self.label = label
            self.text = text
            self.columns = columns
            self.rows = rows
            hasRows = !rows.isEmpty
        }
    }

    /// Something that is missing, with the field to jump to.
    struct JumpView: PageModel, Equatable {
        let anchor: String
        let text: String
    }

    /// A step of the form's life.
    struct StepView: PageModel, Equatable {
        let title: String
        let isDone: Bool
        let isCurrent: Bool
    }

    /// A signing with its scan.
    struct SignatureView: PageModel {
        let names: String
        let note: String
        let scan: String?
    }

    /// What was typed into the small forms below, to stand there again after a problem.
    struct TypedView: PageModel {
        let opinion: String?
        let reason: String?
        let names: String?
        let pages: String?
        let confirmation: String?
        let at: String?
        let isFingerprint: Bool
        let isSealed: Bool
        /// A scan that is at hand already.
        let scan: String?
        let asksConfirmation: Bool
        /// Which of the small forms stands open for its problem.
        let opensSigning: Bool
        let opensPaper: Bool

        init(_ typed: FormBody?, scan: String?, asksConfirmation: Bool, hasProblem: Bool) {
            opinion = typed?["opinion"]
            reason = typed?["reason"]
            names = typed?["names"]
            pages = typed?["pages"]
            confirmation = typed?["confirmation"]
            at = typed?["at"]
            isFingerprint = typed?.yesNo("fingerprint") ?? false
            isSealed = typed?.yesNo("sealed") ?? false
            self.scan = scan
            self.asksConfirmation = asksConfirmation
            let isPaper = typed?["onPaper"] == "yes"
            opensPaper = hasProblem && isPaper
            opensSigning = !isPaper && (scan != nil || (hasProblem && typed?.values["names"] != nil))
        }
    }

    /// What beside the sheet a page of a form needs.
    struct Surroundings {
        let dossier: CaseDossier
        let accounts: [Account]
        let account: Account
        let now: Instant
        let rules: RuleBook
    }

    init(
        _ sheet: FormSheet, _ around: Surroundings, typed: FormBody?, corrects: String?, about: String?,
        scan: String? = nil, problem: ProblemView?
    ) {
        let problem = problem?.onPage(of: sheet.kind)
        let folded = around.dossier.case
        let form = sheet.form
        let place = "/cases/\(folded.id)"
        caseHead = CaseHead(around.dossier)
        caseID = folded.id
        caseVersion = folded.version
        kind = sheet.kind.id
        self.form = form?.id
        self.about = sheet.about ?? about
        self.corrects = corrects ?? form?.corrects
        version = form?.version ?? 0
        seenVersion = sheet.nextVersion - 1
        family = sheet.kind.family.title
        volume = sheet.kind.volume.title
        article = sheet.kind.article
        (word, style) = form?.standing ?? ("未保存", "open")
        heading = "《\(sheet.kind.title)》\(form == nil ? "制作" : word)"
        number = form?.issued?.number
        drafter = form.map { "\($0.drafter.name) \(TimeText.minute($0.draftedAt))" }
        isEditable = form.map { !$0.isSubmitted && !$0.isVoided } ?? true
        fields = sheet.kind.contentFields.map {
            FormField.view($0, content: sheet.fields[$0.name], typed: typed).marked(by: problem)
        }
        shown = sheet.kind.contentFields.map { FormField.shown($0, content: sheet.fields[$0.name]) }
        problems =
            isEditable && (form != nil || problem != nil)
            ? sheet.problems.map {
                JumpView(anchor: "field-field." + ($0.field ?? ""), text: $0.text(rules: around.rules))
            }
            : []
        let texts = MissingText(rules: around.rules, caseID: folded.id)
        refusals = sheet.refusals.map { ProblemView.item($0, texts: texts, caseID: folded.id) }
        self.problem = problem
        action = form.map { "\(place)/forms/\($0.id)" } ?? "\(place)/forms"
        autosave = "\(place)/forms/autosave"
        document = form?.document.map { "\(place)/blobs/\($0.digest)" }
        opinions = form.map(FormRow.opinions) ?? []
        isDecidedOn = sheet.kind.route.contains { [.reviewed, .approved].contains($0) } || !opinions.isEmpty
        toServe = ToServeView.all(folded, rules: around.rules).first { $0.form == form?.id }
        signatures = (form?.signed ?? []).map { SignatureView($0, place: place) }
        steps = Self.steps(sheet.kind, form)
        let places = FormField.signerKinds(of: sheet.kind)
        signers = FormField.signers(typed).filter { places.isEmpty || places.contains($0.name) }
        otherSigners = FormField.signers(typed).filter { !places.isEmpty && !places.contains($0.name) }
        hasOtherSigners = !otherSigners.isEmpty
        approvers = around.accounts.filter { $0.id != form?.drafter.account && $0.id != around.account.id }.map {
            ChoiceView(value: $0.id, text: $0.name, isChosen: typed?["approver"] == $0.id)
        }
        voided = form?.voided
        let isServed = folded.services.contains { $0.entered.form == form?.id }
        correctHref = form.flatMap { form in
            form.issued == nil || form.isVoided
                ? nil
                : "\(place)/forms/new?kind=\(PercentEncoding.encode(form.kind))&corrects=\(PercentEncoding.encode(form.id))"
        }
        self.typed = TypedView(
            typed, scan: problem?.keptUpload ?? scan, asksConfirmation: problem?.asksConfirmation ?? false,
            hasProblem: problem != nil)
        grounds = GroundView.of(sheet.kind, sheet.fields, folded, rules: around.rules)
        let compares = [.report, .letter].contains(sheet.kind.family) && form?.isVoided != true
        differences = compares ? folded.differences(of: sheet.fields, in: sheet.kind).map(\.text) : []
        hasDifferences = !differences.isEmpty
        differenceCount = differences.count
        lacksContent = form?.lacksContent ?? false
        guard let form, !form.isVoided else { return }
        let route = sheet.kind.route
        maySubmit = !form.isSubmitted
        mayReview = form.isSubmitted && route.contains(.reviewed) && form.review?.passed != true
        mayForward = form.isSubmitted && route.contains(.forwarded) && !form.forwarded
        mayDecide = form.isSubmitted && route.contains(.approved) && !form.isApproved
        mayIssue = form.isSubmitted && route.contains(.issued) && form.issued == nil
        maySign = form.isSubmitted && (route.contains(.signed) || sheet.kind.carrier != .electronic)
        awaitsSigning = form.isSubmitted && form.nextStep(of: sheet.kind) == .signed
        opensSigning = awaitsSigning || self.typed.opensSigning
        mayVoid = !isServed
    }

    private static func steps(_ kind: FormKind, _ form: Form?) -> [StepView] {
        let next = form.map { $0.nextStep(of: kind) } ?? .drafted
        let all: [FormStep] = [.drafted, .submitted] + kind.route.filter { $0 != .drafted && $0 != .submitted }
        let index = next.flatMap { all.firstIndex(of: $0) } ?? (form?.isVoided == true ? -1 : all.count)
        return all.enumerated().map { position, step in
            StepView(title: step.title, isDone: position < index, isCurrent: position == index)
        }
    }
}

extension FormModel.SignatureView {
    init(_ signed: FormSigned, place: String) {
        let given = (signed.names ?? []).joined(separator: "、")
        let kinds = signed.signers.map { AnswerLabels.option($0, of: "signers") }.joined(separator: "、")
        let check = signed.check.map { check in
            check.confirmation.map { "二维码读出 \(check.read)/\(check.sheets) 张，其余人工核对：\($0)" } ?? "二维码核对相符"
        }
        let marks = [
            signed.withFingerprint ? "捺指印" : nil, signed.isSealed ? "加盖印章" : nil, "\(signed.pages) 页", check,
        ]
        self.init(
            names: given.isEmpty ? kinds : "\(given)（\(kinds)）", note: marks.compactMap { $0 }.joined(separator: "，"),
            scan: signed.scan.map { "\(place)/blobs/\($0.digest)" })
    }
}
