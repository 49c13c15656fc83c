import Casework
import Chronology
import Office
import Rules

/// The volume of a case: what goes in, what is missing before it may be archived, and the way out.
struct VolumeModel: PageModel {
    let caseHead: CaseHead
    let caseID: String
    let caseVersion: Int
    let tabs: [ChoiceView]
    let heading: String
    let parts: [PartView]
    let missing: [ObligationView]
    let compiled: String?
    let archived: String?
    let compileAction: String
    let archiveHref: String
    let exportHref: String
    let problem: ProblemView?

    /// The main or the supplementary volume.
    struct PartView: PageModel {
        let title: String
        let size: String?
        let wholeHref: String?
        let rows: [Row]
        let drafts: [DraftView]
        let hasRows: Bool
        let hasDrafts: Bool
    }

    /// A line of the catalogue.
    struct Row: PageModel {
        let number: Int
        let documentNumber: String?
        let responsible: String
        let title: String
        let href: String
        let day: String
        let pages: String
        let note: String
    }

    /// A form that was begun and never submitted: it is in no volume, and the case is not archived with it.
    struct DraftView: PageModel {
        let title: String
        let href: String
    }

    init(
        _ dossier: CaseDossier, _ overview: VolumeOverview, now: Instant, rules: RuleBook, problem: ProblemView?
    ) {
        let folded = dossier.case
        let place = "/cases/\(folded.id)"
        caseHead = CaseHead(dossier)
        caseID = folded.id
        caseVersion = folded.version
        tabs = CaseTabs.all(folded.id, chosen: "volume")
        let drafts = folded.forms.filter { !$0.isVoided && $0.document == nil }
        parts = overview.parts.map { part in
            let begun = drafts.filter { (rules.form($0.kind)?.volume ?? .main).title == part.title }
            return PartView(
                title: part.title, size: part.pages.map { "共 \(part.rows.count) 件，\($0) 页" },
                wholeHref: part.whole.map { "\(place)/blobs/\($0.digest)" },
                rows: part.rows.map { row in
                    Row(
                        number: row.number, documentNumber: row.documentNumber, responsible: row.responsible,
                        title: row.title, href: VolumeModel.address(of: row.id, in: folded, place),
                        day: row.day.description, pages: row.pages, note: row.note)
                },
                drafts: begun.map {
                    DraftView(title: rules.form($0.kind)?.title ?? $0.kind, href: "\(place)/forms/\($0.id)")
                }, hasRows: !part.rows.isEmpty, hasDrafts: !begun.isEmpty)
        }
        let open = dossier.obligations.filter { ($0.state == .open || $0.state == .overdue) && $0.force != "advice" }
        missing = ObligationView.inOrder(
            open.map { ObligationView($0, now: now, rules: rules, caseID: folded.id, folded: folded) })
        compiled = folded.entered(.volumeCompiled).last.map { "\(TimeText.minute($0.at)) \($0.by.name)" }
        let archive = folded.entered(.caseArchived).last
        archived = archive.map { "\($0.act.answers["archive-number"]?.text ?? "") \(TimeText.minute($0.at))" }
        compileAction = "/cases/\(folded.id)/volume/compile"
        archiveHref = "/cases/\(folded.id)/enter/case-archived"
        exportHref = "/cases/\(folded.id)/volume.tar"
        self.problem = problem
        heading =
            archive != nil
            ? "已归档" : missing.isEmpty ? "案卷可以归档" : "归档前还有 \(missing.count) 项要办"
    }

    /// The page on which a piece of the volume is looked at.
    private static func address(of id: String, in folded: Case, _ place: String) -> String {
        let form = id.hasSuffix("-approval") ? String(id.dropLast("-approval".count)) : id
        if folded.form(form) != nil { return "\(place)/forms/\(form)" }
        if folded.recordings.contains(where: { $0.added.recording == id }) { return "\(place)/recordings" }
        return "\(place)?tab=evidence"
    }
}
