package import Cryptography

/// The secrets of a log: what signs its checkpoints and what its parts are encrypted under.
package struct LedgerKeys: Sendable {
    /// Signs checkpoints.
    package let signing: Ed25519Key
    /// Wraps the streams' keys: 32 bytes.
    package let master: [UInt8]

    /// Takes the keys.
    /// - Throws: ``LedgerError/invalid(key:)`` unless the master key has 32 bytes.
    package init(signing: Ed25519Key, master: [UInt8]) throws(LedgerError) {
        guard master.count == 32 else { throw .invalid(key: "master") }
        self.signing = signing
        self.master = master
    }
}
