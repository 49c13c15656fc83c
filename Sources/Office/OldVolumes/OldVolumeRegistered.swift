internal import Casework
internal import Chronology
internal import Foundation

/// A volume from before was entered in the register. What names people stands in the personal part.
struct OldVolumeRegistered {
    static let kind = "old-volume-registered"

    let volume: OldVolume
    let digest: String

    private struct Open: Codable {
        let year: Int
        let number: String
        let closed: Day?
        let retention: String?
        let pages: Int?
        let box: String?
        let shelf: String?
        let hasRecordings: Bool?
        let digest: String
    }

    private struct Personal: Codable {
        let title: String
        let party: String?
    }

    init(_ volume: OldVolume) {
        self.volume = volume
        digest = ImportItem.volume(volume).digest
    }

    /// Reads an entry.
    init(_ entry: LogEntry) throws {
        let open = try JSONDecoder().decode(Open.self, from: entry.open)
        let personal = try entry.personal.map { try JSONDecoder().decode(Personal.self, from: $0) }
        var volume = OldVolume(year: open.year, number: open.number, title: personal?.title ?? "（已隐去）")
        (volume.party, volume.closed, volume.retention) = (personal?.party, open.closed, open.retention)
        (volume.pages, volume.box, volume.shelf) = (open.pages, open.box, open.shelf)
        volume.hasRecordings = open.hasRecordings
        self.volume = volume
        digest = open.digest
    }

    /// The entry that registers it.
    func item() throws -> LogItem {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let open = Open(
            year: volume.year, number: volume.number, closed: volume.closed, retention: volume.retention,
            pages: volume.pages, box: volume.box, shelf: volume.shelf, hasRecordings: volume.hasRecordings,
            digest: digest)
        return LogItem(
            stream: OldVolumeShelf.stream(ofYear: volume.year), kind: OldVolumeRegistered.kind,
            open: try encoder.encode(open),
            personal: try encoder.encode(Personal(title: volume.title, party: volume.party)))
    }
}
