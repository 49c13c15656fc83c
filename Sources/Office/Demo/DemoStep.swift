internal import Chronology

/// What happens in a demo case, step by step: the main job from the first visit to the archive.
package enum DemoStep: Int, CaseIterable, Sendable {
    case received, registered, accepted, filingProposed, filed, assigned
    case inspected, recorded, inspectionFinalised, questioned, concluded
    case ordered, orderServed, verified, proposed, reviewed, noticeServed
    case stated, heard, deliberated, procedureEntered, decided, decisionServed
    case paidPart, paidRest, closingProposed, closed, archived

    /// Days after the matter came in, and the time of day.
    var time: (days: Int, hour: Int, minute: Int) {
        switch self {
        case .received: (0, 9, 10)
        case .registered: (0, 9, 50)
        case .accepted: (1, 10, 0)
        case .filingProposed: (2, 15, 0)
        case .filed: (9, 9, 30)
        case .assigned: (9, 10, 30)
        case .inspected: (18, 14, 45)
        case .recorded: (18, 16, 30)
        case .inspectionFinalised: (18, 17, 30)
        case .questioned: (21, 11, 0)
        case .concluded: (25, 9, 0)
        case .ordered: (25, 10, 0)
        case .orderServed: (25, 15, 0)
        case .verified: (36, 10, 30)
        case .proposed: (37, 9, 0)
        case .reviewed: (38, 9, 0)
        case .noticeServed: (39, 10, 0)
        case .stated: (42, 9, 30)
        case .heard: (44, 10, 0)
        case .deliberated: (44, 15, 0)
        case .procedureEntered: (45, 9, 0)
        case .decided: (46, 10, 0)
        case .decisionServed: (49, 10, 0)
        case .paidPart: (52, 10, 0)
        case .paidRest: (56, 10, 0)
        case .closingProposed: (57, 9, 0)
        case .closed: (57, 15, 0)
        case .archived: (58, 10, 0)
        }
    }

    /// The step's moment in a case that came in on a day.
    func moment(from day: Day) -> Instant {
        Instant(day.adding(days: time.days), hour: time.hour, minute: time.minute)
    }
}
