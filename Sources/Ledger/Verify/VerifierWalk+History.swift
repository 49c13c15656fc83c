internal import Cryptography
internal import Foundation
internal import GRDB

extension VerifierWalk {
    /// The log's own stream: every epoch and every key change holds, and is of this very tree.
    mutating func ownStream(_ connection: Database, outside: [KeyChange]) {
        guard cipher != nil || ownEntries.isEmpty else {
            note("ledger", "epochs and keys are not read without the key of the parts")
            return
        }
        var problems: [LedgerError] = []
        history = LogHistory(
            reading: ownEntries, origin: LogOrigin(key.name), anchor: key.publicKey,
            newest: (try? Data.fetchOne(connection, sql: "SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1"))
                .flatMap { $0 }.map { Array($0) },
            outside: outside, problems: &problems)
        for problem in problems {
            if case .damaged(let place, let what) = problem { note(place, what) }
        }
        for epoch in history.epochs {
            compare(epoch.root, at: TreeSize(epoch.index.value), place: "entry/\(epoch.index)")
        }
        for recorded in history.keyChanges {
            compare(recorded.change.root, at: recorded.change.size, place: "entry/\(recorded.index)")
        }
    }

    private mutating func compare(_ root: Digest, at size: TreeSize, place: String) {
        trying(place) { walk in
            if try walk.tree.root(size: size) != root { walk.note(place, "root is not the entries'") }
        }
    }

    /// Every checkpoint is signed and is one of this very log; the last covers all of it.
    mutating func checkpoints(_ connection: Database) {
        trying("checkpoint") { walk in
            var last = 0
            let rows = try Row.fetchCursor(connection, sql: "SELECT size, note FROM checkpoint ORDER BY size")
            while let row = try rows.next() {
                let size = Int.fromDatabaseValue(row[0]) ?? -1
                let note = Data.fromDatabaseValue(row[1]).map { Array($0) } ?? []
                let place = "checkpoint/\(size)"
                walk.trying(place) { walk in
                    let unverified = try UnverifiedCheckpoint(parsing: note)
                    if unverified.size.value != size || unverified.bytes != note {
                        walk.note(place, "filed under another size")
                    }
                    let checkpoint = try walk.history.verify(unverified)
                    if try walk.tree.root(size: checkpoint.size) != checkpoint.root {
                        walk.note(place, "root is not the entries'")
                    }
                }
                last = size
            }
            if last != walk.tree.size.value { walk.note("checkpoint", "last entries are not covered") }
        }
    }

    /// The statements of key changes outside the database, their signatures checked.
    mutating func keyChanges(_ outside: OutsideNotes?) -> [KeyChange] {
        var changes: [KeyChange] = []
        trying("checkpoints/key-change") { _ in changes = try outside?.keyChanges() ?? [] }
        return changes
    }

    /// The notes outside the database are signed, and this very log goes on from each of them.
    /// - Parameter changes: the statements of key changes that lie there.
    mutating func outside(_ outside: OutsideNotes, _ changes: [KeyChange], witnesses: [WitnessKey]) {
        let known = KeyChange.known(to: history)
        for change in changes where !known.contains(change) {
            note("checkpoints/" + OutsideNotes.keyChange(change), "key change that the log does not know")
        }
        if tree.size.value > 0, (try? outside.bytes(OutsideNotes.latest)) == .some(nil) {
            note("checkpoints/latest", "absent")
        }
        for name in [OutsideNotes.latest] + outside.names(prefix: "epoch-") {
            trying("checkpoints/\(name)") { walk in
                guard let bytes = try outside.bytes(name) else { return }
                walk.goesOn(from: bytes, changes, place: "checkpoints/\(name)")
            }
        }
        for witness in witnesses {
            trying("witness/\(witness.name)") { walk in
                var last: Witnessing?
                // What it saw of an epoch that was abandoned afterwards cannot be compared any more.
                for (witnessing, checkpoint) in try outside.cosigned(by: witness) where !walk.isAbandoned(witnessing) {
                    if walk.goesOn(from: checkpoint.bytes, changes, place: "witness/\(witness.name)") {
                        last = witnessing
                    }
                }
                if let last { walk.witnessed.append(last) }
            }
        }
    }

    private func isAbandoned(_ witnessing: Witnessing) -> Bool {
        let epoch = history.epochs.first { $0.origin.epoch > witnessing.origin.epoch }
        return epoch.map { $0.index.value < witnessing.size.value && witnessing.size.value <= $0.lost.upperBound }
            ?? false
    }

    /// Notes it where the log does not go on from a checkpoint.
    /// - Returns: whether it does.
    @discardableResult
    mutating func goesOn(from note: [UInt8], _ changes: [KeyChange], place: String) -> Bool {
        do throws(LedgerError) {
            let kept = try UnverifiedCheckpoint(parsing: note)
            try Continuation(history: history, size: tree.size, keyChanges: changes).check(kept, in: tree)
            return true
        } catch {
            switch error {
            case .behindCheckpoint(let size, let checkpoint):
                self.note(place, "log is behind it: \(size) of \(checkpoint) entries")
            case .forked: self.note(place, "root is not the entries'")
            default: self.note(place, error.code)
            }
            return false
        }
    }
}
