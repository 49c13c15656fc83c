package import Chronology
internal import Foundation
internal import Yams

/// A supervision platform (执法监督平台) as data: which entries are sent to it, and the sheet of a case in its own order.
package struct Platform: Hashable, Sendable, Codable {
    /// `wuhan-supervision`.
    package let id: String
    package let title: String
    /// The day on which somebody last compared it with what the platform asks for.
    package let checked: Day
    /// Which entries are sent.
    let feed: [Sending]
    /// The fields of a case, in the platform's order.
    package let sheet: [Field]
    /// The platform's codes, by table and by our word.
    let codes: [String: [String: String]]

    private enum CodingKeys: String, CodingKey {
        case id = "platform"
        case title, checked, feed, sheet, codes
    }

    /// A kind of entry that is sent, and what of it.
    struct Sending: Hashable, Sendable, Codable {
        /// The first part of the names of its streams: `case`, `account`, `unit`, `book`.
        let stream: String
        let kind: String
        /// For an act of the library: which one.
        let what: String?
        /// What the platform takes it for.
        let type: String
        /// Paths into the open part.
        let send: [String]
        /// Paths into the personal part; nothing of it is sent but these.
        let personal: [String]?
        /// What of the base data it tells, where the entry is a line of a unit's book.
        let entry: BaseData?

        /// Base data as `platform-entry-made` names them.
        struct BaseData: Hashable, Sendable, Codable {
            /// A word of that act's `what`, or `answer.NAME` for what the line itself answers.
            let what: String
            /// The answer of the line that tells whom or which version it is about.
            let about: String?
        }
    }

    /// One field of the sheet.
    package struct Field: Hashable, Sendable, Codable {
        package let name: String
        package let label: String
        /// A path into what the case knows.
        let from: String?
        /// What always stands there.
        let fixed: String?
        /// The table by which our word becomes the platform's code.
        let codes: String?
        let required: Bool?

        /// Whether the platform takes no case without it.
        package var isRequired: Bool { required ?? false }
    }

    /// The kinds of entry that are sent.
    package var sentKinds: Set<String> { Set(feed.map(\.kind)) }

    /// Reads a platform from YAML.
    /// - Throws: what YAML says of a mistake.
    init(yaml: String) throws { self = try YAMLDecoder().decode(Platform.self, from: yaml) }

    /// The YAML of the platforms that come with the product, by file.
    static func bundledFiles() throws -> [String] {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Platforms", isDirectory: true) else {
            return []
        }
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
            .filter { $0.hasSuffix(".yaml") }
            .map { try String(contentsOf: folder.appendingPathComponent($0), encoding: .utf8) }
    }

    /// The platforms that come with the product. A mistake in one leaves it out; the tests read them strictly.
    package static let bundled: [Platform] =
        ((try? bundledFiles()) ?? []).compactMap { try? Platform(yaml: $0) }

    /// The platform of that id.
    package static func named(_ id: String) -> Platform? { bundled.first { $0.id == id } }
}
