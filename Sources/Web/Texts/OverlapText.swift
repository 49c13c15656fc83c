import Casework
import Chronology
import Office
import Rules

/// The warning that an officer was at two things at once.
struct OverlapText {
    let rules: RuleBook

    /// Who, what, when, and in which other case.
    func text(_ overlap: OfficerOverlap) -> String {
        let place =
            overlap.otherCase == nil ? "本案" : overlap.otherNumber.map { "案件 \($0) " } ?? "另一案件（您无权查看）"
        let other = overlap.otherCase != nil && overlap.otherNumber == nil ? "的执法活动" : text(overlap.other)
        return "\(overlap.officer.name)参加\(text(overlap.own))，同时参加\(place)\(other)。请核对时间或者人员，有误的另行说明。"
    }

    private func text(_ time: OfficerTime) -> String {
        let title =
            switch time.kind {
            case .act(let act): AnswerLabels.option(act.rawValue, of: "act")
            case .transcript(let kind): "《\(rules.form(kind)?.title ?? kind)》"
            }
        return "\(title)（\(TimeText.minute(time.from)) 至 \(TimeText.minute(time.to))）"
    }
}
