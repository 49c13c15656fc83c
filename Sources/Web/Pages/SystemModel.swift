import Chronology
import Office
import Rules

/// How the system stands, and the ways to everything that keeps it.
struct SystemModel: PageModel {
    let lines: [LineView]
    /// The files that are damaged, with their cases.
    let damaged: [DamagedView]
    let isDamaged: Bool
    let areas: [AreaView]

    struct LineView: PageModel {
        let title: String
        /// The class of the level's colour.
        let style: String
        let level: String
        let finding: String
        let action: String?
        let link: LinkView?
    }

    struct DamagedView: PageModel {
        let place: String
        let href: String?
        let digest: String
    }

    struct AreaView: PageModel {
        let href: String
        let title: String
        let note: String
    }

    /// - Parameter roles: those of the person; what they may not open is not offered.
    init(_ facts: HealthFacts, roles: [RoleID]) {
        let mayChange = roles.contains(Office.systemRole)
        let closed = Set(
            (mayChange ? [] : ["/outbox"])
                + (Set(roles).isDisjoint(with: Office.backupReaders) ? ["/backups"] : []))
        lines = facts.lines.map { line in
            let words = HealthText.words(line)
            return LineView(
                title: words.title, style: Self.style(line.level), level: words.level, finding: words.finding,
                action: words.action,
                link: Self.link(line.subject, mayChange: mayChange).flatMap { closed.contains($0.href) ? nil : $0 })
        }
        damaged = facts.scrub.damaged.map { blob in
            DamagedView(
                place: HealthText.place(blob),
                href: blob.stream.hasPrefix("case/") ? "/cases/" + blob.stream.dropFirst(5) : nil, digest: blob.digest)
        }
        isDamaged = !damaged.isEmpty
        areas = Self.allAreas.filter { !closed.contains($0.href) }
    }

    private static func style(_ level: HealthLine.Level) -> String {
        switch level {
        case .green: "met"
        case .amber: "soon"
        case .red: "overdue"
        }
    }

    private static func link(_ subject: HealthLine.Subject, mayChange: Bool) -> LinkView? {
        switch subject {
        case .backup: LinkView(href: "/backups", text: "备份")
        case .jobs: LinkView(href: "/outbox", text: "平台报送")
        case .witness: LinkView(href: "/integrity", text: "完整性和外部见证")
        case .certificate where mayChange: LinkView(href: "/system/certificate", text: "设定网址")
        default: nil
        }
    }

    private static let allAreas = [
        AreaView(href: "/office/people", title: "人员和职责", note: "账号、职责、代理、停用"),
        AreaView(href: "/office/units", title: "部门", note: "开设和撤销部门"),
        AreaView(href: "/office/devices", title: "设备", note: "记录仪、采集站的领用和检查"),
        AreaView(href: "/backups", title: "备份", note: "最近一次有多旧，现在损坏会丢失什么，试恢复"),
        AreaView(href: "/rules", title: "规则和日历", note: "适用的规范、选用的理解、工作日历"),
        AreaView(href: "/integrity", title: "完整性和外部见证", note: "检查点、公钥、谁见证到第几条"),
        AreaView(href: "/outbox", title: "平台报送", note: "报送去处、等待和失败的报送"),
        AreaView(href: "/office", title: "内部管理", note: "移交、管理日志和其他"),
    ]
}
