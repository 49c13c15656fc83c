import Casework
import Cryptography
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import Office
import Rules

/// What every page of the setup needs.
struct SetupSite: Sendable {
    let desk: SetupDesk
    let lock: SetupLock
    let templates: Templates

    /// The cookie that holds the session of the setup.
    static let cookie = "liuhen-setup"
    private static let bodyLimit = 4 * 1_048_576

    /// The session of a request.
    /// - Throws: ``SignInNeeded`` where the code was not typed.
    func session(_ request: Request) throws -> String {
        guard let token = request.cookies[Self.cookie]?.value, lock.knows(token) else { throw SignInNeeded() }
        return token
    }

    /// Reads a form of the session.
    func form(_ request: Request) async throws -> FormBody {
        let session = try session(request)
        let form = try await unchecked(request)
        guard HMAC.isEqual(Array(Site.token(session).utf8), Array(form.raw("csrf").utf8)) else { throw ForeignForm() }
        return form
    }

    /// Reads a form before there is a session.
    func unchecked(_ request: Request) async throws -> FormBody {
        guard let buffer = try? await request.body.collect(upTo: Self.bodyLimit) else {
            throw MalformedRequest(status: 413, text: "提交的内容超过 4 MB，没有保存。")
        }
        let bytes = Array(buffer.readableBytesView)
        let form =
            if let boundary = Multipart.boundary(of: request.headers[.contentType] ?? "") {
                Multipart.read(bytes, boundary: boundary)
            } else {
                FormBody(urlEncoded: String(decoding: bytes, as: UTF8.self))
            }
        guard let form else { throw MalformedRequest(status: 400, text: "提交的内容不完整或者格式不对，没有保存。") }
        return form
    }

    /// A page of the setup.
    func page(
        _ template: String, _ model: some PageModel, title: String, session: String?, status: Int = 200,
        trail: [LinkView] = [], isWide: Bool = false
    ) -> Response {
        let frame = Frame(
            title: title, agency: "留痕 · 开办向导", isDemo: false, clock: nil, person: nil,
            csrf: session.map(Site.token) ?? "", command: Site.randomID(), menu: [], notice: nil, trail: trail,
            isWide: isWide)
        return .html(templates.html(template, model, frame: frame), status: status)
    }

    /// What stands against an answer, in words.
    static func problem(_ error: any Error, _ attempt: String) -> ProblemView? {
        if let error = error as? CalendarError {
            return ProblemView(422, "calendar", "\(attempt)没有完成", CalendarText.text(error))
        }
        guard let error = error as? OfficeError,
            let calendar = try? WorkingDayCalendar.national()
        else { return nil }
        return ProblemView(error, attempt: attempt, caseID: nil, rules: RuleBook(packs: [], calendar: calendar))
    }
}

/// Turns what a handler of the setup lets through into an answer for people.
struct SetupProblems: RouterMiddleware {
    let site: SetupSite

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        func answer(_ view: ProblemView) -> Response {
            site.page("problem", view, title: view.title, session: nil, status: view.status)
        }
        do {
            return try await next(request, context)
        } catch is SignInNeeded {
            return .seeOther("/setup")
        } catch is ForeignForm {
            return answer(ProblemView(403, "foreign-form", "页面已经失效", "请返回开办向导，重新打开页面。"))
        } catch let error as MalformedRequest {
            return answer(ProblemView(error.status, "malformed", "请求有误", error.text))
        } catch let error as HTTPError where error.status == .notFound {
            return .seeOther("/setup")
        } catch let error as HTTPError where error.status.code < 500 {
            return answer(ProblemView(error.status.code, "malformed", "请求有误", "服务器没有接受这个请求。"))
        } catch {
            context.logger.error(
                "setup failed", metadata: ["request.id": .string(context.id), "error": "\(error)"])
            return answer(SetupSite.problem(error, "开办") ?? .unexpected(requestID: context.id))
        }
    }
}
