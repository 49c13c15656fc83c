internal import Casework
internal import Foundation
internal import Ledger

/// The blobs that an entry names, wherever in its parts they stand: what a check of the vault has to look at in streams
/// that no case folds, as the books of the units and the adopted texts.
enum BlobReferences {
    /// The references in the parts of an entry, each once.
    static func of(_ entry: LogEntry) -> Set<BlobReference> {
        let parts = [entry.open, entry.personal, entry.sealed].compactMap { $0 }
        return Set(parts.compactMap { try? JSONDecoder().decode(JSON.self, from: $0) }.flatMap(references))
    }

    private static func references(in json: JSON) -> [BlobReference] {
        if let items = json.array { return items.flatMap(references) }
        guard let members = json.object else { return [] }
        if members["digest"] != nil, members["headerDigest"] != nil,
            let data = try? JSONEncoder().encode(json),
            let reference = try? JSONDecoder().decode(BlobReference.self, from: data)
        {
            return [reference]
        }
        return members.values.flatMap(references)
    }
}
