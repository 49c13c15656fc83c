package import Chronology

/// What became of an attempt to sign in.
package enum SignIn: Hashable, Sendable {
    /// The token of the new session.
    case welcome(token: String)
    /// The one-time code is right: a first password has to be set with this ticket.
    case firstPassword(ticket: String)
    /// The password is right: the digits of the authenticator have to be sent with this ticket.
    case secondStep(ticket: String)
    /// The one-time code was right, and its time is over.
    case codeExpired
    /// Wrong name or password, or tried while the delay runs. The next try from there is answered only after this many
    /// seconds; nobody is ever locked out.
    case wrong(delaySeconds: Int)
}

/// Where somebody signs in from. Delays count for an account and a source together, so that a guesser elsewhere does not
/// hold up the owner.
package struct SignInSource: Hashable, Sendable {
    /// The address of the other end, as far as it is known.
    package let address: String
    /// The mark of a browser in which somebody signed in before, see ``Office/browserMark(for:)``.
    package let mark: String?

    package init(address: String, mark: String? = nil) {
        self.address = address
        self.mark = mark
    }
}

/// A sign-in on the list of the person's own.
package struct SignInRecord: Hashable, Sendable {
    package let at: Instant
    package let source: String
    package let succeeded: Bool
    /// Whether the digits of an authenticator were asked for.
    package let withAuthenticator: Bool
}

/// A one-time code, shown once to who hands it over.
package struct OneTimeCode: Codable, Hashable, Sendable {
    package let account: String
    package let code: String
    /// The role of an administrator of a new office; nil otherwise.
    package let role: String?
}

/// That somebody signed in: an event of the stream `sign-in/ID`.
struct SignedIn: Codable {
    static let kind = "signed-in"
    var source: String
    var withAuthenticator: Bool
}
