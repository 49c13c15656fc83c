internal import Casework
internal import Chronology
internal import Foundation
internal import Ledger

extension Office {
    /// The witnesses that the office has named, in the order in which it did.
    /// - Throws: ``OfficeError``.
    package func witnessSettings() throws -> [WitnessSetting] {
        let found = try log.streams(prefix: WitnessSetting.prefix).compactMap { stream -> (Int64, WitnessSetting)? in
            let entries = try log.entries(of: stream, after: 0).filter { $0.kind == WitnessSetting.Changed.kind }
            guard let first = entries.first, let last = entries.last else { return nil }
            let set = try JSONDecoder().decode(WitnessSetting.Changed.self, from: last.open)
            guard let key = try? WitnessKey(set.key) else { return nil }
            return (first.index, WitnessSetting(key: key, manner: set.manner, address: set.address))
        }
        return found.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// What is known of each witness: those that were named, and those whose cosignatures are kept besides.
    /// - Throws: ``OfficeError``.
    package func witnessOverviews() async throws -> [WitnessOverview] {
        let settings = try witnessSettings()
        let keys = (try? Office.witnessKeys(folder)) ?? []
        let others = keys.filter { key in !settings.contains { $0.key == key } }
            .map { WitnessSetting(key: $0, manner: .stick, address: "") }
        do {
            return try (settings + others).map { setting in
                let tried = try state.witnessTry(setting.id)
                return WitnessOverview(
                    setting: setting, last: try log.ledger.witnessed(by: [setting.key]).first.map { LogWitness($0) },
                    tried: tried?.tried, problem: tried?.problem)
            }
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Names a witness, or changes how it is reached. Done by the system administrator.
    /// - Parameter key: as the witness hands it on, `name+hash+base64`.
    /// - Throws: ``OfficeError``.
    package func setWitness(
        key text: String, manner: WitnessSetting.Manner, address: String, _ context: CommandContext
    ) async throws {
        let context = context.asking([text, manner.rawValue, address])
        try await requireRole([Office.systemRole], for: "system", on: "witnesses", context)
        if try isDone(context) { return }
        guard let key = try? WitnessKey(text.filter { !$0.isWhitespace }) else {
            throw OfficeError.invalid([.notAllowed("witness-key", value: text)])
        }
        if manner == .http {
            guard let url = URL(string: address), ["http", "https"].contains(url.scheme ?? ""),
                url.host?.isEmpty == false, address.utf8.count <= 500
            else { throw OfficeError.invalid([.notAllowed("witness-address", value: address)]) }
        }
        let setting = WitnessSetting(key: key, manner: manner, address: manner == .http ? address : "")
        let content = WitnessSetting.Changed(
            key: key.description, name: key.name, manner: manner, address: setting.address)
        try await appendOffice(
            [try LogItem(stream: setting.stream, kind: WitnessSetting.Changed.kind, content: content)],
            and: [setting.stream: try log.version(of: setting.stream)], context)
        try state.askWitnessesNow(wallClock())
    }

    /// Makes every witness that is asked over the network due at once.
    /// - Throws: ``OfficeError/forbidden(_:)``.
    package func askWitnessesNow(for account: Account) async throws {
        try await requireRole(Office.administratorRoles, for: "system", on: "witnesses", by: account)
        try state.askWitnessesNow(wallClock())
    }

    /// The file that a person carries to a witness: the request for the newest checkpoint.
    /// - Parameter id: of the witness's setting.
    /// - Throws: ``OfficeError``.
    package func witnessFile(for id: String, by account: Account) async throws -> (name: String, bytes: [UInt8]) {
        try await requireRole(Office.administratorRoles, for: "system", on: "witnesses", by: account)
        guard let overview = try await witnessOverviews().first(where: { $0.setting.id == id }) else {
            throw OfficeError.notFound("witness", id: id)
        }
        let size = try log.size()
        // Where it has seen more than there is, it is asked from there on no longer: it would refuse, and shall.
        let seen = min(size, try state.witnessTry(id)?.seen ?? overview.last?.size ?? 0)
        let text = try await witnessRequest(from: Int(seen))
        return ("witness-request-\(id)-\(size).txt", Array(text.utf8))
    }

    /// Takes in the file that a person brought back from a witness.
    /// - Throws: ``OfficeError``; ``OfficeError/witness(_:)`` where the witness refused.
    package func takeWitnessFile(_ bytes: [UInt8], by account: Account) async throws -> [LogWitness] {
        try await requireRole(Office.administratorRoles, for: "system", on: "witnesses", by: account)
        if let refusal = WitnessRefusal(parsing: bytes) {
            guard let setting = try witnessSettings().first(where: { $0.key.description == refusal.key }),
                refusal.origin == log.ledger.origin
            else { throw OfficeError.invalid([.notAllowed("witness-file", value: refusal.key)]) }
            let problem = refusal.problem(size: try log.size())
            try await note(problem, seen: refusal.seen, of: setting)
            guard let problem else { throw OfficeError.witness(.badAnswer(status: refusal.status)) }
            throw OfficeError.witness(problem)
        }
        return try await keep(cosignedByKnown: bytes)
    }

    /// Keeps a checkpoint that a witness which the office has named has cosigned.
    /// - Throws: ``OfficeError/storage(reason:)`` with the ledger's word for what is wrong with it.
    package func keep(cosignedByKnown bytes: [UInt8]) async throws -> [LogWitness] {
        let settings = try witnessSettings().filter { $0.manner != .off }
        let seen: [LogWitness]
        do {
            seen = try log.ledger.keep(cosigned: bytes, by: settings.map(\.key)).map { LogWitness($0) }
        } catch {
            switch error {
            case .malformed, .signatureMissing, .signatureInvalid, .originMismatch:
                throw OfficeError.invalid([.notAllowed("witness-file", value: error.code)])
            default: throw OfficeError(error)
            }
        }
        try rememberKeys(settings.map(\.key))
        for setting in settings where seen.contains(where: { $0.name == setting.key.name }) {
            try await note(nil, seen: nil, of: setting)
        }
        return seen
    }

    /// Lists keys beside the log, so that `verify` looks for what they have signed.
    private func rememberKeys(_ keys: [WitnessKey]) throws {
        let known = try Office.witnessKeys(folder)
        let added = keys.filter { !known.contains($0) }
        guard !added.isEmpty else { return }
        let lines = (known + added).map { $0.description + "\n" }.joined()
        try Data(lines.utf8).write(to: folder.keys.appendingPathComponent(Office.witnessFile), options: .atomic)
    }

    /// A file of the published log below its address; nil where there is none.
    /// - Throws: ``OfficeError``.
    package func published(_ path: String) throws -> [UInt8]? {
        do { return try log.ledger.published(path) } catch { throw OfficeError(error) }
    }
}
