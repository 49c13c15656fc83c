internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Ledger
internal import Logging

extension Office {
    /// After a cosignature, and after a failure: the first delay and the longest, in seconds.
    private static let witnessDelays = (after: 3600, first: 60, longest: 21_600)

    /// Asks the witnesses whose time has come, each over the network.
    /// - Throws: ``OfficeError`` where log or state cannot be read.
    package func askWitnesses() async throws {
        for setting in try witnessSettings() where setting.manner == .http {
            try Task.checkCancellation()
            let known = try state.witnessTry(setting.id)
            if let known, known.next > wallClock() { continue }
            try await ask(setting, known)
        }
    }

    /// Asks as long as the server runs, until the task is cancelled.
    package func keepWitnessing() async {
        while !Task.isCancelled {
            await running(.witnesses) { try await self.askWitnesses() }
            try? await Task.sleep(for: .seconds(5))
        }
    }

    private func ask(_ setting: WitnessSetting, _ known: StateStore.WitnessTry?) async throws {
        let base = setting.address.hasSuffix("/") ? String(setting.address.dropLast()) : setting.address
        guard let address = URL(string: base + "/add-checkpoint") else { return }
        let last = try witnessed(by: setting.key)
        var from = known?.seen ?? last ?? 0
        for isSecond in [false, true] {
            let size = try log.size()
            guard size > 0 else { return }
            let body = Array(try await witnessRequest(from: Int(min(from, size))).utf8)
            let call = HTTPCall(sending: body, as: PublishedLog.noteType, to: address)
            guard let answer = try? await call.answer() else {
                return try await note(.unreachable, seen: nil, of: setting)
            }
            let told = Int64(String(decoding: answer.body, as: UTF8.self).filter { !$0.isWhitespace })
            switch answer.status {
            case 200:
                let request = try WitnessRequest(parsing: body)
                let note = request.checkpoint.bytes + answer.body
                do {
                    _ = try log.ledger.keep(cosigned: note, by: [setting.key])
                    _ = try await keep(cosignedByKnown: note)
                } catch {
                    return try await self.note(.badAnswer(status: 200), seen: nil, of: setting)
                }
                return
            case 409:
                guard let told else { return try await note(.badAnswer(status: 409), seen: nil, of: setting) }
                if told > size { return try await note(.behind(seen: told), seen: told, of: setting) }
                // Asked again from where it is; refused from there too, it has seen another tree of that size.
                if !isSecond, told != from {
                    from = told
                    continue
                }
                return try await note(.rewritten, seen: told, of: setting)
            case 422: return try await note(.rewritten, seen: from, of: setting)
            case 403, 404: return try await note(.unknown, seen: nil, of: setting)
            default: return try await note(.badAnswer(status: answer.status), seen: nil, of: setting)
            }
        }
    }

    /// The entries of this epoch that a witness has cosigned; nil for none.
    private func witnessed(by key: WitnessKey) throws -> Int64? {
        do { return try log.ledger.witnessed(by: [key]).first.map { Int64($0.size.value) } } catch {
            throw OfficeError(error)
        }
    }

    /// Remembers what came of asking, and enters it where a witness begins or ends to refuse the past.
    func note(_ problem: WitnessProblem?, seen: Int64?, of setting: WitnessSetting) async throws {
        let known = try state.witnessTry(setting.id)
        let wasAlarm = known?.problem?.isAlarm ?? false
        if problem?.isAlarm ?? false, problem != known?.problem {
            try await enterRefusal(WitnessSetting.Refused.kind, problem, seen: seen, of: setting)
            logger.critical(
                "a witness refuses the log",
                metadata: ["witness": "\(setting.key.name)", "problem": "\(problem?.code ?? "")"])
        } else if problem == nil, wasAlarm {
            try await enterRefusal(WitnessSetting.Refused.over, known?.problem, seen: nil, of: setting)
        }
        let failures = problem == nil ? 0 : (known?.failures ?? 0) + 1
        let delay =
            problem == nil || problem?.isAlarm ?? false
            ? Self.witnessDelays.after
            : min(Self.witnessDelays.longest, Self.witnessDelays.first << min(12, failures - 1))
        let now = wallClock()
        try state.remember(
            StateStore.WitnessTry(
                tried: now, next: now.adding(seconds: delay), failures: failures, problem: problem, seen: seen),
            of: setting.id)
    }

    private func enterRefusal(
        _ kind: String, _ problem: WitnessProblem?, seen: Int64?, of setting: WitnessSetting
    ) async throws {
        let content = WitnessSetting.Refused(name: setting.key.name, problem: problem?.code ?? "", size: seen)
        let author = Actor(account: "witness", name: "外部见证", badge: nil, unit: "", roles: [])
        try await log.append(
            [try LogItem(stream: setting.stream, kind: kind, content: content)], command: UUID().uuidString,
            actor: author, now: now(), expecting: [setting.stream: try log.version(of: setting.stream)])
    }
}
