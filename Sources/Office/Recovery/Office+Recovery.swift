internal import Casework
internal import Cryptography
internal import Foundation
internal import Synchronization
internal import Vault

extension Office {
    /// The setting of the state store that keeps the hash of what the last challenge holds.
    private static let challengeSetting = "recovery-challenge"

    /// What is known of the recovery key.
    package func recoveryState() throws -> RecoveryState {
        var state = RecoveryState()
        for entry in try log.entries(of: RecoveryState.stream, after: 0) { try state.apply(entry) }
        return state
    }

    /// The recipient for which blobs are written now, `age1…`.
    package var recoveryRecipient: String { vaultKeys.recovery.text }

    /// Whether somebody has shown that the paper opens what is written now. A demo office keeps its key in its folder and
    /// works at once. A recipient in the folder of keys that the log never named is not proved.
    package func isRecoveryProved() throws -> Bool {
        if information.isDemo { return true }
        let current = recoveryRecipient
        if proved.withLock({ $0 }) == current { return true }
        let state = try recoveryState()
        guard state.proved != nil, state.recipient == current else { return false }
        proved.withLock { $0 = current }
        return true
    }

    /// Refuses to work on cases before the recovery key was proved.
    /// - Throws: ``OfficeError/recovery(_:)``.
    func requireProvedRecovery() throws {
        if try !isRecoveryProved() { throw OfficeError.recovery(.notProved) }
    }

    /// Makes a challenge: an age file in ASCII armor that only the recovery key opens, `age -d -i KEY` for one. The one
    /// before it counts no more.
    package func makeChallenge() throws -> String {
        let answer = "liuhen-" + Hex.encode(Random.bytes(16))
        do {
            let sealed = try AgeMessage.seal(Array((answer + "\n").utf8), to: vaultKeys.recovery)
            let digest = SHA256.hash(Array(answer.utf8)).hex
            try state.set(Office.challengeSetting, to: "\(recoveryRecipient) \(digest)")
            return AgeMessage.armored(sealed)
        } catch let error as VaultError {
            throw OfficeError(error)
        }
    }

    /// Proves the recovery key with what the challenge held.
    /// - Throws: ``OfficeError/recovery(_:)``.
    package func proveRecovery(answer: String, _ context: CommandContext) async throws {
        let context = context.asking(["answer", recoveryRecipient])
        try await requireRole(Office.administratorRoles, for: "recovery", on: RecoveryState.stream, context)
        if try isDone(context) { return }
        try checkAnswer(answer)
        try await enterProof(context)
    }

    /// The same on the server's own command line, where nobody is signed in.
    package func proveRecovery(answer: String) async throws {
        try checkAnswer(answer)
        try await enterProof(CommandContext(command: UUID().uuidString, account: Account.commandLine))
    }

    /// Proves the recovery key with the key itself, typed or scanned from its paper. The key is used and forgotten.
    /// - Throws: ``OfficeError/recovery(_:)``.
    package func proveRecovery(key typed: String, _ context: CommandContext) async throws {
        let context = context.asking(["key", recoveryRecipient])
        try await requireRole(Office.administratorRoles, for: "recovery", on: RecoveryState.stream, context)
        if try isDone(context) { return }
        try RecoveryKey.prove(typed, against: recoveryRecipient)
        try await enterProof(context)
    }

    private func checkAnswer(_ answer: String) throws {
        guard let kept = try state.setting(Office.challengeSetting)?.split(separator: " "), kept.count == 2,
            kept[0] == recoveryRecipient
        else { throw OfficeError.recovery(.noChallenge) }
        let digest = SHA256.hash(Array(answer.filter { !$0.isWhitespace }.utf8)).hex
        guard HMAC.isEqual(Array(digest.utf8), Array(kept[1].utf8)) else { throw OfficeError.recovery(.wrongAnswer) }
    }

    /// Enters that the recovery key was proved.
    func enterProof(_ context: CommandContext) async throws {
        let item = try LogItem(
            stream: RecoveryState.stream, kind: RecoveryState.Proved.kind,
            content: RecoveryState.Proved(recipient: recoveryRecipient))
        try await appendOffice([item], and: [RecoveryState.stream: try recoveryState().version], context)
        try state.set(Office.challengeSetting, to: nil)
    }

    // MARK: Another recovery key

    /// Asks for another recovery key, made elsewhere, where the paper is lost or others may have seen it. Another
    /// administrator has to confirm it.
    /// - Throws: ``OfficeError``.
    package func askRecoveryChange(to recipient: String, reason: String, _ context: CommandContext) async throws {
        let context = context.asking([recipient, reason])
        try await requireRole(Office.administratorRoles, for: "recovery", on: RecoveryState.stream, context)
        if try isDone(context) { return }
        guard RecoveryKey.isRecipient(recipient) else {
            throw OfficeError.invalid([.notAllowed("recipient", value: String(recipient.prefix(80)))])
        }
        if recipient == recoveryRecipient { throw OfficeError.recovery(.unchanged) }
        let item = try LogItem(
            stream: RecoveryState.stream, kind: RecoveryState.ChangeAsked.kind,
            content: RecoveryState.ChangeAsked(recipient: recipient, reason: try typed(reason, "reason")))
        try await appendOffice([item], and: [RecoveryState.stream: try recoveryState().version], context)
    }

    /// Confirms another recovery key. New blobs are written for it from now on, and it has to be proved before work on
    /// cases goes on. What was written before is opened by the server's key and by the key of its time; the new key comes
    /// to it through the backups, which hold the server's key, so that each of their places is written to at once.
    /// - Throws: ``OfficeError``.
    package func confirmRecoveryChange(_ context: CommandContext) async throws {
        let context = context.asking("confirm")
        let person = try await requireRole(
            Office.administratorRoles, for: "recovery", on: RecoveryState.stream, context)
        if try isDone(context) { return }
        let known = try recoveryState()
        guard let change = known.change else { throw OfficeError.recovery(.noChange) }
        guard change.by.account != person.id else { throw OfficeError.recovery(.samePerson) }
        let item = try LogItem(
            stream: RecoveryState.stream, kind: RecoveryState.Changed.kind,
            content: RecoveryState.Changed(recipient: change.recipient, former: recoveryRecipient, asked: change.id))
        try await appendOffice([item], and: [RecoveryState.stream: known.version], context)
        try takeUpRecovery()
    }

    /// Brings the folder of keys to what the log says: a change that was entered and not yet written, since the server
    /// was stopped between the two.
    func takeUpRecovery() throws {
        let known = try recoveryState()
        guard known.isChanged, let wanted = known.recipient, wanted != recoveryRecipient else { return }
        do {
            try vaultKeys.changeRecovery(to: try AgeRecipient(text: wanted))
        } catch {
            throw OfficeError(error)
        }
        // Until a backup is made, the new paper opens none: each place is due, and tried again until it is there.
        for target in try backupHistory().targets {
            for name in ["backup-good", "backup-try"] { try state.set("\(name)/\(target.id)", to: nil) }
        }
    }
}

extension Account {
    /// The author of what is done on the server itself.
    static let commandLine = Account(id: "command-line", signInName: "", name: "服务器命令行", badge: nil, unit: "")
}
