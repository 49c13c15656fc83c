internal import Foundation

/// `data/withheld.json`: what a copy leaves out of the volume. The rest is proven all the same; a reader sees what is
/// missing and asks for it, or for the reason.
package struct WithheldList: Sendable, Equatable, Codable {
    /// Where it lies in the bag. A volume that leaves nothing out has none.
    package static let path = "data/withheld.json"
    /// Bytes of a list, at most.
    static let limit = 16 * 1024 * 1024

    /// A part of an entry.
    package struct Part: Sendable, Hashable, Codable {
        /// The entry's place in the log.
        package let entry: Int
        /// `open`, `personal` or `sealed`.
        package let part: String
    }

    /// The files of the listing that are not in the bag.
    package var files: [String] = []
    /// The parts of entries that are not in the bag.
    package var parts: [Part] = []

    /// Whether nothing is left out.
    package var isEmpty: Bool { files.isEmpty && parts.isEmpty }

    /// The bytes of the file.
    var bytes: [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes, .prettyPrinted]
        return (try? encoder.encode(self)).map { Array($0) }
    }

    init() {}

    /// Reads a list; nil for anything that is none.
    init?(bytes: [UInt8]) {
        guard let list = try? JSONDecoder().decode(WithheldList.self, from: Data(bytes)) else { return nil }
        self = list
    }
}
