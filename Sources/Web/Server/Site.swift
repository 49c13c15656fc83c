import Casework
import Chronology
import Cryptography
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Office
import Rules

/// What every route needs: the office, the templates, and the ways in and out.
struct Site: Sendable {
    let office: Office
    let templates: Templates
    let logger: Logger

    /// The most bytes of a form that comes with files; larger files come through resumable uploads.
    static let formLimit = 48 * 1_048_576
    /// The most bytes of a form without files.
    static let textLimit = 2 * 1_048_576

    /// Reads the form that was sent, and checks that it comes from a page of this session.
    func form(_ request: Request, _ context: WebContext) async throws -> FormBody {
        let form = try await unchecked(request)
        guard let session = context.session,
            HMAC.isEqual(Array(Self.token(session).utf8), Array(form.raw("csrf").utf8))
        else { throw context.session == nil ? SignInNeeded() as any Error : ForeignForm() }
        return form
    }

    /// Reads the form that was sent, before anybody is signed in.
    func unchecked(_ request: Request) async throws -> FormBody {
        let type = request.headers[.contentType] ?? ""
        let boundary = Multipart.boundary(of: type)
        let limit = boundary == nil ? Self.textLimit : Self.formLimit
        guard let buffer = try? await request.body.collect(upTo: limit) else {
            throw MalformedRequest(status: 413, text: "提交的内容超过 \(limit / 1_048_576) MB，没有保存。大文件请用「上传音像记录」。")
        }
        let bytes = Array(buffer.readableBytesView)
        let form =
            if let boundary { Multipart.read(bytes, boundary: boundary) } else {
                FormBody(urlEncoded: String(decoding: bytes, as: UTF8.self))
            }
        guard let form else { throw MalformedRequest(status: 400, text: "提交的内容不完整或者格式不对，没有保存。") }
        return form
    }

    /// What stands in the address after the question mark.
    func query(_ request: Request) -> FormBody { FormBody(urlEncoded: request.uri.query ?? "") ?? FormBody() }

    /// The token that every form of a session carries, which only who holds the session's own token can make.
    static func token(_ session: String) -> String {
        Hex.encode(HMAC.authenticationCode(of: Array("liuhen csrf".utf8), key: Array(session.utf8)))
    }

    /// A random id for a command, an upload or a thing in a case: 32 hexadecimal digits.
    static func randomID() -> String { Hex.encode(Random.bytes(16)) }

    /// The command of a form: its random id and the version of the case that its page showed.
    func command(_ form: FormBody, _ account: Account) throws -> CommandContext {
        var at: Instant?
        if let text = form["at"] {
            guard let instant = TimeText.read(text) else { throw OfficeError.invalid([.notAllowed("at", value: text)]) }
            at = instant
        }
        let command = form.raw("command")
        guard (16...64).contains(command.utf8.count) else {
            throw MalformedRequest(status: 400, text: "页面缺少操作编号，没有执行任何操作。请重新打开页面。")
        }
        return CommandContext(
            command: command, account: account, at: at, seenVersion: form["version"].flatMap { Int($0) })
    }

    /// Takes the file of a form in as an upload, or names the upload that was finished before.
    /// - Returns: the id of a complete upload; nil where there is no file.
    func upload(_ form: FormBody, _ name: String = "upload", by account: Account) async throws -> String? {
        if let file = form.filled(name).first { return try await store(file, by: account) }
        return form[name]
    }

    /// Takes a file in as an upload.
    func store(_ file: FormBody.File, by account: Account) async throws -> String {
        let id = try await office.createUpload(
            length: Int64(file.bytes.count), digest: nil, name: file.name, mediaType: file.mediaType, by: account)
        var offset: Int64 = 0
        for start in stride(from: 0, to: file.bytes.count, by: 1_048_576) {
            let chunk = Array(file.bytes[start..<min(file.bytes.count, start + 1_048_576)])
            offset = try await office.append(chunk, to: id, at: offset, by: account)
        }
        _ = try await office.finishUpload(id, by: account)
        return id
    }

    /// The files of a form that belong to an act, as blobs of the vault.
    func attachments(_ form: FormBody, by account: Account) async throws -> [BlobReference] {
        var blobs: [BlobReference] = []
        for file in form.filled("upload") {
            blobs.append(try await office.finishUpload(store(file, by: account), by: account))
        }
        for upload in form.all("upload") { blobs.append(try await office.finishUpload(upload, by: account)) }
        return blobs
    }

    /// A page inside its frame.
    func page(
        _ template: String, _ model: some PageModel, title: String, _ context: WebContext, status: Int = 200,
        trail: [LinkView] = [], current: String = "", notice: String? = nil, isWide: Bool = false
    ) -> Response {
        let account = context.account
        let now = office.now()
        let texts = MissingText(rules: office.rules, caseID: nil)
        let person = account.map { account in
            Frame.Person(
                name: account.name, roles: texts.titles(account.roles(on: now.day)).replacing("或者", with: "、"),
                badge: account.badge)
        }
        let frame = Frame(
            title: title, agency: office.information.agency, isDemo: office.information.isDemo,
            clock: office.information.isDemo ? TimeText.minute(now) : nil, person: person,
            csrf: context.session.map(Self.token) ?? "", command: Self.randomID(),
            menu: account.map { menu(current, for: $0) } ?? [], notice: notice, trail: trail, isWide: isWide)
        return .html(templates.html(template, model, frame: frame), status: status)
    }

    private func menu(_ current: String, for account: Account) -> [Frame.MenuItem] {
        let supervision = office.maySupervise(account) ? [("/supervision", "监督")] : []
        let desk = [("/", "工作台")]
        // Who only administers the system has no rights in cases, and is not led to pages that stay empty.
        let work = [
            ("/matters/new", "登记"), ("/cases", "案件"), ("/employers", "单位"), ("/approvals", "审批"), ("/books", "台账"),
            ("/archive", "档案"),
        ]
        let items = office.worksOnCases(account) ? desk + work : desk
        let system = office.keepsSystem(account) ? ("/system", "系统") : ("/integrity", "完整性")
        return (items + supervision + [("/rules", "规则"), ("/office", "内部管理"), system]).map {
            Frame.MenuItem(href: $0.0, text: $0.1, isCurrent: $0.0 == current, count: nil)
        }
    }
}
