import Casework
import Chronology
import Foundation
import Ledger
import Logging
import Rules

@testable import Office

/// A small demo office with people and no cases, in a folder of its own that goes away with it.
final class SampleOffice: Sendable {
    let root: URL
    let office: Office

    init() async throws {
        root = SampleOffice.newFolder()
        try FileManager.default.copyItem(at: try await SampleOffice.fresh.value, to: root)
        office = try await Office.open(root, logger: SampleOffice.logger)
    }

    /// The folder of an office that was just made and closed. Made once and copied, since keys, accounts and passwords
    /// take their time.
    private static let fresh = Task {
        let folder = newFolder()
        let made = try await Office.makeDemo(in: folder, logger: logger)
        made.log.ledger.close()
        return folder
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    static let logger = Logger(label: "office tests") { _ in SwiftLogNoOpLogHandler() }

    static func newFolder() -> URL {
        FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-office-\(UUID().uuidString)")
    }

    /// Makes a real office and closes it.
    /// - Returns: the one-time codes of its three administrators.
    static func real(in root: URL) async throws -> [OneTimeCode] {
        let information = OfficeInformation(
            origin: "liuhen.example", agency: "某支队", bureau: "某局", word: "武", level: "city",
            packs: ["wuhan", "national"])
        return try await Office.make(
            information, recovery: try RecoveryKey.make().recipient, in: root, logger: logger)
    }

    func account(_ name: String) async throws -> Account {
        guard let account = await office.directory.account(name) else {
            throw OfficeError.notFound("account", id: name)
        }
        return account
    }

    func context(
        _ name: String, command: String = UUID().uuidString, at: Instant? = nil, seen: Int? = nil
    ) async throws -> CommandContext {
        CommandContext(command: command, account: try await account(name), at: at, seenVersion: seen)
    }

    /// A new complaint, entered by the receiver.
    func complaint(command: String = UUID().uuidString) async throws -> String {
        try await office.receive(SampleOffice.matter, try await context("wang", command: command))
    }

    /// A piece of material, entered by the receiver.
    func takeIn(_ item: String, in id: String, _ context: CommandContext) async throws {
        try await office.enter(SampleOffice.material(item), in: id, context)
    }

    /// The forms of the case up to an accepted complaint, so that its filing can be proposed.
    func accepted() async throws -> String {
        let id = try await complaint()
        let stamp = ActEntered(
            what: .acceptanceDecided, subject: nil, answers: ["accepted": true, "reason": "符合受理条件"])
        let registration = try await form("complaint-registration-form", as: "wang", in: id)
        try await office.submitForm(registration, version: 1, in: id, try await context("wang"))
        try await sign(registration, in: id)
        try await office.enter(.actEntered(stamp), in: id, try await context("wang"))
        return id
    }

    /// Drafts a form with what the case knows and a word in every other required field.
    func form(
        _ kind: FormKindID, as name: String, in id: String, _ typed: [String: FieldContent] = [:]
    ) async throws -> String {
        let sheet = try await office.sheet(kind: kind, form: nil, in: id, for: try await account(name))
        var fields = sheet.fields
        for field in sheet.kind.fields where field.isRequired && fields[field.name]?.factValue?.isBlank ?? true {
            fields[field.name] = field.kind == .choice ? .text(field.options.first?.id ?? "") : .text("有")
        }
        fields.merge(typed) { _, typed in typed }
        return try await office.saveForm(
            FormEntry(formID: nil, kind: kind, seenVersion: 0, about: nil, corrects: nil, fields: fields),
            in: id, try await context(name))
    }

    private func sign(_ form: String, in id: String) async throws {
        let scan = try await upload(try await paper(of: form, in: id), as: "wang")
        try await office.signForm(
            form, version: 1, signers: ["complainant", "officer"], names: ["田雨"], withFingerprint: true,
            isSealed: false, pages: 1, upload: scan, in: id, try await context("wang"))
    }

    /// The sheets that a scanner would give back: the form's own PDF, which bears its codes.
    func paper(of form: String, in id: String) async throws -> [UInt8] {
        guard let document = try await office.cases.current(id).form(form)?.document else { return [] }
        return try await office.files.bytes(of: document)
    }

    /// Sends bytes as one whole upload.
    func upload(_ bytes: [UInt8], named name: String = "a.pdf", as person: String) async throws -> String {
        let account = try await account(person)
        let upload = try await office.createUpload(
            length: Int64(bytes.count), digest: nil, name: name, mediaType: "application/pdf", by: account)
        _ = try await office.append(bytes, to: upload, at: 0, by: account)
        return upload
    }

    /// What stands in a stream, oldest first.
    func entries(_ stream: String) throws -> [LogEntry] { try office.log.entries(of: stream, after: 0) }

    func version(_ id: String) throws -> Int { try office.log.version(of: "case/\(id)") }

    static var matter: MatterReceived {
        var matter = MatterReceived(
            intakeNumber: "", unit: "", level: "city", cause: "拖欠工资", source: .complaint, channel: .visit,
            industry: .general, writtenBy: .complainant)
        matter.relation = "self"
        matter.evidence = "none-available"
        matter.windowRecordingReason = "窗口录像系统检修，已登记"
        matter.summary = "田雨反映某公司拖欠工资。"
        matter.complainants = [Complainant(name: "田雨", sex: "女", phone: "13900000009")]
        matter.employers = [Employer(part: .employer, name: "武汉晨光电子有限公司")]
        return matter
    }

    static func material(_ item: String) -> CaseEvent {
        .materialReceived(
            MaterialReceived(
                item: item, pages: 2, submitter: "complainant", isCopy: true, phase: "intake", name: "工资结算单",
                blob: nil))
    }
}
