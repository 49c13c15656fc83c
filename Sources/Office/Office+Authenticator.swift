internal import Chronology
internal import Cryptography
package import Forms
internal import Foundation

/// An authenticator that is being enrolled.
package struct AuthenticatorEnrolment: Sendable {
    package let id: String
    /// The secret in base 32, for typing it in by hand.
    package let secret: String
    /// `otpauth://…`, which authenticators read from the code.
    package let address: String
    package let code: QRCode
}

extension Office {
    /// Makes the secret of an authenticator. It counts once its digits were shown, see
    /// ``confirmAuthenticator(_:digits:_:)``.
    /// - Returns: the id of the enrolment.
    package func beginAuthenticator(for account: Account) throws -> String {
        let id = Hex.encode(Random.bytes(16))
        // > RECOMMENDED length of the shared secret is 160 bits (RFC 4226 §4)
        try state.keep(authenticator: seal.seal(Random.bytes(20), id, account.id), id: id, of: account.id)
        return id
    }

    /// What an authenticator needs to be enrolled.
    /// - Throws: ``OfficeError/notFound(_:id:)`` for another's, or one that counts already.
    package func authenticatorEnrolment(_ id: String, for account: Account) throws -> AuthenticatorEnrolment {
        guard let secret = try authenticatorSecret(id, of: account.id), account.authenticator != id else {
            throw OfficeError.notFound("authenticator", id: id)
        }
        let text = Base32.encode(secret)
        let address = "otpauth://totp/Liuhen:\(account.signInName)?secret=\(text)&issuer=Liuhen"
        do {
            return AuthenticatorEnrolment(id: id, secret: text, address: address, code: try QRCode(address))
        } catch {
            throw OfficeError.typesetting(reason: "qr-code")
        }
    }

    /// Makes an authenticator count, once it shows the right digits.
    /// - Throws: ``OfficeError/account(_:)``.
    package func confirmAuthenticator(_ id: String, digits: String, _ context: CommandContext) async throws {
        guard let account = await directory.account(context.account.id) else {
            throw OfficeError.notFound("account", id: context.account.id)
        }
        if account.authenticator == id { return }
        guard try shows(digits, id, of: account, at: wallClock()) else { throw OfficeError.account(.wrongDigits) }
        try await appendOffice(
            [try LogItem(AccountEvent.AuthenticatorEnrolled(authenticator: id), account: account.id)],
            expecting: [account], context.asking(id))
    }

    /// Does without the authenticator from now on; asks for its digits once more.
    /// - Throws: ``OfficeError/account(_:)``.
    package func removeAuthenticator(digits: String, _ context: CommandContext) async throws {
        guard let account = await directory.account(context.account.id), let id = account.authenticator else { return }
        guard try shows(digits, id, of: account, at: wallClock()) else { throw OfficeError.account(.wrongDigits) }
        try await appendOffice(
            [try LogItem(AccountEvent.AuthenticatorRemoved(authenticator: id), account: account.id)],
            expecting: [account], context.asking(id))
    }

    private func authenticatorSecret(_ id: String, of account: String) throws -> [UInt8]? {
        try state.authenticatorSecret(id, of: account).flatMap { seal.open($0, id, account) }
    }

    /// Whether the digits are those of now, or of a step before or after for clocks that go wrong, and used for the
    /// first time. Source: RFC 6238 §5.2.
    func shows(_ digits: String, _ authenticator: String, of account: Account, at wall: Instant) throws -> Bool {
        guard let secret = try authenticatorSecret(authenticator, of: account.id) else { return false }
        let typed = Array(digits.filter { !$0.isWhitespace }.utf8)
        let now = TimedCode.step(at: wall.milliseconds / 1000)
        for step in [now, now &- 1, now &+ 1] {
            let shown = try TimedCode.code(secret: secret, step: step)
            if HMAC.isEqual(typed, Array(shown.utf8)) { return try state.useStep(step, of: authenticator) }
        }
        return false
    }
}
