internal import Casework
internal import Chronology
internal import Rules

/// What a case already knows, by the paths that a form's fields name in their `from`.
struct CaseKnowledge {
    let `case`: Case
    let information: OfficeInformation
    let account: Account
    let now: Instant
    /// What the form is about: an act or another form.
    let about: String?

    /// The content that a field starts with; nil where nothing is known.
    func content(of field: FormKind.Field) -> FieldContent? {
        guard let path = field.from else { return nil }
        return rows(path, field) ?? text(path).map { .text($0) }
    }

    private var act: ActRecorded? {
        if let about, let act = `case`.act(about) { return act.recorded }
        return `case`.acts.last?.recorded
    }

    private func text(_ path: String) -> String? {
        let matter = `case`.matter
        let employer = matter?.employers?.first
        switch path {
        case "case.number": return `case`.serial ?? matter?.intakeNumber
        case "case.serial": return `case`.serial
        case "case.intake-number": return matter?.intakeNumber
        case "case.cause": return matter?.cause
        case "case.source": return matter?.source.rawValue
        case "case.channel": return matter?.channel.rawValue
        case "case.summary": return matter?.summary
        case "case.received-day": return `case`.receivedAt?.day.description
        case "employer.name": return employer?.name
        case "employer.credit-code": return employer?.creditCode
        case "employer.address": return employer?.address
        case "employer.legal-representative": return employer?.legalRepresentative
        case "employer.phone": return employer?.phone
        case "complainant.name": return matter?.complainants?.map(\.name).joined(separator: "、")
        case "complainant.phone": return matter?.complainants?.first?.phone
        case "agency.name": return information.agency
        case "bureau.name": return information.bureau
        case "unit.name": return account.unit
        case "lead.name": return `case`.lead?.name
        case "lead.badge": return `case`.lead?.badge
        case "officers.names": return officers.map(\.name).joined(separator: "、")
        case "officers.badges": return officers.compactMap(\.badge).joined(separator: "、")
        case "drafter.name": return account.name
        case "drafter.badge": return account.badge
        case "today": return now.day.description
        case "act.place", "acts.latest.place": return act?.place
        case "act.from", "acts.latest.from": return act?.from.description
        case "act.to", "acts.latest.to": return act?.to.description
        case "act.day", "acts.latest.day": return act?.from.day.description
        case "act.persons", "acts.latest.persons": return act?.persons
        case "act.findings", "acts.latest.findings": return act?.findings
        case "wages.owed": return matter?.wages.map { rows in String(rows.reduce(0) { $0 + $1.owed - $1.paid }) }
        case "about.title": return about.flatMap(`case`.form)?.kind
        case "about.number": return about.flatMap(`case`.form)?.issued?.number
        default: return field(of: path)
        }
    }

    /// `form.KIND.FIELD`: what the newest form of a kind says.
    private func field(of path: String) -> String? {
        let parts = path.split(separator: ".", maxSplits: 2).map(String.init)
        guard parts.count == 3, parts[0] == "form", let form = `case`.form(ofKind: parts[1]) else { return nil }
        if parts[2] == "number" { return form.issued?.number }
        return form.fields[parts[2]]?.factValue?.text
    }

    private var officers: [Officer] { act?.officers ?? `case`.officers }

    private func rows(_ path: String, _ field: FormKind.Field) -> FieldContent? {
        let rows: [[String: String]]
        switch path {
        case "complainants":
            rows = (`case`.matter?.complainants ?? []).map {
                [
                    "name": $0.name, "sex": $0.sex ?? "", "id-number": $0.identityNumber ?? "", "phone": $0.phone ?? "",
                    "address": $0.address ?? "",
                ]
            }
        case "employers":
            rows = (`case`.matter?.employers ?? []).map {
                ["part": $0.part.rawValue, "name": $0.name, "address": $0.address ?? "", "phone": $0.phone ?? ""]
            }
        case "officers":
            rows = officers.map { ["name": $0.name, "badge": $0.badge ?? "", "unit": information.agency] }
        case "wage-table", "wages":
            rows = (`case`.matter?.wages ?? []).map {
                [
                    "worker": $0.worker, "name": $0.worker, "period": $0.period, "owed": yuan($0.owed),
                    "paid": yuan($0.paid), "outstanding": yuan($0.owed - $0.paid),
                ]
            }
        case "materials":
            rows = `case`.materials.map {
                [
                    "name": $0.received.name ?? "", "pages": String($0.received.pages),
                    "kind": $0.received.isCopy ? "复印件" : "原件", "received": $0.at.day.description,
                ]
            }
        default: return nil
        }
        let known = Set(field.columns.map(\.id))
        return .rows(rows.map { row in row.filter { known.isEmpty || known.contains($0.key) } })
    }

    private func yuan(_ fen: Int) -> String { "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)" }
}
