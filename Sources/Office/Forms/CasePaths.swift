internal import Casework
internal import Chronology
internal import Forms
internal import Rules

/// What a case already knows, by the paths that the packs' forms name in `from`.
struct CasePaths {
    let `case`: Case
    let information: OfficeInformation
    let account: Account
    let now: Instant
    /// What the form is about: an act or another form.
    let about: String?
    let rules: RuleBook

    /// Everything known, by its path.
    var knowledge: CaseKnowledge {
        var values: [String: FieldValue] = [:]
        for path in CasePaths.paths { if let text = text(path) { values[path] = .text(text) } }
        for path in CasePaths.tables { if let rows = rows(path) { values[path] = .table(rows) } }
        if let receivedAt = `case`.receivedAt { values["case.received-day"] = .day(receivedAt.day) }
        values["today"] = .day(now.day)
        if !officers.isEmpty { values["officers.count"] = .number(officers.count) }
        if let act {
            for prefix in ["act", "acts.latest"] {
                values["\(prefix).from"] = .time(act.from)
                values["\(prefix).to"] = .time(act.to)
                values["\(prefix).day"] = .day(act.from.day)
            }
        }
        if !`case`.wages.isEmpty {
            let account = `case`.wageAccount
            values["wages.owed"] = .money(Money(fen: account.unpaid))
            values["wages.total"] = .money(Money(fen: account.unpaid))
            values["wages.earned"] = .money(Money(fen: account.owed))
            values["wages.outstanding"] = .money(Money(fen: account.outstanding))
            values["wages.count"] = .number(account.workers.count)
        }
        for form in `case`.forms where !form.isVoided {
            if let number = form.issued?.number { values["form.\(form.kind).number"] = .text(number) }
            for (name, content) in form.fields {
                if let value = FieldValue(content) { values["form.\(form.kind).\(name)"] = value }
            }
        }
        return CaseKnowledge(values)
    }

    private static let paths = [
        "case.number", "case.serial", "case.intake-number", "case.cause", "case.source", "case.channel", "case.summary",
        "employer.name", "employer.credit-code", "employer.address", "employer.legal-representative", "employer.phone",
        "general-contractor.name", "complainant.name", "complainant.phone", "agency.name", "bureau.name", "unit.name",
        "lead.name", "lead.badge",
        "officers.names", "officers.badges", "drafter.name", "drafter.badge", "act.place", "acts.latest.place",
        "act.persons", "acts.latest.persons", "act.findings", "acts.latest.findings", "about.title", "about.number",
    ]
    private static let tables = [
        "complainants", "employers", "officers", "wage-table", "wages", "wages.workers", "materials", "papers",
    ]

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
        case "employer.name": return employer?.name
        case "employer.credit-code": return employer?.creditCode
        case "employer.address": return employer?.address
        case "employer.legal-representative": return employer?.legalRepresentative
        case "employer.phone": return employer?.phone
        case "general-contractor.name":
            return matter?.employers?.first { $0.part == .generalContractor }?.name
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
        case "act.place", "acts.latest.place": return act?.place
        case "act.persons", "acts.latest.persons": return act?.persons
        case "act.findings", "acts.latest.findings": return act?.findings
        case "about.title": return about.flatMap { `case`.form($0) }.flatMap { rules.form($0.kind)?.title }
        case "about.number": return about.flatMap { `case`.form($0) }?.issued?.number
        default: return nil
        }
    }

    private var officers: [Officer] { act?.officers ?? `case`.officers }

    private func rows(_ path: String) -> [[String: String]]? {
        switch path {
        case "complainants":
            return (`case`.matter?.complainants ?? []).map {
                [
                    "name": $0.name, "sex": $0.sex ?? "", "id-number": $0.identityNumber ?? "", "phone": $0.phone ?? "",
                    "address": $0.address ?? "",
                ]
            }
        case "employers":
            return (`case`.matter?.employers ?? []).map {
                ["part": $0.part.title, "name": $0.name, "address": $0.address ?? "", "phone": $0.phone ?? ""]
            }
        case "officers":
            return officers.map { ["name": $0.name, "badge": $0.badge ?? "", "unit": information.agency] }
        case "wage-table", "wages":
            return `case`.wages.map {
                [
                    "worker": $0.worker, "name": $0.worker, "period": $0.period, "owed": yuan($0.owed),
                    "paid": yuan($0.paid), "outstanding": yuan(max(0, $0.owed - $0.paid)),
                ]
            }
        case "wages.workers":
            return `case`.wageAccount.workers.map {
                [
                    "worker": $0.name, "name": $0.name, "period": $0.periods.joined(separator: "、"),
                    "owed": yuan($0.owed), "paid": yuan($0.paid + $0.received), "outstanding": yuan($0.outstanding),
                ]
            }
        case "materials":
            return `case`.materials.map {
                [
                    "name": $0.received.name ?? "", "pages": String($0.received.pages),
                    "kind": $0.received.isCopy ? "复印件" : "原件", "received": $0.at.day.description,
                ]
            }
        case "papers": return papers
        default: return nil
        }
    }

    /// The file of the case as a list, in the order of its pages: what was handed in, what was taken as evidence, and
    /// each paper that was submitted. The pages of a paper are counted only when the volume is bound.
    private var papers: [[String: String]] {
        let materials = `case`.materials.map {
            (at: $0.at, title: $0.received.name ?? "", pages: String($0.received.pages))
        }
        let evidence = `case`.entered(.evidenceAdded).map { entered in
            (
                at: entered.at, title: entered.act.personal?["name"]?.text ?? "",
                pages: (entered.act.answers["pages"]?.integer).map(String.init) ?? ""
            )
        }
        let forms = `case`.forms.filter { !$0.isVoided && $0.document != nil }.map { form in
            (
                at: form.draftedAt,
                title: (rules.form(form.kind)?.title ?? "") + (form.issued?.number.map { "（\($0)）" } ?? ""), pages: ""
            )
        }
        return (materials + evidence + forms).sorted { $0.at < $1.at }.enumerated().map { place, paper in
            ["number": "\(place + 1)", "name": paper.title, "title": paper.title, "pages": paper.pages]
        }
    }

    private func yuan(_ fen: Int) -> String { "\(fen / 100).\(fen % 100 < 10 ? "0" : "")\(fen % 100)" }
}

extension Employer.Part {
    /// What papers and pages call the body's part in the matter.
    package var title: String {
        switch self {
        case .employer: "用人单位"
        case .generalContractor: "总承包单位"
        case .subcontractor: "分包单位"
        case .labourCompany: "劳务公司"
        case .foreman: "班组长"
        }
    }
}
