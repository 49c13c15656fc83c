internal import Cryptography

/// Cases drawn at random for file review (案卷评查). Who knows the seed and the list draws the same again.
package struct ReviewSample: Hashable, Sendable, Identifiable {
    static let stream = "sample/file-review"
    /// The id of its entry.
    package let id: String
    package let drawn: Account.Mark
    package let body: Body

    /// What stands in the log.
    package struct Body: Hashable, Sendable, Codable {
        static let kind = "review-sample-drawn"
        package var from: String
        package var to: String
        /// nil for all units.
        package var unit: String?
        package var count: Int
        /// 32 hexadecimal digits, or what somebody typed.
        package var seed: String
        /// How many cases it was drawn from, and SHA-256 over their ids, sorted, a line each.
        package var population: Int
        package var populationHash: String
        /// The ids of the cases drawn, in the order of the draw.
        package var cases: [String]
    }

    /// Draws from cases: each gets SHA-256 of `seed:id`, and the smallest are taken.
    package static func draw(_ count: Int, from ids: [String], seed: String) -> [String] {
        let ranked = ids.map { (id: $0, rank: SHA256.hash(Array("\(seed):\($0)".utf8)).hex) }
        return ranked.sorted { ($0.rank, $0.id) < ($1.rank, $1.id) }.prefix(max(0, count)).map(\.id)
    }

    static func hash(of ids: [String]) -> String {
        SHA256.hash(Array(ids.sorted().map { $0 + "\n" }.joined().utf8)).hex
    }
}
