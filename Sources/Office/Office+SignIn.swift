internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation

extension Office {
    /// How long a session lasts, and the ticket between two pages of a sign-in.
    private static let sessionSeconds = 12 * 3600
    private static let ticketSeconds = 600
    /// How long a one-time code works: 14 days.
    private static let codeSeconds = 14 * 86_400

    /// Opens a session, or says what it still lacks. A wrong password delays the next try from the same source, and
    /// never locks anybody out.
    package func signIn(name: String, password: String, source: SignInSource) async throws -> SignIn {
        let account = await directory.account(named: name)
        let key = try attemptKey(name: name, account: account, source: source)
        // Whoever signed in from this browser before is not held up by what others try elsewhere.
        let isKnown = key.contains(" mark ")
        if !isKnown {
            switch await gate.admit(name: name, address: source.address, at: wallClock()) {
            case .crowded(let wait): return .wrong(delaySeconds: wait)
            case .after(let wait): if wait > 0 { try await Task.sleep(for: .seconds(wait)) }
            }
        }
        let wall = wallClock()
        let delay: Int
        switch try state.beginAttempt(key, at: wall) {
        case .tooSoon(let wait): return .wrong(delaySeconds: wait)
        case .counted(let next): delay = next
        }
        guard try await secrets.isSecret(password, id: account?.credential?.id), let account,
            let credential = account.credential
        else {
            if let account { try state.noteWrongSignIn(of: account.id, from: source.address, at: now()) }
            if !isKnown { await gate.noteFailure(name: name, address: source.address, at: wall) }
            return .wrong(delaySeconds: delay)
        }
        try state.forgetAttempts(key)
        let ticketEnd = wall.adding(seconds: Office.ticketSeconds)
        switch credential {
        case .code(let id, let expires):
            guard now() < expires else { return .codeExpired }
            return .firstPassword(
                ticket: try state.openTicket(.firstPassword, of: account.id, credential: id, until: ticketEnd))
        case .password(let id):
            guard account.authenticator == nil else {
                return .secondStep(
                    ticket: try state.openTicket(.secondStep, of: account.id, credential: id, until: ticketEnd))
            }
            return .welcome(token: try await welcome(account, id, from: source, withAuthenticator: false))
        }
    }

    /// Sets the first password with the ticket that a one-time code gave. From then on the code is worth nothing.
    /// - Returns: the token of the new session.
    /// - Throws: ``OfficeError/account(_:)``.
    package func setFirstPassword(ticket: String, password: String, source: SignInSource) async throws -> String {
        let wall = wallClock()
        guard let found = try state.ticket(ticket, for: .firstPassword, at: wall),
            let account = await directory.account(found.account), !account.isClosed,
            account.credential?.id == found.credential
        else { throw OfficeError.account(.ticketOver) }
        try PasswordRule.check(password, of: account)
        if try await secrets.isSecret(password, id: found.credential) { throw OfficeError.account(.password(.isCode)) }
        let id = try await setPassword(password, of: account, isFirst: true)
        try state.closeTicket(ticket, at: wall)
        return try await welcome(account, id, from: source, withAuthenticator: false)
    }

    /// Ends a sign-in with the digits that the authenticator shows.
    /// - Throws: ``OfficeError/account(_:)`` where the ticket is over.
    package func signIn(ticket: String, digits: String, source: SignInSource) async throws -> SignIn {
        let wall = wallClock()
        guard let found = try state.ticket(ticket, for: .secondStep, at: wall),
            let account = await directory.account(found.account), !account.isClosed,
            account.credential?.id == found.credential, let authenticator = account.authenticator
        else { throw OfficeError.account(.ticketOver) }
        let key = "second \(account.id)"
        switch try state.beginAttempt(key, at: wall) {
        case .tooSoon(let wait): return .wrong(delaySeconds: wait)
        case .counted(let next):
            guard try shows(digits, authenticator, of: account, at: wall) else {
                try state.noteWrongSignIn(of: account.id, from: source.address, at: now())
                return .wrong(delaySeconds: next)
            }
        }
        try state.forgetAttempts(key)
        try state.closeTicket(ticket, at: wall)
        return .welcome(token: try await welcome(account, found.credential, from: source, withAuthenticator: true))
    }

    private func welcome(
        _ account: Account, _ credential: String, from source: SignInSource, withAuthenticator: Bool
    ) async throws -> String {
        let now = now()
        let event = SignedIn(source: source.address, withAuthenticator: withAuthenticator)
        let item = try LogItem(stream: "sign-in/\(account.id)", kind: SignedIn.kind, content: event)
        try await log.append(
            [item], command: UUID().uuidString, actor: account.actor(at: now), now: now, expecting: [:])
        return try state.openSession(
            of: account.id, credential: credential, until: wallClock().adding(seconds: Office.sessionSeconds),
            opened: now, source: source.address)
    }

