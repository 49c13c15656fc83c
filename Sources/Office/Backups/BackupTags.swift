package import Chronology
internal import Foundation

/// A backup as the tool lists it.
package struct BackupListing: Hashable, Sendable, Codable {
    /// The name by which it is asked for: 8 hexadecimal digits.
    package let snapshot: String
    /// When it was made, by the server's clock.
    package let made: Instant
    /// When the copy of the log was taken by the office's clock, and its entries; nil where nobody said.
    package let taken: Instant?
    package let size: Int64?
}

/// What the tool is told of a backup, to be read before anything is opened.
enum BackupTags {
    static let own = "liuhen"

    /// The tags of a backup.
    static func text(size: Int64, taken: Instant) -> String {
        "\(own),entries=\(size),taken=\(taken.milliseconds)"
    }

    private struct Row: Decodable {
        let time: String
        let id: String
        let tags: [String]?
    }

    /// The backups of the tool's list, oldest first.
    static func snapshots(_ json: Data) -> [BackupListing] {
        let rows = (try? JSONDecoder().decode([Row].self, from: json)) ?? []
        return rows.map { row in
            func number(_ name: String) -> Int64? {
                row.tags?.first { $0.hasPrefix(name + "=") }.flatMap { Int64($0.dropFirst(name.count + 1)) }
            }
            return BackupListing(
                snapshot: String(row.id.prefix(8)), made: instant(row.time) ?? Instant(milliseconds: 0),
                taken: number("taken").map { Instant(milliseconds: $0) }, size: number("entries"))
        }.sorted { $0.made < $1.made }
    }

    /// The tool's times have nine digits of a second; three are enough.
    private static func instant(_ text: String) -> Instant? {
        guard let point = text.firstIndex(of: ".") else { return Instant(text) }
        let digits = text[text.index(after: point)...].prefix { $0.isNumber }
        let zone = text[text.index(point, offsetBy: digits.count + 1)...]
        return Instant("\(text[..<point]).\(digits.prefix(3))\(zone)")
    }
}
