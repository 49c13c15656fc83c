package import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
internal import Rules

extension Office {
    /// Takes a case over that ran on paper or in another system. It keeps its number; where that is one of the office's
    /// own pattern, the series goes on behind it.
    /// - Returns: the id of the case, the same one for the same number.
    /// - Throws: ``OfficeError``, ``OfficeError/invalid(_:)`` with `alreadyExists` where another case has the number.
    package func takeOver(_ request: TakeOverRequest, _ context: CommandContext) async throws -> String {
        let number = CaseNumberText(request.number)
        let id = Office.caseID(takenOverAs: number)
        let digest = try Office.digest(of: request)
        let context = context.asking([digest])
        try await requireRights(context.account, "receive", on: "case/\(id)")
        if try isDone(context, CaseTakenOver.kind, id) { return id }
        let current = try await cases.current(id)
        if current.version > 0 {
            throw OfficeError.invalid([.alreadyExists("case", id: number.text)])
        }
        let event = try await event(of: request, number: number, digest: digest, by: context.account)
        while true {
            do {
                let taken = try await given(number, to: id)
                try await decideAndAppend(.caseTakenOver(event), in: Case(id: id), context, taking: taken)
                return id
            } catch OfficeError.changedMeanwhile(let place, _, _) where place.hasPrefix("series/") {
                continue
            }
        }
    }

    /// Whether a case was taken over from paper or another system.
    package func isTakenOver(_ id: String) async -> Bool {
        (try? await cases.current(id))?.caseFacts.takenOver != nil
    }

    /// The id under which a case of that number is taken over: one number, one case.
    static func caseID(takenOverAs number: CaseNumberText) -> String {
        String(SHA256.hash(Array("taken over \(number.text)".utf8)).hex.prefix(16))
    }

    /// What tells one request from another of the same case.
    static func digest(of request: TakeOverRequest) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return SHA256.hash(Array(try encoder.encode(request))).hex
    }

    /// The entry that tells the series of a number of its pattern; nil for a number of another pattern.
    /// - Throws: ``OfficeError/invalid(_:)`` where the number was given to another case.
    private func given(_ number: CaseNumberText, to id: String) async throws -> (
        item: LogItem, stream: String, version: Int
    )? {
        let parts = try number.candidates.first { one in
            let own = try text(of: one.number, in: Series(name: "case", year: one.year))
            return CaseNumberText(own).isSame(as: number)
        }
        guard let parts else { return nil }
        let series = Series(name: "case", year: parts.year)
        let standing = try await numbers.current(series)
        if standing.numbers.contains(parts.number) {
            throw OfficeError.invalid([.alreadyExists("case", id: number.text)])
        }
        let item = try LogItem(
            stream: series.stream, kind: Series.takenOver,
            content: Series.Given(number: parts.number, text: number.text, caseID: id, form: nil))
        return (item, series.stream, standing.version)
    }

    private func event(
        of request: TakeOverRequest, number: CaseNumberText, digest: String, by account: Account
    ) async throws -> CaseTakenOver {
        if let procedure = request.procedure, !rules.procedures.contains(where: { $0.id == procedure }) {
            throw OfficeError.invalid([.notAllowed("procedure", value: procedure)])
        }
        var event = CaseTakenOver(
            number: number.text, unit: request.unit ?? account.unit, level: information.level, cause: request.cause,
            source: request.source, industry: request.industry, state: request.state,
            stateTitle: rules.procedure?.state(request.state)?.title ?? request.state, received: request.received,
            digest: digest)
        event.procedure = request.procedure ?? rules.procedures.first?.id
        event.stateBefore = request.stateBefore
        event.milestones = try milestones(request)
        let ends = Set((rules.procedure?.milestones ?? []).filter { $0.ends != nil }.map(\.id))
        let lacking = request.lacking.filter(ends.contains).sorted()
        event.lacking = lacking.isEmpty ? nil : lacking
        if let lead = request.lead { event.lead = try await openedAccount(lead).officer }
        for other in request.others where other != request.lead {
            event.others.append(try await openedAccount(other).officer)
        }
        event.employers = request.employers.isEmpty ? nil : request.employers
        event.complainants = request.complainants.isEmpty ? nil : request.complainants
        event.summary = request.summary
        for (index, paper) in request.papers.enumerated() {
            let scan: BlobReference? =
                if let upload = paper.upload { try await finishUpload(upload, by: account) } else { nil }
            event.papers.append(
                CaseTakenOver.Paper(
                    item: "p\(index + 1)", pages: paper.pages, day: paper.day, form: paper.form,
                    steps: try steps(of: paper), scan: scan))
        }
        event.paperNames = request.papers.isEmpty ? nil : request.papers.map(\.title)
        return event
    }

    /// The days of the request with what they tell the rules, in the order of the pack.
    private func milestones(_ request: TakeOverRequest) throws -> [CaseTakenOver.Milestone] {
        let known = rules.procedure?.milestones ?? []
        if let other = request.days.keys.sorted().first(where: { day in !known.contains { $0.id == day } }) {
            throw OfficeError.invalid([.notAllowed("milestone", value: other)])
        }
        return known.compactMap { milestone in
            request.days[milestone.id].map { day in
                CaseTakenOver.Milestone(
                    name: milestone.id, title: milestone.title, day: day,
                    facts: milestone.facts.map { CaseTakenOver.Told(kind: $0.kind, attributes: $0.attributes) })
            }
        }
    }

    /// The steps that a paper of the time before has behind it: all of its kind.
    private func steps(of paper: TakeOverRequest.Paper) throws -> [FormStep] {
        guard let form = paper.form else { return [] }
        guard let kind = rules.form(form) else { throw OfficeError.invalid([.unknownFormKind(form)]) }
        return [.drafted] + kind.route.filter { $0 != .drafted }
    }
}
