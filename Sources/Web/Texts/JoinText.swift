import Casework
import Chronology
import Office

/// A case with which the shown one is bound, as its page tells it.
struct BoundView: PageModel, Equatable {
    let text: String
    let link: LinkView
    let reason: String

    init(_ bound: BoundCase) {
        text =
            switch bound.bond {
            case .joinedInto: "本案已并入"
            case .tookIn: "并入本案："
            case .splitFrom: "本案分自"
            case .splitOff: "已从本案分出"
            }
        link = LinkView(href: "/cases/\(bound.id)", text: bound.number)
        reason = "\(TimeText.day(bound.at.day))：\(bound.reason)"
    }
}

extension CaseSummary {
    /// Where the case stands, in a word: the state of the text, or the case that it was joined to.
    var standing: String { joinedInto.map { "已并入 \($0)" } ?? stateTitle }
}
