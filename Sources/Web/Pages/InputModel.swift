import Casework
import Chronology
import Office
import Rules

/// A page that asks for something and has one button: most acts look like this.
struct InputModel: PageModel {
    let heading: String
    /// What the person should know before filling it in.
    var notes: [String] = []
    let action: String
    let submit: String
    let cancel: String
    /// The version of the case that the page shows; nil where there is no case yet.
    var version: Int?
    /// Whether files come with it.
    var hasFiles = false
    /// Whether larger files come through a resumable upload.
    var isResumable = false
    /// What stands fixed: the thing that the act is about.
    var facts: [FactView] = []
    var hidden: [ChoiceView] = []
    var groups: [Group]
    var problem: ProblemView?
    var caseHead: CaseHead?
    /// What is shown above the inputs in tables.
    var tables: [RegisterModel.TableView] = []
    /// A second form with one button: where it is sent, and its words.
    var extra: LinkView?
    /// A wage list that comes with it, as it was read.
    var preview: WagePreview?

    /// Fields that belong together.
    struct Group: PageModel {
        let title: String?
        var fields: [FieldView]
        /// Whether what is asked below depends on what is chosen here.
        var decidesRest = false
    }

    /// Something that is known.
    struct FactView: PageModel, Equatable {
        let label: String
        let value: String
    }

    /// When the act happened: now, unless something else is stated.
    static func time(_ form: FormBody?, now: Instant) -> FieldView {
        .of(
            "at", "发生时间", .time, in: form,
            hint: "不填即为现在（\(TimeText.minute(now))）。事后补记的如实填写，超过一日的标明「迟录」。")
    }

    /// The same with every problem at its field.
    func marked() -> InputModel {
        var model = self
        model.groups = groups.map { group in
            Group(
                title: group.title, fields: group.fields.map { $0.marked(by: problem) }, decidesRest: group.decidesRest)
        }
        return model
    }
}

/// The head that every page of a case has.
struct CaseHead: PageModel {
    let href: String
    let number: String
    let party: String
    let cause: String
    let state: String
    let lead: String
    /// What the office's text calls who leads the case.
    let leadTitle: String

    init(_ dossier: CaseDossier) {
        href = "/cases/\(dossier.case.id)"
        number = dossier.summary.number
        party = dossier.summary.party
        cause = dossier.summary.cause
        state = dossier.summary.standing
        leadTitle = dossier.leadTitle
        lead = dossier.summary.lead ?? "未确定"
    }

    var trail: [LinkView] { [LinkView(href: "/cases", text: "案件"), LinkView(href: href, text: number)] }
}
