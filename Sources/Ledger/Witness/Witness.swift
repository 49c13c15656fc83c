package import Chronology
package import Cryptography

/// A witness: who cosigns a log's checkpoints, each only as the continuation of the last. Source: C2SP tlog-witness.
///
/// It is pure: who runs it keeps what it has seen, and must have put that down durably, in one step with the comparison,
/// before the cosignature leaves the house.
package struct Witness: Sendable {
    /// What a witness remembers of one log: the greatest checkpoint that it has cosigned.
    package struct Seen: Hashable, Sendable {
        /// The number of entries.
        package let size: TreeSize
        /// The root of the tree of so many entries.
        package let root: Digest

        /// Takes what was remembered.
        package init(size: TreeSize, root: Digest) {
            self.size = size
            self.root = root
        }
    }

    /// Why a witness does not cosign.
    package enum Refusal: Error, Hashable, Sendable {
        /// No key is known for a log of this origin.
        case unknownLog(origin: String)
        /// No known key of the log signed the checkpoint.
        case unsigned(origin: String)
        /// The old size is above the checkpoint's.
        case sizesReversed(old: TreeSize, new: TreeSize)
        /// Another size was cosigned last than the request says.
        case outdated(seen: TreeSize)
        /// Two trees of one size: the log shows different pasts.
        case forked(size: TreeSize)
        /// The proof does not show the new tree to continue the old.
        case inconsistent(old: TreeSize, new: TreeSize)

        /// The HTTP status that the protocol gives it.
        package var status: Int {
            switch self {
            case .unknownLog: 404
            case .unsigned: 403
            case .sizesReversed: 400
            case .outdated, .forked: 409
            case .inconsistent: 422
            }
        }
    }

    /// A cosignature, and what is to be remembered from then on.
    package struct Answer: Hashable, Sendable {
        /// What the witness signed; its line is the answer's body.
        package let cosignature: Cosignature
        /// What it has seen now.
        package let seen: Seen
    }

    /// The witness's name, a URL without scheme.
    package let name: String
    private let key: Ed25519Key

    /// Takes the name and the key of a witness.
    /// - Throws: ``LedgerError/invalidName(what:text:)`` for a name that cannot be one.
    package init(name: String, key: Ed25519Key) throws(LedgerError) {
        _ = try WitnessKey(name: name, publicKey: key.publicKey)
        self.name = name
        self.key = key
    }

    /// Judges a request, and cosigns where nothing speaks against it.
    /// - Parameter logKeys: the keys of the logs that it witnesses; several of one name are one log's.
    /// - Parameter seen: what it remembers of the checkpoint's origin; nil for nothing.
    /// - Parameter time: its own clock.
    /// - Throws: ``LedgerError`` where signing fails; a refusal is returned.
    package func answer(
        _ request: WitnessRequest, logKeys: [VerifierKey], seen: Seen?, at time: Instant
    ) throws(LedgerError) -> Result<Answer, Refusal> {
        let checkpoint = request.checkpoint
        let new = checkpoint.size
        // > If the checkpoint origin is unknown, the witness MUST respond with a "404 Not Found" HTTP status code.
        let keys = logKeys.filter { $0.name == checkpoint.origin }
        guard !keys.isEmpty else { return .failure(.unknownLog(origin: checkpoint.origin)) }
        // > If none of the signatures verify against a trusted public key, the witness MUST respond with a "403
        // > Forbidden" HTTP status code.
        guard keys.contains(where: { (try? Checkpoint(verifying: checkpoint, with: $0)) != nil }) else {
            return .failure(.unsigned(origin: checkpoint.origin))
        }
        // > The old size MUST be equal to or lower than the checkpoint size.
        guard request.old <= new else { return .failure(.sizesReversed(old: request.old, new: new)) }
        // > The witness MUST check that the old size matches the size of the latest checkpoint it cosigned for the
        // > checkpoint's origin (or zero if it never cosigned a checkpoint for that origin).
        let last = seen?.size ?? TreeSize(0)
        guard request.old == last else { return .failure(.outdated(seen: last)) }
        let oldRoot = seen?.root ?? MerkleHash.empty
        if request.old == new {
            // > If the old size matches the checkpoint size, the witness MUST check that the root hashes are also
            // > identical.
            guard checkpoint.root == oldRoot else { return .failure(.forked(size: new)) }
            guard request.path.isEmpty else { return .failure(.inconsistent(old: request.old, new: new)) }
        } else if request.old.value == 0 {
            // > The proof MUST be empty if the old size is zero.
            guard request.path.isEmpty else { return .failure(.inconsistent(old: request.old, new: new)) }
        } else {
            let proof = ConsistencyProof(first: request.old, second: new, path: request.path)
            guard proof.proves(firstRoot: oldRoot, secondRoot: checkpoint.root) else {
                return .failure(.inconsistent(old: request.old, new: new))
            }
        }
        let cosignature = try Cosignature(signing: checkpoint.note, name: name, key: key, time: time)
        return .success(Answer(cosignature: cosignature, seen: Seen(size: new, root: checkpoint.root)))
    }
}
