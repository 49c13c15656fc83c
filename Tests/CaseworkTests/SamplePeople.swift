import Casework
import Chronology
import TestKit

extension Actor {
    /// Receives matters and drafts the filing form.
    static let intake = Actor(
        account: "zhao", name: "赵敏", badge: "W001", unit: "city", roles: ["intake-officer", "intake-dept"])
    /// Leads the investigation.
    static let lead = Actor(
        account: "qian", name: "钱峰", badge: "W002", unit: "city", roles: ["lead-handler", "officer"])
    /// Helps with it.
    static let second = Actor(account: "sun", name: "孙丽", badge: "W003", unit: "city", roles: ["officer"])
    /// Reviews and decides nothing.
    static let reviewer = Actor(account: "li", name: "李强", unit: "city", roles: ["review-dept"])
    /// Approves.
    static let head = Actor(account: "zhou", name: "周正", unit: "city", roles: ["agency-head"])
    /// Keeps the accounts of nothing else; enters papers.
    static let clerk = Actor(account: "wu", name: "吴静", unit: "city", roles: ["intake-dept"])
    /// Approves for the bureau.
    static let bureau = Actor(account: "zheng", name: "郑国", unit: "city", roles: ["bureau-head"])

    /// The person as an event names one.
    var officer: Officer { Officer(account: account, name: name, badge: badge) }
}

extension BlobReference {
    /// A blob whose digest is made of one hexadecimal digit.
    static func sample(_ digit: Character = "a", name: String = "文件.pdf", type: String = "application/pdf") -> Self {
        Self(
            digest: String(repeating: digit, count: 64), byteCount: 1024,
            headerDigest: String(repeating: "f", count: 64), mediaType: type, name: name)
    }
}

extension Instant {
    /// A time of 2 March 2026 by the office's clock, with seconds: `10:00:00`.
    static func clock(_ text: String) -> Instant { Instant("2026-03-02T\(text)+08:00") ?? Instant(milliseconds: 0) }
}
