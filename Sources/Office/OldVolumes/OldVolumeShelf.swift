package import Casework
package import Chronology
internal import Foundation
package import Rules

/// A volume of the register of old volumes, with its loans.
package struct OldVolumeRecord: Sendable, Identifiable {
    /// The id of the entry that registered it.
    package let id: String
    package let volume: OldVolume
    /// SHA-256 of what was registered, so that the same row is known.
    package let digest: String
    /// Oldest first.
    package internal(set) var loans: [Loan] = []
    /// What a search looks through.
    let text: String

    /// That somebody took it home.
    package struct Loan: Sendable, Identifiable {
        /// The id of the entry.
        package let id: String
        package let borrower: String
        package let purpose: String
        package let approvedBy: String
        /// The last day on which it is to come back.
        package let due: Day
        package let at: Instant
        package let by: Officer
        package internal(set) var returned: Return?
    }

    /// That it came back.
    package struct Return: Sendable {
        package let at: Instant
        package let by: Officer
        package let isComplete: Bool
    }

    /// The loan from which it has not come back.
    package var openLoan: Loan? { loans.last { $0.returned == nil } }
}

/// What is asked of the register of old volumes.
package struct OldVolumeQuery: Hashable, Sendable {
    /// Words, all of which must occur; one Han character is enough.
    package var text = ""
    package var year: Int?
    package var retention: String?
    /// Only those that are lent, or that should be back.
    package var onlyLent = false
    package var onlyOverdue = false
    /// From 0; 50 a page.
    package var page = 0

    package init() {}
}

/// The register of old volumes, brought up to the log before it is used. Read with the first question about it.
actor OldVolumeShelf {
    private let log: CaseLog
    private var versions: [String: Int] = [:]
    private var records: [String: OldVolumeRecord] = [:]
    private var keys: [String: String] = [:]

    static let volumes = "old-volumes/"
    static let loans = "old-volume-loans/"

    init(log: CaseLog) { self.log = log }

    /// The stream of a year's volumes, and that of a volume's loans.
    static func stream(ofYear year: Int) -> String { "\(volumes)\(year)" }
    static func stream(ofLoans id: String) -> String { "\(loans)\(id)" }

    /// All of them by id, as the log has them now.
    func all() throws -> [String: OldVolumeRecord] {
        try follow()
        return records
    }

    /// The digest of each volume by its key, and the version of each stream that was read.
    func known() throws -> (digests: [String: String], versions: [String: Int]) {
        try follow()
        return (keys.compactMapValues { records[$0]?.digest }, versions)
    }

    private func follow() throws {
        for prefix in [OldVolumeShelf.volumes, OldVolumeShelf.loans] {
            for stream in try log.streams(prefix: prefix) {
                let known = versions[stream] ?? 0
                guard try log.version(of: stream) > known else { continue }
                for entry in try log.entries(of: stream, after: known) {
                    if prefix == OldVolumeShelf.volumes { register(entry) } else { lend(entry, stream) }
                    versions[stream, default: 0] += 1
                }
            }
        }
    }

    private func register(_ entry: LogEntry) {
        guard let registered = try? OldVolumeRegistered(entry) else { return }
        let volume = registered.volume
        let parts = [
            String(volume.year), volume.number, volume.title, volume.party, volume.box, volume.shelf, volume.retention,
        ]
        records[entry.id] = OldVolumeRecord(
            id: entry.id, volume: volume, digest: registered.digest,
            text: parts.compactMap { $0 }.joined(separator: "\n"))
        keys[volume.key] = entry.id
    }

    private func lend(_ entry: LogEntry, _ stream: String) {
        let id = String(stream.dropFirst(OldVolumeShelf.loans.count))
        guard case .actEntered(let act)? = try? CaseEvent(entry.record) else { return }
        let by = Officer(account: entry.actor.account, name: entry.actor.name, badge: entry.actor.badge)
        let answers = act.answers.merging(act.personal ?? [:]) { kept, _ in kept }
        switch act.what {
        case .volumeBorrowed:
            guard let due = answers["due"]?.text.flatMap({ Day($0) }) else { return }
            records[id]?.loans.append(
                OldVolumeRecord.Loan(
                    id: entry.id, borrower: answers["borrower"]?.text ?? "", purpose: answers["purpose"]?.text ?? "",
                    approvedBy: answers["approved-by"]?.text ?? "", due: due, at: entry.at, by: by))
        case .volumeReturned:
            guard let index = records[id]?.loans.lastIndex(where: { $0.returned == nil }) else { return }
            records[id]?.loans[index].returned = OldVolumeRecord.Return(
                at: entry.at, by: by, isComplete: answers["complete"] == true)
        default: return
        }
    }
}

extension FactKind {
    /// A volume was lent. `borrower`, `purpose`, `approved-by`, `due`.
    package static let volumeBorrowed = FactKind("volume-borrowed")
    /// It came back. `complete`, `borrower`.
    package static let volumeReturned = FactKind("volume-returned")
}
