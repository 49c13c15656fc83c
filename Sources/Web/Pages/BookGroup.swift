import Casework
import Rules

/// Registers of a unit's book that are kept for one purpose, in the order in which an officer looks for them.
struct BookGroup {
    let title: String
    let kinds: [FactKind]
    /// The pages that keep more of it.
    let links: [LinkView]

    private init(title: String, kinds: [String], links: [LinkView] = []) {
        self.title = title
        self.kinds = kinds.map { FactKind($0) }
        self.links = links
    }

    static let all = [
        BookGroup(
            title: "检查计划和抽取", kinds: ["plan-approved", "draw-platform-result-entered"],
            links: [LinkView(href: "/routine", text: "日常巡查"), LinkView(href: "/draws", text: "双随机抽取")]),
        BookGroup(
            title: "设备和场所",
            kinds: [
                "device-registered", "device-fault-reported", "device-repaired", "device-maintained",
                "facility-registered",
            ]),
        BookGroup(
            title: "人员和培训",
            kinds: ["officer-registered", "reviewer-registered", "custodian-named", "training-held"]),
        BookGroup(title: "资料清点和备份", kinds: ["playback-reviewed", "stock-taken", "backup-made"]),
        BookGroup(
            title: "公示和报送",
            kinds: [
                "matters-listed", "grave-breaches-published", "report-submitted", "platform-entry-made",
                "media-cooperation",
            ], links: [LinkView(href: "/outbox", text: "平台报送")]),
        BookGroup(
            title: "监督和考核",
            kinds: [
                "supervision-inspection-made", "finding-raised", "finding-answered", "accountability-decided",
                "circular-issued", "appraisal-made", "commendation-made",
            ]),
        BookGroup(
            title: "制度、依据和经费",
            kinds: [
                "basis-registered", "rules-made", "budget-entered", "heightened-kind-listed", "trace-plan-made",
                "practice-issue-raised", "practice-issue-answered", "interpretation-received",
            ]),
    ]
}
