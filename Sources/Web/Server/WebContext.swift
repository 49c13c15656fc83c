package import Hummingbird
import NIOCore
package import Office

/// What is known of a request: who sent it.
package struct WebContext: RequestContext {
    package var coreContext: CoreRequestContextStorage
    /// The person who is signed in.
    package var account: Account?
    /// The token of that person's session.
    package var session: String?

    /// The address of the other end of the connection; nil where there is no connection, as in tests.
    let remoteAddress: String?

    package init(source: Source) {
        coreContext = CoreRequestContextStorage(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress
    }

    /// The person who is signed in.
    /// - Throws: ``SignInNeeded`` where nobody is.
    func signedIn() throws -> Account {
        guard let account else { throw SignInNeeded() }
        return account
    }

    /// A part of the address.
    func part(_ name: String) -> String { parameters.get(name) ?? "" }
}

/// Nobody is signed in, or the session has ended.
struct SignInNeeded: Error {}

/// A form came without the token of its session.
struct ForeignForm: Error {}

/// A body or query that is no such.
struct MalformedRequest: Error {
    let status: Int
    let text: String
}
