internal import Vault

/// The key that opens every blob where the server's own is lost. It is made away from the server, which gets only its
/// recipient.
package enum RecoveryKey {
    /// A new key: the identity to keep on paper, and the recipient to give to the office.
    package static func make() throws -> (identity: String, recipient: String) {
        let identity = try AgeIdentity()
        return (identity.text, identity.recipient.text)
    }
}
