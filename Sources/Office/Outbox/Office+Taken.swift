internal import Casework
internal import Chronology
internal import Cryptography
internal import Rules

/// A platform took a message: where a rule waits for just that, it is entered, so that nobody has to tick by hand what
/// the office did itself. Where none waits, nothing is: a case would else say everything twice.
extension Office {
    /// The author of these entries.
    private static let platformAuthor = Actor(account: "outbox", name: "平台报送", badge: nil, unit: "", roles: [])
    /// How often an entry is tried again where somebody else was faster.
    private static let tries = 20

    /// Enters that a platform took the message of an entry.
    /// - Throws: ``OfficeError``; the message is then sent and taken again.
    func take(_ entry: LogEntry, takenBy platform: Platform) async throws {
        let parts = entry.stream.split(separator: "/", maxSplits: 1).map(String.init)
        guard parts.count == 2, parts[0] == "case" || parts[0] == "book" else { return }
        let command = SHA256.hash(Array("taken \(platform.id) \(entry.id)".utf8)).hex
        for attempt in 1...Office.tries {
            guard try log.knows(anyRequest: command) == false else { return }
            let taken =
                parts[0] == "case"
                ? try await act(takenInCase: parts[1], entry, platform)
                : try await act(takenInBook: parts[1], entry, platform)
            guard let (act, version) = taken else { return }
            do {
                let record = try CaseEvent.actEntered(act).record()
                let item = LogItem(
                    stream: entry.stream, kind: record.kind, at: nil, open: record.open, personal: record.personal,
                    sealed: record.sealed)
                try await log.append(
                    [item], command: command, actor: Office.platformAuthor, now: now(),
                    expecting: [entry.stream: version])
                if parts[0] == "case" { try await refresh(parts[1]) }
                return
            } catch OfficeError.changedMeanwhile where attempt < Office.tries {
                continue
            }
        }
    }

    /// What is entered in a case: that the message arrived out of whose entry a duty arose, and about what.
    private func act(
        takenInCase id: String, _ entry: LogEntry, _ platform: Platform
    ) async throws -> (ActEntered, version: Int)? {
        let current = try await cases.current(id)
        guard current.joinedInto == nil, current.unreadable == nil else { return nil }
        let waiting = rules.obligations(of: current.caseFacts, at: max(now(), entry.entered)).filter {
            $0.arose == entry.id && $0.waits(for: .platformMessageTaken)
        }
        guard !waiting.isEmpty else { return nil }
        let about = Set(waiting.compactMap(\.about)).sorted()
        let act = ActEntered(
            what: .platformMessageTaken, subject: nil,
            answers: ["platform": .text(platform.id), "about": .list(about)])
        return (act, current.version)
    }

    /// What is entered in a unit's book: the base data that the platform was told.
    private func act(
        takenInBook unit: String, _ entry: LogEntry, _ platform: Platform
    ) async throws -> (ActEntered, version: Int)? {
        let book = try await books.current(unit)
        guard book.unreadable == nil, let data = platform.sending(of: entry)?.entry,
            let line = book.lines.first(where: { $0.id == entry.id })
        else { return nil }
        let entered = FactKind("platform-entry-made")
        let waits = rules.obligations(of: book.facts(at: max(now(), entry.entered)), at: max(now(), entry.entered))
            .contains { $0.arose == entry.id && $0.waits(for: entered) }
        guard waits else { return nil }
        let answer = "answer."
        let what =
            data.what.hasPrefix(answer) ? line.act.answers[String(data.what.dropFirst(answer.count))]?.text : data.what
        var answers: [String: FactValue] = ["platform": .text(platform.title)]
        answers["what"] = what.map { .text($0) }
        answers["about"] = data.about.flatMap { line.act.answers[$0] }
        let act = ActEntered(what: entered, subject: nil, answers: answers)
        // What the act does not know is no base data of a platform.
        guard ActSchema.ofBook(entered)?.problems(of: act).isEmpty == true else { return nil }
        return (act, book.version)
    }
}

extension Obligation {
    /// Whether it is owed, and a fact of this kind would meet it.
    fileprivate func waits(for kind: FactKind) -> Bool {
        (state == .open || state == .overdue) && missing.contains { $0.isMended(by: kind) }
    }
}
