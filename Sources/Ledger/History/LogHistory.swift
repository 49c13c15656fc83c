package import Chronology

/// What a log says of itself in its own stream: which epochs it has had and which keys have signed it.
///
/// A fold over the entries of the stream ``StreamName/ledger``. A link that does not hold is refused and changes nothing.
package struct LogHistory: Hashable, Sendable {
    /// A key change with its entry.
    package struct RecordedKeyChange: Hashable, Sendable {
        /// What both keys signed.
        package let change: KeyChange
        /// The place of the entry.
        package let index: LeafIndex
        /// When it was entered.
        package let time: Instant
        /// Why the key was changed, as it was said then.
        package let reason: String
    }

    private struct Term: Hashable {
        /// The smallest size whose checkpoint the key signs.
        let from: Int
        let key: [UInt8]
        /// The key before it, where that signs the checkpoint of the size `from` too.
        let old: [UInt8]?
    }

    /// The log's name in its newest epoch.
    package private(set) var origin: LogOrigin
    /// The epochs after the first.
    package private(set) var epochs: [Epoch] = []
    /// The key changes, oldest first; those that were lost stand in their epoch.
    package private(set) var keyChanges: [RecordedKeyChange] = []
    /// The 32 public bytes of every key that has signed, oldest first.
    private var keys: [[UInt8]]
    private var terms: [Term] = []

    /// An entry of the stream, with what its open part says; nil where that is not to be had.
    struct Record {
        let index: LeafIndex
        let envelope: Envelope
        let data: [String: JSON]?
    }

    /// Reads the stream.
    /// - Parameter origin: the log's name in any epoch.
    /// - Parameter anchor: the public bytes of the key that is trusted.
    /// - Parameter newest: the log's newest checkpoint, which tells the key of a log that never changed it.
    /// - Parameter outside: key changes that are known from elsewhere: a restored log may lie before them.
    /// - Parameter problems: takes up what does not hold, each as ``LedgerError/damaged(place:what:)``.
    init(
        reading records: [Record], origin: LogOrigin, anchor: [UInt8], newest: [UInt8]?, outside: [KeyChange],
        problems: inout [LedgerError]
    ) {
        self.origin = LogOrigin(founding: origin.founding, epoch: 1)
        // The oldest key is the one that hands over first; that it is of the anchor's chain is asked at the end.
        keys = [
            records.lazy.compactMap { LogHistory.firstKey(in: $0) }.first
                ?? LogHistory.signer(of: newest, among: outside.map(\.old.publicKey)) ?? anchor
        ]
        for record in records {
            do throws(LedgerError) { try take(record) } catch { problems.append(error) }
        }
        let later = KeyChange.chain(from: key, through: outside).map(\.new.publicKey)
        if !keys.contains(anchor), !later.contains(anchor) {
            problems.append(.damaged(place: "ledger", what: "key is none of this log's"))
        }
    }

    private static func signer(of note: [UInt8]?, among keys: [[UInt8]]) -> [UInt8]? {
        guard let note, let checkpoint = try? UnverifiedCheckpoint(parsing: note) else { return nil }
        return keys.first { (try? verify(checkpoint, withOneOf: [$0])) != nil }
    }

    /// The key that hands over in an entry; nil where none does.
    private static func firstKey(in record: Record) -> [UInt8]? {
        let text = record.data?["statement"]?.string ?? record.data?["keyChanges"]?.array?.first?.string
        guard let text, let note = try? SignedNote(parsing: Array(text.utf8)) else { return nil }
        return (try? KeyChange(verifying: note))?.old.publicKey
    }

    private mutating func take(_ record: Record) throws(LedgerError) {
        let envelope = record.envelope
        let index = record.index
        let place = "entry/\(index)"
        guard let data = record.data else { throw .damaged(place: place, what: "part missing") }
        do throws(LedgerError) {
            switch envelope.kind {
            case Epoch.kind: try take(Epoch(envelope, at: index, data: data))
            case KeyChange.kind: try take(keyChange: data, envelope, at: index)
            default: throw .invalid(key: "kind")
            }
        } catch {
            throw .damaged(place: place, what: "\(envelope.kind.name): \(error.fact)")
        }
    }

    private mutating func take(_ epoch: Epoch) throws(LedgerError) {
        guard let last = epoch.abandoned.last else { throw .invalid(key: "abandoned") }
        let chain = KeyChange.chain(from: key, through: epoch.lostKeyChanges)
        guard chain == epoch.lostKeyChanges else { throw .invalid(key: "keyChanges") }
        var left = origin
        for (position, checkpoint) in epoch.abandoned.enumerated() {
            let next = LogOrigin(checkpoint.origin)
            guard left.isCovered(by: next), position == 0 || left != next else { throw .invalid(key: "abandoned") }
            try LogHistory.verify(checkpoint, withOneOf: [key] + chain.map(\.new.publicKey))
            left = next
        }
        guard left.isCovered(by: epoch.origin), left != epoch.origin else {
            throw .originMismatch(expected: left.text, found: epoch.origin.text)
        }
        // Nothing is abandoned where the log already has every entry that was signed.
        guard left != origin || last.size.value > epoch.index.value else { throw .invalid(key: "abandoned") }
        epochs.append(epoch)
        origin = epoch.origin
        guard let newest = chain.last?.new.publicKey else { return }
        keys += chain.map(\.new.publicKey)
        terms.append(Term(from: epoch.index.value + 1, key: newest, old: nil))
    }

    /// Checks that one of some keys signed a checkpoint.
    /// - Throws: ``LedgerError/signatureMissing(key:)``, ``LedgerError/signatureInvalid(key:)``.
    static func verify(_ unverified: UnverifiedCheckpoint, withOneOf keys: [[UInt8]]) throws(LedgerError) {
        var failure = LedgerError.signatureMissing(key: unverified.origin)
        for key in keys {
            do throws(LedgerError) {
                try unverified.note.verify(with: VerifierKey(name: unverified.origin, publicKey: key))
                return
            } catch {
                if case .signatureMissing = error { continue }
                failure = error
            }
        }
        throw failure
    }

    private mutating func take(
        keyChange data: [String: JSON], _ envelope: Envelope, at index: LeafIndex
    ) throws(LedgerError) {
        var members = Members(data.map { ($0.key, $0.value) })
        let change = try KeyChange(verifying: SignedNote(parsing: Array(members.text("statement").utf8)))
        let reason = try members.text("reason")
        try members.end()
        guard change.origin == origin.text, envelope.origin == origin.text else {
            throw .originMismatch(expected: origin.text, found: change.origin)
        }
        guard change.size.value == index.value else { throw .invalid(key: "size") }
        guard change.old.publicKey == key, !keys.contains(change.new.publicKey) else { throw .invalid(key: "old") }
        keys.append(change.new.publicKey)
        terms.append(Term(from: index.value + 1, key: change.new.publicKey, old: change.old.publicKey))
        keyChanges.append(RecordedKeyChange(change: change, index: index, time: envelope.time, reason: reason))
    }

    /// The 32 public bytes of the key that signs now.
    package var key: [UInt8] { keys[keys.count - 1] }

    /// Whether a key has ever signed this log.
    func hasSigned(_ key: [UInt8]) -> Bool { keys.contains(key) }

    /// The log's name when it had `size` entries: that of the last of them.
    func origin(covering size: TreeSize) -> LogOrigin {
        epochs.last { $0.index.value < size.value }?.origin ?? LogOrigin(founding: origin.founding, epoch: 1)
    }

    /// The keys that must all have signed the checkpoint of the tree of `size` entries: one, and two for the size that
    /// first covers a key change.
    func signers(covering size: TreeSize) throws(LedgerError) -> [VerifierKey] {
        let name = origin(covering: size).text
        guard let term = terms.last(where: { $0.from <= size.value }) else {
            return [try VerifierKey(name: name, publicKey: keys[0])]
        }
        var signers: [VerifierKey] = []
        if term.from == size.value, let old = term.old { signers.append(try VerifierKey(name: name, publicKey: old)) }
        return signers + [try VerifierKey(name: name, publicKey: term.key)]
    }

    /// Checks the signatures of a checkpoint that this log would have made at its size.
    /// - Throws: as ``Checkpoint/init(verifying:with:)``.
    func verify(_ unverified: UnverifiedCheckpoint) throws(LedgerError) -> Checkpoint {
        let signers = try signers(covering: unverified.size)
        for signer in signers.dropLast() { try unverified.note.verify(with: signer) }
        return try Checkpoint(verifying: unverified, with: signers[signers.count - 1])
    }
}

extension LedgerError {
    /// The fact in few words, for a finding.
    var fact: String {
        switch self {
        case .missingKey(let key), .unknownKey(let key), .invalid(let key): "\(code) \(key)"
        case .signatureMissing(let key), .signatureInvalid(let key): "\(code) \(key)"
        case .sameApprover(let account): "\(code) \(account)"
        default: code
        }
    }
}
