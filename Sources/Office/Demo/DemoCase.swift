internal import Casework
internal import Chronology
internal import Foundation
internal import Recordings
internal import Rules

/// Plays one case in a demo office by the same commands that people use.
actor DemoCase {
    let office: Office
    let day: Day
    let parties: DemoParties
    let withRecordings: Bool
    private let label: String
    private(set) var id = ""
    private var commands = 0
    /// The forms that the case made, by kind.
    private(set) var forms: [FormKindID: String] = [:]
    var acts: [String: String] = [:]
    var recordings: [String] = []

    init(_ office: Office, label: String, day: Day, parties: DemoParties, withRecordings: Bool) {
        self.office = office
        self.label = label
        self.day = day
        self.parties = parties
        self.withRecordings = withRecordings
    }

    // MARK: Tools of the steps

    func account(_ name: String) async throws -> Account {
        guard let account = await office.directory.account(name) else {
            throw OfficeError.notFound("account", id: name)
        }
        return account
    }

    func context(_ name: String, at: Instant? = nil) async throws -> CommandContext {
        commands += 1
        return CommandContext(command: "demo-\(label)-\(commands)", account: try await account(name), at: at)
    }

    func enter(_ event: CaseEvent, as name: String, at: Instant? = nil) async throws {
        try await office.enter(event, in: id, try await context(name, at: at))
    }

    func act(
        _ what: FactKind, as name: String, about subject: String? = nil, _ answers: [String: FactValue],
        personal: [String: FactValue] = [:], attachments: [BlobReference] = []
    ) async throws {
        let event = ActEntered(
            what: what, subject: subject, answers: answers, personal: personal, attachments: attachments)
        try await enter(.actEntered(event), as: name)
    }

    /// Writes a form: what the case knows, and what is typed besides. Nothing that is required may be missing.
    @discardableResult
    func draft(
        _ kind: FormKindID, as name: String, about: String? = nil, corrects: String? = nil,
        _ typed: [String: FieldContent] = [:]
    ) async throws -> String {
        let sheet = try await office.sheet(kind: kind, form: nil, about: about, in: id, for: try await account(name))
        let fields = sheet.fields.merging(typed) { _, typed in typed }
        let form = try await office.saveForm(
            FormEntry(formID: nil, kind: kind, seenVersion: 0, about: about, corrects: corrects, fields: fields),
            in: id, try await context(name))
        forms[kind] = form
        return form
    }

    @discardableResult
    func submit(
        _ kind: FormKindID, as name: String, about: String? = nil, corrects: String? = nil,
        _ typed: [String: FieldContent] = [:]
    ) async throws -> String {
        let form = try await draft(kind, as: name, about: about, corrects: corrects, typed)
        try await office.submitForm(form, version: 1, in: id, try await context(name))
        return form
    }

    func approve(_ kind: FormKindID, as name: String, _ opinion: String) async throws {
        try await office.decideForm(
            form(kind), version: 1, approved: true, opinion: opinion, onPaper: nil, in: id, try await context(name))
    }

    func issue(_ kind: FormKindID, as name: String) async throws {
        _ = try await office.issueForm(form(kind), version: 1, in: id, try await context(name))
    }

    func sign(_ form: String, as name: String, _ signers: [String], _ names: [String]) async throws {
        let scan = try await upload(try await scan(of: form), "签字扫描件.pdf", "application/pdf", as: name)
        try await office.signForm(
            form, version: 1, signers: signers, names: names, withFingerprint: true, isSealed: false, pages: 1,
            upload: scan, in: id, try await context(name))
    }

    func form(_ kind: FormKindID) -> String { forms[kind] ?? "" }

    /// The sheets that a scanner would give back: the form's own PDF.
    func scan(of form: String) async throws -> [UInt8] {
        guard let document = try await office.cases.current(id).form(form)?.document else { return [] }
        return try await office.files.bytes(of: document)
    }

    func upload(_ bytes: [UInt8], _ name: String, _ type: String, as person: String) async throws -> String {
        let account = try await account(person)
        let upload = try await office.createUpload(
            length: Int64(bytes.count), digest: nil, name: name, mediaType: type, by: account)
        _ = try await office.append(bytes, to: upload, at: 0, by: account)
        return upload
    }

    /// Serves a form: its receipt is written and signed first.
    func serve(
        _ kind: FormKindID, as name: String, method: String, at moment: Instant, _ details: [String: FactValue],
        receipt typed: [String: FieldContent], attachments: [BlobReference] = []
    ) async throws {
        let receipt = try await submit(
            "service-receipt", as: name, about: form(kind),
            [
                "method": .text(method), "time": .text("\(moment.day)T\(moment.clockText)"),
                "servers": .text("李建国、赵　敏"),
            ].merging(typed) { _, typed in typed })
        try await sign(receipt, as: name, method == "direct" ? ["addressee", "officer"] : ["officer", "witness"], [])
        let service = "s-\(kind)"
        let event = ServiceEntered(
            service: service, form: form(kind), method: method, receipt: receipt, captures: attachments.count,
            addressee: parties.employers[0].name, details: details, attachments: attachments)
        try await enter(.serviceEntered(event), as: name, at: moment)
    }

    func remember(case id: String) { self.id = id }
}
