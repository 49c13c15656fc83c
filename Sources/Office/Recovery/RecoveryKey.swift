internal import Cryptography
internal import Vault

/// The key that opens every blob where the server's own is lost. It is made away from the server, or shown by the server
/// once and kept by it nowhere; the office holds only its recipient.
package enum RecoveryKey {
    /// A new key: the identity to keep on paper, and the recipient to give to the office.
    package static func make() throws -> (identity: String, recipient: String) {
        let identity = try AgeIdentity()
        return (identity.text, identity.recipient.text)
    }

    /// Whether a text is a recipient, `age1…`.
    package static func isRecipient(_ text: String) -> Bool { (try? AgeRecipient(text: text)) != nil }

    /// Whether a key opens what is sealed to a recipient: a challenge is sealed to it and opened with the key.
    /// - Parameter typed: the key as it was typed from its paper, see ``RecoveryPaper``.
    /// - Throws: ``OfficeError/recovery(_:)`` naming what is wrong with what was typed.
    package static func prove(_ typed: String, against recipient: String) throws(OfficeError) {
        let text = try RecoveryPaper.identity(in: typed)
        guard let identity = try? AgeIdentity(text: text) else { throw .recovery(.unreadable) }
        do {
            let challenge = Random.bytes(32)
            let sealed = try AgeMessage.seal(challenge, to: try AgeRecipient(text: recipient))
            let opened = try AgeMessage.open(sealed, with: identity)
            guard HMAC.isEqual(opened, challenge) else { throw OfficeError.recovery(.notTheKey) }
        } catch {
            throw .recovery(.notTheKey)
        }
    }
}

/// Why something about the recovery key cannot be done.
package enum RecoveryProblem: Hashable, Sendable {
    /// No case is worked on before the recovery key was proved.
    case notProved
    /// What was typed is no key.
    case unreadable
    /// These groups of the paper, from 1, do not fit their check characters.
    case groups([Int])
    /// A key, but of another recipient.
    case notTheKey
    /// What came back is not what was sealed.
    case wrongAnswer
    /// No challenge waits for its answer: none was made, or another one since.
    case noChallenge
    /// No other recipient waits to be confirmed.
    case noChange
    /// Who asked for a change does not confirm it.
    case samePerson
    /// It is the recipient that counts already.
    case unchanged
}
