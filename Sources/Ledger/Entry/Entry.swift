package import Cryptography

/// An entry of the log as it was read.
package struct Entry: Hashable, Sendable {
    /// Its place in the log.
    package let index: LeafIndex
    /// The envelope's bytes, verbatim.
    package let bytes: [UInt8]
    /// What they say.
    package let envelope: Envelope
    /// Each part that the envelope names.
    package let parts: [PartName: Part]

    /// The hash of the leaf. Source: RFC 9162 §2.1.1.
    package var leaf: Digest { MerkleHash.leaf(bytes) }

    /// What a part says; nil where the entry has no such part, and where it is withheld.
    package func data(_ name: PartName) -> [String: JSON]? { parts[name]?.data }
}
