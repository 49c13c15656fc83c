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
        let rows: [Row]
    }

    /// A piece of the volume.
    struct Row: PageModel {
        let number: Int
        let title: String
        let documentNumber: String?
        let day: String
        let href: String
        let note: String?
    }

    init(_ dossier: CaseDossier, now: Instant, rules: RuleBook, problem: ProblemView?) {
        let folded = dossier.case
        caseHead = CaseHead(dossier)
        caseID = folded.id
        caseVersion = folded.version
        tabs = CaseTabs.all(folded.id, chosen: "volume")
        parts = [FormKind.VolumePart.main, .supplementary].map { part in
            let forms = folded.forms.filter { !$0.isVoided && (rules.form($0.kind)?.volume ?? .main) == part }
            var rows = forms.enumerated().map { index, form in
                Row(
                    number: index + 1, title: rules.form(form.kind)?.title ?? form.kind,
                    documentNumber: form.issued?.number, day: (form.issuedAt ?? form.draftedAt).day.description,
                    href: "/cases/\(folded.id)/forms/\(form.id)", note: form.document == nil ? "草稿，不入卷" : nil)
            }
            if part == .main {
                let pieces =
                    folded.materials.map { ($0.received.name ?? "材料", $0.at, "evidence") }
                    + folded.recordings.map { ($0.added.blob.name, $0.added.start, "recordings") }
                rows += pieces.enumerated().map { index, piece in
                    Row(
                        number: forms.count + index + 1, title: piece.0, documentNumber: nil,
                        day: piece.1.day.description,
                        href: "/cases/\(folded.id)" + (piece.2 == "recordings" ? "/recordings" : "?tab=evidence"),
                        note: piece.2 == "recordings" ? "音像，随卷光盘或者存储器" : nil)
                }
            }
            return PartView(title: part.title, rows: rows)
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
}
