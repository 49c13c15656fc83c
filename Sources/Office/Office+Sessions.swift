internal import Casework
package import Chronology
internal import Foundation

/// Where somebody is signed in now.
package struct SessionRecord: Hashable, Sendable, Identifiable {
    /// Names it for ending it; opens nothing.
    package let id: String
    /// When it was opened; nil for one that was opened before this was kept.
    package let opened: Instant?
    package let source: String
    /// Whether it is the one in which this is asked.
    package let isOwn: Bool
}

/// A sign-in of somebody, for the audit administrator.
package struct SignInLine: Hashable, Sendable {
    package let account: String
    package let name: String
    package let record: SignInRecord
}

extension Office {
    /// Where a person is signed in now.
    /// - Parameter token: the session in which this is asked.
    package func sessions(of account: Account, asking token: String) async throws -> [SessionRecord] {
        guard let credential = account.credential?.id else { return [] }
        return try state.sessions(of: account.id, credential: credential, at: wallClock()).map {
            SessionRecord(
                id: $0.key, opened: $0.opened, source: $0.source, isOwn: StateStore.isKey($0.key, of: token))
        }
    }

    /// Ends a session of one's own, or all others.
    package func endSessions(of account: Account, id: String?, but token: String) async throws {
        try state.closeSessions(of: account.id, key: id, but: token)
    }

    /// The sign-ins of everybody, newest first. For the audit administrator; the look is on record.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func allSignIns(for account: Account, limit: Int = 500) async throws -> [SignInLine] {
        try await requireRole([Office.auditRole], for: "office-log", on: "office/sign-ins", by: account)
        try await noteLook(at: "office/sign-ins", by: account)
        var lines: [SignInLine] = []
        for person in await directory.all {
            lines += try await signIns(of: person, limit: limit).map {
                SignInLine(account: person.id, name: person.name, record: $0)
            }
        }
        return Array(lines.sorted { $0.record.at > $1.record.at }.prefix(limit))
    }
}
