internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation

extension Office {
    /// The stream of what is set for the system itself.
    static let systemStream = "system"

    /// Whether a person keeps the system: one of the three administrators.
    package func keepsSystem(_ account: Account) -> Bool {
        !Set(Office.administratorRoles).isDisjoint(with: account.roles(on: now().day))
    }

    /// Whether a person takes part in cases: who holds nothing but the roles of administrators does not.
    package func worksOnCases(_ account: Account) -> Bool {
        !account.rolesWithLent(on: now().day).allSatisfy(Office.administratorRoles.contains)
    }

    /// How the system stands, for the three administrators.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func health(for account: Account) async throws -> HealthFacts {
        try await requireRole(Office.administratorRoles, for: "system", on: "system", by: account)
        return try await health()
    }

    /// The address whose certificate is watched, host and port; nil where none is set.
    package func watchedCertificate() throws -> String? {
        let entries = try log.entries(of: Office.systemStream, after: 0)
        guard let set = entries.last(where: { $0.kind == CertificateWatched.kind }) else { return nil }
        return try JSONDecoder().decode(CertificateWatched.self, from: set.open).address
    }

    /// Sets the address whose certificate is watched; nil for none. Done by the system administrator.
    /// - Parameter address: host and port, as `liuhen.example.gov.cn:443`.
    /// - Throws: ``OfficeError``.
    package func watchCertificate(_ address: String?, _ context: CommandContext) async throws {
        let context = context.asking([address ?? ""])
        try await requireRole([Office.systemRole], for: "system", on: Office.systemStream, context)
        if try isDone(context) { return }
        if let address {
            let parts = address.split(separator: ":", omittingEmptySubsequences: false)
            // Only what a name or an address is made of: it becomes an argument of another program.
            let isHost = parts[0].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "." || $0 == "-") }
            guard parts.count == 2, isHost, let first = parts[0].first, first != "-", address.utf8.count <= 255,
                let port = Int(parts[1]), (1...65_535).contains(port)
            else { throw OfficeError.invalid([.notAllowed("certificate-address", value: address)]) }
        }
        try await appendOffice(
            [
                try LogItem(
                    stream: Office.systemStream, kind: CertificateWatched.kind,
                    content: CertificateWatched(address: address))
            ],
            and: [Office.systemStream: try log.version(of: Office.systemStream)], context)
    }

    /// Whether a word is the one in `keys/metrics-token`, which a program from elsewhere must bring.
    package func isMetricsToken(_ word: String) -> Bool {
        let file = folder.keys.appendingPathComponent("metrics-token")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return false }
        let token = text.filter { !$0.isWhitespace }
        return token.utf8.count >= 16 && HMAC.isEqual(Array(token.utf8), Array(word.utf8))
    }

    private struct CertificateWatched: Codable {
        static let kind = "certificate-watched"
        let address: String?
    }
}
