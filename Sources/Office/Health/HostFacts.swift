internal import Chronology
internal import Foundation

/// What the host tells of itself. Looked at again after ten minutes, since it takes other programs.
actor HostFacts {
    private static let keptSeconds = 600
    private var synchronised: (at: Instant, value: Bool?)?
    private var certificates: [String: (at: Instant, expires: Instant?)] = [:]

    /// Whether the host's clock follows a time server; nil where nothing on it can tell.
    func isSynchronised(now: Instant) async -> Bool? {
        if let synchronised, abs(now.seconds(since: synchronised.at)) < Self.keptSeconds { return synchronised.value }
        let value = await Self.isSynchronised()
        synchronised = (now, value)
        return value
    }

    private static func isSynchronised() async -> Bool? {
        let told = await SystemTool.answer(
            "/usr/bin/timedatectl", ["show", "--property=NTPSynchronized", "--value"])
        if let told { return told.hasPrefix("yes") }
        // > the leap status (Normal, Insert second, Delete second or Not synchronised) is the last field
        guard let tracking = await SystemTool.answer("/usr/bin/chronyc", ["-c", "tracking"]) else { return nil }
        return !tracking.contains("Not synchronised")
    }

    /// When the certificate that is shown at an address ends; nil where none could be looked at.
    func expiry(ofCertificateAt address: String, now: Instant) async -> Instant? {
        if let kept = certificates[address], abs(now.seconds(since: kept.at)) < Self.keptSeconds { return kept.expires }
        let host = address.split(separator: ":").first.map(String.init) ?? address
        var expires: Instant?
        // The chain is not judged here: only when the certificate ends.
        let shown = await SystemTool.answer(
            "/usr/bin/openssl", ["s_client", "-connect", address, "-servername", host])
        if let shown,
            let told = await SystemTool.answer(
                "/usr/bin/openssl", ["x509", "-noout", "-enddate", "-dateopt", "iso_8601"], input: Array(shown.utf8))
        {
            expires = Self.end(told)
        }
        certificates[address] = (now, expires)
        return expires
    }

    /// Reads `notAfter=2026-12-01 00:00:00Z`.
    static func end(_ text: String) -> Instant? {
        let line = text.split(separator: "\n").first { $0.hasPrefix("notAfter=") }
        return line.flatMap { Instant($0.dropFirst(9).replacing(" ", with: "T")) }
    }
}
