import Casework
import Foundation
import Testing

/// An event of version 1 as it was written, kept so that every later build still reads it.
struct KeptEvent {
    let kind: String
    let version: Int
    /// The parts by name: `open`, `personal`, `sealed`.
    let parts: [String: Data]

    /// The kinds whose file names once stood in the open part; they are written otherwise now.
    static let renamed = ["act-entered", "form-decided", "recording-added"]

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
        "Fixtures")

    /// Reads the file of a kind as this build writes it.
    init(writtenNow kind: String) throws {
        try self.init(kind: kind, file: Self.renamed.contains(kind) ? "\(kind).v1-file-names.json" : nil)
    }

    /// Reads the file of a kind as it was first written.
    init(kind: String, file: String? = nil) throws {
        let data = try Data(contentsOf: Self.folder.appendingPathComponent(file ?? "\(kind).v1.json"))
        let whole = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        self.kind = try #require(whole["kind"] as? String)
        self.version = try #require(whole["version"] as? Int)
        var parts: [String: Data] = [:]
        for name in ["open", "personal", "sealed"] {
            guard let part = whole[name] else { continue }
            parts[name] = try KeptEvent.sorted(part)
        }
        self.parts = parts
    }

    /// The record as the log hands it out.
    var record: EventRecord {
        EventRecord(
            kind: kind, open: parts["open"] ?? Data(), personal: parts["personal"], sealed: parts["sealed"])
    }

    /// JSON with its keys in order, so that two texts of one object are equal.
    static func sorted(_ object: Any) throws -> Data {
        try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
    }

    /// The keys of an object's text.
    static func keys(of part: Data?) throws -> Set<String> {
        guard let part else { return [] }
        return Set(try #require(try JSONSerialization.jsonObject(with: part) as? [String: Any]).keys)
    }
}
