import Casework
import Chronology
import Office

/// What waits for a platform, what is stuck and why, and what was delivered.
struct OutboxModel: PageModel {
    let platforms: [PlatformView]
    var problem: ProblemView?

    /// The outbox of one platform.
    struct PlatformView: PageModel {
        let id: String
        let title: String
        let target: String
        let settings: String
        let counts: String
        let isStuck: Bool
        let oldest: String?
        let waiting: [ItemView]
        let hasWaiting: Bool
        let delivered: [ItemView]
        let hasDelivered: Bool
    }

    /// One message.
    struct ItemView: PageModel {
        let key: String
        let index: String
        let what: String
        let age: String
        let state: String
        let next: String?
        let answer: String?
    }

    init(_ overviews: [OutboxOverview], now: Instant) {
        platforms = overviews.map { overview in
            PlatformView(
                id: overview.platform.id, title: overview.platform.title, target: Self.text(overview.target),
                settings: "/outbox/\(overview.platform.id)/target",
                counts: "待报送 \(overview.waitingCount) 条，已报送 \(overview.deliveredCount) 条",
                isStuck: !overview.stuck.isEmpty,
                oldest: overview.waiting.first.map { "最早一条已等待 \(Self.age(of: $0.queued, now: now))" },
                waiting: overview.waiting.map { Self.view($0, now: now) }, hasWaiting: !overview.waiting.isEmpty,
                delivered: overview.delivered.map { Self.view($0, now: now) },
                hasDelivered: !overview.delivered.isEmpty)
        }
    }

    private static func view(_ item: OutboxItem, now: Instant) -> ItemView {
        ItemView(
            key: item.key, index: String(item.index), what: OutboxText.title(item),
            age: age(of: item.queued, now: now),
            state: item.delivered.map { "已报送 \(TimeText.minute($0))" }
                ?? item.problem.map { "第 \(item.attempts) 次未成功：\(OutboxText.text($0))" } ?? "等待报送",
            next: item.delivered == nil && item.attempts > 0 ? TimeText.minute(item.next) : nil,
            answer: item.answer.flatMap { $0.isEmpty ? nil : $0 })
    }

    private static func text(_ target: OutboxTarget?) -> String {
        guard let target else { return "尚未设定去处，没有报送" }
        return switch target.manner {
        case .off: "已停止报送"
        case .folder: "写入文件夹 \(target.address)，自 \(TimeText.day(target.since)) 起的记录"
        case .http: "发送到 \(target.address)，自 \(TimeText.day(target.since)) 起的记录"
        }
    }

    /// How long ago, in the largest unit that fits.
    static func age(of instant: Instant, now: Instant) -> String {
        let seconds = max(0, now.seconds(since: instant))
        return switch seconds {
        case ..<60: "\(seconds) 秒"
        case ..<3600: "\(seconds / 60) 分钟"
        case ..<86_400: "\(seconds / 3600) 小时"
        default: "\(seconds / 86_400) 天"
        }
    }
}
