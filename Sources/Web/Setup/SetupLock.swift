import Chronology
import Cryptography
import Foundation
import Synchronization

/// Keeps the setup to whoever can see the server's console: a code of this start of the server, and the sessions that it
/// opened. Nothing of it is written down.
final class SetupLock: Sendable {
    private struct State {
        var sessions: Set<String> = []
        var failures = 0
        var until = Instant(milliseconds: 0)
    }

    /// What the console shows: twelve digits, in groups of four.
    let code: String
    private let state = Mutex(State())

    init() {
        let digits = Random.bytes(12).map { String($0 % 10) }.joined()
        let groups = stride(from: 0, to: 12, by: 4).map { String(digits.dropFirst($0).prefix(4)) }
        code = groups.joined(separator: "-")
    }

    /// Opens a session for the right code. Wrong ones delay the next try, up to half a minute.
    /// - Returns: the session's token; nil for a wrong code, or one that came too soon.
    func open(_ typed: String, at now: Instant) -> String? {
        state.withLock { state in
            guard state.until <= now else { return nil }
            let bare = { (text: String) in Array(text.filter(\.isNumber).utf8) }
            guard HMAC.isEqual(bare(typed), bare(code)) else {
                state.failures += 1
                if state.failures >= 5 { state.until = now.adding(seconds: min(30, 1 << min(5, state.failures - 5))) }
                return nil
            }
            state.failures = 0
            let token = Hex.encode(Random.bytes(32))
            state.sessions.insert(token)
            return token
        }
    }

    /// Whether a token is that of a session.
    func knows(_ token: String) -> Bool { state.withLock { $0.sessions.contains(token) } }
}
