import Casework
import Office

/// What the recordings of an act show: what was answered, and what is still to be answered.
struct CaptureModel: PageModel {
    let caseHead: CaseHead
    let heading: String
    /// The act and its time.
    let act: String
    let action: String
    let cancel: String
    let version: Int
    let items: [ItemView]
    /// What is added to the list, as it was typed.
    let more: String?
    let recordings: [LinkView]
    let problem: ProblemView?

    /// One thing that a recording should show.
    struct ItemView: PageModel {
        let name: String
        let title: String
        /// What was answered before; it may be answered again.
        let answer: String?
        let options: [ChoiceView]
        let position: String?
        let reason: String?
    }

    private static let answers = ["marked", "not-present", "not-captured"]

    init(_ act: Case.Act, _ dossier: CaseDossier, typed: FormBody?, problem: ProblemView?) {
        let folded = dossier.case
        let place = "/cases/\(folded.id)"
        caseHead = CaseHead(dossier)
        let expected = folded.captureItems(of: act)
        let left = expected.count { $0.answer == nil }
        heading = left == 0 ? "记录内容已全部核对" : "记录内容核对：还有 \(left) 项"
        self.act =
            AnswerLabels.option(act.recorded.what.rawValue, of: "act")
            + " \(TimeText.minute(act.recorded.from)) 至 \(TimeText.minute(act.recorded.to))"
        action = "\(place)/acts/\(act.recorded.act)/capture"
        cancel = "\(place)/recordings"
        version = folded.version
        items = expected.map { item in
            ItemView(
                name: item.name, title: AnswerLabels.title(of: item),
                answer: item.answer.map { AnswerLabels.option($0, of: "answer") },
                options: Self.answers.map {
                    ChoiceView(
                        value: $0, text: AnswerLabels.option($0, of: "answer"),
                        isChosen: typed?["answer.\(item.name)"] == $0)
                },
                position: typed?["position.\(item.name)"], reason: typed?["reason.\(item.name)"])
        }
        more = typed?["more"]
        recordings = folded.recordings.filter { $0.added.act == act.recorded.act }.map {
            LinkView(href: "\(place)/recordings/\($0.added.recording)", text: $0.added.blob.title)
        }
        self.problem = problem
    }
}
