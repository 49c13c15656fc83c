internal import Casework
internal import Cryptography
package import Foundation
package import Ledger
package import Logging

extension Office {
    /// The file in the folder of keys that lists the keys of the office's witnesses, one a line.
    static let witnessFile = "witnesses"

    /// Who enters what is done on the server itself.
    private static let commandLine = Author(account: "command-line", name: "服务器命令行")

    /// The keys of the office's witnesses; none where there is no list.
    /// - Throws: ``OfficeError/storage(reason:)`` naming the line that is no key.
    static func witnessKeys(_ folder: OfficeFolder) throws(OfficeError) -> [WitnessKey] {
        let file = folder.keys.appendingPathComponent(witnessFile)
        guard FileManager.default.fileExists(atPath: file.path) else { return [] }
        guard let text = try? String(contentsOf: file, encoding: .utf8) else {
            throw .storage(reason: "key-malformed \(witnessFile)")
        }
        do {
            return try WitnessKey.list(text)
        } catch {
            throw .storage(reason: "key-malformed \(witnessFile) \(error)")
        }
    }

    /// The body of a request to a witness that has seen `old` entries; 0 for one that has seen none.
    /// - Throws: ``OfficeError/invalid(_:)`` where it has seen more than there is.
    package func witnessRequest(from old: Int) async throws -> String {
        let size = Int(try await integrity().size)
        guard (0...size).contains(old) else { throw OfficeError.invalid([.notAllowed("from", value: String(old))]) }
        do {
            guard let request = try log.ledger.witnessRequest(from: TreeSize(old)) else {
                throw OfficeError.notFound("checkpoint", id: "0")
            }
            return String(decoding: request.bytes, as: UTF8.self)
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Keeps a checkpoint that came back from witnesses, and the keys of those that signed it.
    /// - Throws: ``OfficeError/storage(reason:)`` with the ledger's word for what is wrong with it.
    package func keep(cosigned note: [UInt8], by witnesses: [WitnessKey]) async throws -> [LogWitness] {
        do {
            let seen = try log.ledger.keep(cosigned: note, by: witnesses)
            let known = try Office.witnessKeys(folder)
            let added = seen.map(\.witness).filter { !known.contains($0) }
            if !added.isEmpty {
                let lines = (known + added).map { $0.description + "\n" }.joined()
                try Data(lines.utf8).write(
                    to: folder.keys.appendingPathComponent(Office.witnessFile), options: .atomic)
            }
            return seen.map { LogWitness($0) }
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Hands the log over to a new signing key, and puts it in the old one's place. No server may run.
    ///
    /// Stopped at any instant, it can be asked for again and goes on where it stopped.
    /// - Returns: the new verifier key, for everyone who is to check what is signed from then on.
    /// - Throws: ``OfficeError``.
    package static func changeSigningKey(_ root: URL, reason: String, logger: Logger) async throws -> String {
        let reader = try await Office.openForReading(root, logger: logger)
        let time = reader.now()
        let folder = reader.folder
        let origin = reader.information.origin
        let pending = folder.keys.appendingPathComponent("log-signing.key.next")
        if !FileManager.default.fileExists(atPath: pending.path) { try SecretFile.make(pending) }
        try SecretFile.sync(pending)
        let new = try Ed25519Key(seed: SecretFile.read(pending))
        do {
            if reader.log.ledger.history.key != new.publicKey {
                _ = try Ledger.changeKey(
                    in: folder.ledger.path, origin: origin, keys: try ledgerKeys(folder), to: new, reason: reason,
                    by: commandLine, time: time)
            }
            let key = try VerifierKey(name: reader.log.ledger.origin, publicKey: new.publicKey)
            try SecretFile.replace(folder.signingKey, by: pending)
            return key.description
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }

    /// Goes on with a restored log that lies behind its last signed checkpoint. No server may run.
    /// - Parameter approvers: the sign-in names of the two who approved it.
    /// - Throws: ``OfficeError/notFound(_:id:)`` for an account that is not there or closed, and ``OfficeError``.
    package static func openEpoch(
        _ root: URL, reason: String, approvers: (String, String), logger: Logger
    ) async throws -> LogEpoch {
        let reader = try await Office.openForReading(root, logger: logger)
        var people: [Author] = []
        for name in [approvers.0, approvers.1] {
            guard let account = await reader.directory.account(named: name) else {
                throw OfficeError.notFound("account", id: name)
            }
            people.append(Author(account: account.id, name: account.name, badge: account.badge))
        }
        do {
            let opening = EpochOpening(
                reason: reason, approvedBy: people[0], and: people[1], enteredBy: commandLine, time: reader.now())
            let epoch = try Ledger.openEpoch(
                in: reader.folder.ledger.path, origin: reader.information.origin,
                keys: try ledgerKeys(reader.folder), opening)
            // The views may show what is lost; they are made anew when the office opens.
            for suffix in ["", "-wal", "-shm"] {
                try? FileManager.default.removeItem(atPath: reader.folder.views.path + suffix)
            }
            return LogEpoch(epoch)
        } catch let error as LedgerError {
            throw OfficeError(error)
        }
    }
}
