internal import Casework
internal import Office
internal import Rules

extension OfficeError {
    /// The error in one English line for the terminal. What pages say in Chinese is made by the web.
    var line: String {
        switch self {
        case .notFound("office", let path): "there is no office in \(path)"
        case .notFound(let what, let id): "there is no \(what) \(id)"
        case .forbidden(let what): "no right to this \(what)"
        case .invalid(let problems): problems.map(\.line).joined(separator: "; ")
        case .refused(let refusals):
            refusals.map { "\($0.rule?.text ?? $0.pack) \($0.article) refuses it: \($0.says)" }.joined(separator: "; ")
        case .changedMeanwhile(let id, let seen, let current):
            "\(id) was changed meanwhile: version \(seen) was seen, it is at \(current)"
        case .commandReused: "the command's id stands for another act"
        case .upload(let problem): "upload: \(problem)"
        case .notMedia(let reason): "no recording: \(reason)"
        case .scan(let mismatch): "the scan does not hold the sheets of the form: \(mismatch.findings)"
        case .draw(let problems): "draw: \(problems)"
        case .platform(let fields): "the platform demands \(fields.map(\.name).joined(separator: ", "))"
        case .typesetting(let reason): "the paper could not be set: \(reason)"
        case .storage(let reason) where reason.hasPrefix("folder-not-empty "):
            "the folder holds «\(reason.dropFirst(17))» of an office that is not whole: choose an empty folder, or restore it"
        case .storage("office-exists"): "there is an office in that folder already"
        case .storage("ledger.not-behind"): "the log is not behind its checkpoint: no epoch is needed"
        case .storage("ledger.same-approver"): "two different persons must approve it"
        case .storage("ledger.behind-checkpoint"):
            "the log is behind its last signed checkpoint: restore a newer backup, or open an epoch (ledger epoch)"
        case .storage("ledger.key-differs"):
            "the signing key is not the log's: finish the key change (ledger rotate-key), or bring back the newest key"
        case .storage("ledger.fenced"): "another process writes this log: stop the server first"
        case .storage("ledger.signature-missing"): "no signature by a key that is known"
        case .storage("ledger.signature-invalid"): "a signature does not hold"
        case .storage("ledger.origin-mismatch"): "it is of another log, or of another epoch of this one"
        case .storage("ledger.forked"): "it was not made of this log: the roots differ"
        case .storage("ledger.malformed"): "a checkpoint or a key is not of its form"
        case .storage(let reason): "the stored data cannot be used: \(reason)"
        case .account(let problem): "accounts: \(problem)"
        case .recovery(let problem): "recovery key: \(problem.line)"
        case .sheet(let problem): "spreadsheet: \(problem)"
        case .backup(let problem): BackupProblemText.line(problem)
        case .witness(let problem): "the witness does not cosign: \(problem.code)"
        case .onlyInDemo: "only a demo office does that"
        }
    }
}

extension Problem {
    /// The problem in English, for the few that a command can meet; the others by their facts.
    fileprivate var line: String {
        switch self {
        case .unknown("volume", let id): "case \(id) has no volume: it is not archived"
        case .unknown(let what, let id): "there is no \(what) \(id)"
        case .notAllowed(let name, let value): "\(name): «\(value)» cannot be used"
        case .blank(let name): "\(name) is missing"
        case .tooLong(let name, let limit): "\(name) is longer than \(limit)"
        case .inTheFuture: "the time lies in the future"
        default: "\(self)"
        }
    }
}

extension RecoveryProblem {
    /// The problem in English.
    fileprivate var line: String {
        switch self {
        case .notProved: "nobody has proved it yet: run `liuhen keys prove`, or use the page of the recovery key"
        case .unreadable: "this is no recovery key"
        case .groups(let groups): "groups \(groups.map(String.init).joined(separator: ", ")) are mistyped"
        case .notTheKey: "it is another key"
        case .wrongAnswer: "the answer is not what the challenge holds"
        case .noChallenge: "no challenge waits for an answer: run `liuhen keys prove` without --answer first"
        case .noChange: "no change waits to be confirmed"
        case .samePerson: "another administrator has to confirm it"
        case .unchanged: "it is the one in use"
        }
    }
}
