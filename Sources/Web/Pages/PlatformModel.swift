import Casework
import Chronology
import Office

/// The sheet of a case in a platform's order, to be copied field by field.
struct PlatformModel: PageModel {
    let caseHead: CaseHead
    let tabs: [ChoiceView]
    let title: String
    let place: String
    let lines: [LineView]
    let missing: [String]
    let isComplete: Bool
    let entered: [String]
    let isEntered: Bool
    /// That the platform took what was reported.
    let taken: [String]
    /// By when the platform asked for it.
    let deadlines: [String]
    let version: Int
    let today: String
    var problem: ProblemView?

    /// One field.
    struct LineView: PageModel {
        let number: Int
        let name: String
        let label: String
        let isRequired: Bool
        let value: String?
        let isMissing: Bool
        let note: String?
    }

    init(_ sheet: PlatformSheet, _ dossier: CaseDossier, now: Instant) {
        caseHead = CaseHead(dossier)
        tabs = CaseTabs.all(dossier.case.id, chosen: "platform")
        title = sheet.platform.title
        place = "/cases/\(dossier.case.id)/platforms/\(sheet.platform.id)"
        lines = sheet.lines.enumerated().map { index, line in
            LineView(
                number: index + 1, name: line.field.name, label: line.field.label, isRequired: line.field.isRequired,
                value: line.value, isMissing: line.value == nil && line.field.isRequired,
                note: line.uncoded.map { "「\($0)」没有对应的平台代码" } ?? (line.isSupplied ? "本单位补填" : nil))
        }
        missing = sheet.missing.map(\.label)
        isComplete = missing.isEmpty
        entered = sheet.entered.map { entry in
            "\(entry.by) 于 \(TimeText.minute(entry.at)) 录入，平台编号 \(entry.number)"
                + (entry.deadline.map { "，平台要求的期限 \(TimeText.day($0))" } ?? "")
        }
        taken = sheet.taken.map { "平台于 \(TimeText.minute($0)) 接收了本案的报送" }
        deadlines = sheet.deadlines.map { deadline in
            let until = "平台要求 \(TimeText.day(deadline.day)) 以前录入（\(deadline.by) 于 \(TimeText.minute(deadline.at)) 登记）"
            return until + (deadline.isMet ? "，已录入" : "，尚未录入")
        }
        isEntered = !entered.isEmpty
        version = dossier.case.version
        today = now.day.description
    }
}