    /// The account whose session it is; nil for one that is over, also since its password was changed.
    package func account(session token: String) async throws -> Account? {
        guard let session = try state.session(token, at: wallClock()),
            let account = await directory.account(session.account), !account.isClosed,
            account.credential?.id == session.credential
        else { return nil }
        return account
    }

    package func signOut(session token: String) async throws { try state.closeSession(token) }

    /// The sign-ins of an account, newest first: those that are in the log, and the wrong ones of late.
    package func signIns(of account: Account, limit: Int = 50) async throws -> [SignInRecord] {
        let stream = "sign-in/\(account.id)"
        let version = try log.version(of: stream)
        let right = try log.entries(of: stream, after: max(0, version - limit)).map { entry in
            let event = try JSONDecoder().decode(SignedIn.self, from: entry.open)
            return SignInRecord(
                at: entry.entered, source: event.source, succeeded: true, withAuthenticator: event.withAuthenticator)
        }
        let wrong = try state.wrongSignIns(of: account.id, limit: limit).map {
            SignInRecord(at: $0.at, source: $0.source, succeeded: false, withAuthenticator: false)
        }
        return Array((right + wrong).sorted { $0.at > $1.at }.prefix(limit))
    }

    // MARK: Passwords

    /// Changes one's own password. Every other session of the account ends.
    /// - Returns: the token of a new session, since the old one ends too.
    /// - Throws: ``OfficeError/account(_:)``.
    package func changePassword(
        from current: String, to new: String, by account: Account, source: SignInSource
    ) async throws -> String {
        guard let account = await directory.account(account.id), let credential = account.credential else {
            throw OfficeError.notFound("account", id: account.id)
        }
        let key = "change \(account.id)"
        guard case .counted = try state.beginAttempt(key, at: wallClock()),
            try await secrets.isSecret(current, id: credential.id)
        else { throw OfficeError.account(.password(.wrongCurrent)) }
        try state.forgetAttempts(key)
        if current == new { throw OfficeError.account(.password(.unchanged)) }
        try PasswordRule.check(new, of: account)
        let id = try await setPassword(new, of: account, isFirst: false)
        return try await welcome(account, id, from: source, withAuthenticator: account.authenticator != nil)
    }

    private func setPassword(_ password: String, of account: Account, isFirst: Bool) async throws -> String {
        let id = try await secrets.keep(password, of: account.id)
        let now = now()
        try await log.append(
            [try LogItem(AccountEvent.PasswordSet(secret: id, isFirst: isFirst), account: account.id)],
            command: UUID().uuidString, actor: account.actor(at: now), now: now,
            expecting: [Account.stream(account.id): account.version])
        try await directory.load(account.id)
        try state.forgetSecrets(of: account.id, but: id)
        return id
    }

    /// A one-time code and the event that makes it count. The hash is kept first: a crash between the two leaves a hash
    /// that nobody can use, and never an account that nobody can open.
    func newCode(
        for account: String, asked: String? = nil
    ) async throws -> (code: String, event: AccountEvent.CodeIssued) {
        let code = Hex.encode(Random.bytes(6))
        let id = try await secrets.keep(code, of: account)
        let expires = now().adding(seconds: Office.codeSeconds)
        return (code, AccountEvent.CodeIssued(code: id, expires: expires, asked: asked))
    }

    // MARK: Sources

    private func attemptKey(name: String, account: Account?, source: SignInSource) throws -> String {
        let name = name.lowercased().prefix(200)
        if let account, let mark = source.mark, try isBrowserMark(mark, of: account) { return "\(name) mark \(mark)" }
        return "\(name) address \(source.address)"
    }

    /// A mark for the browser in which somebody signed in. Its owner's tries are counted apart from those of others at
    /// the same address, so that a guesser behind the same proxy holds nobody up.
    package func browserMark(for account: Account) throws -> String {
        let random = Hex.encode(Random.bytes(16))
        return random + Hex.encode(try markCode(random, account))
    }

    private func isBrowserMark(_ mark: String, of account: Account) throws -> Bool {
        guard mark.utf8.count == 96 else { return false }
        let random = String(mark.prefix(32))
        return HMAC.isEqual(Array(mark.dropFirst(32).utf8), Array(Hex.encode(try markCode(random, account)).utf8))
    }

    private func markCode(_ random: String, _ account: Account) throws -> [UInt8] {
        let name = "browser-mark-key"
        let key: String
        if let kept = try state.setting(name) {
            key = kept
        } else {
            let made = Hex.encode(Random.bytes(32))
            try state.set(name, to: made)
            key = made
        }
        return HMAC.authenticationCode(of: Array("\(random) \(account.id)".utf8), key: Array(key.utf8))
    }
}
