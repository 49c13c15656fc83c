import HTTPTypes
import Hummingbird
import Logging
import Office

/// Turns every error that a handler lets through into an answer for people. What is unknown becomes 500 with the id of
/// the request; its detail goes to the log only.
struct ProblemMiddleware: RouterMiddleware {
    let site: Site

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch is SignInNeeded {
            return signIn(request)
        } catch is ForeignForm {
            return answer(
                ProblemView(403, "foreign-form", "页面已经失效", "会话已经更换或者页面来自别处，没有执行任何操作。请返回重新打开页面。"), request,
                context)
        } catch let error as MalformedRequest {
            return answer(ProblemView(error.status, "malformed", "请求有误", error.text), request, context)
        } catch let error as OfficeError {
            log(error, context)
            let view = ProblemView(error, attempt: "这项操作", caseID: caseID(request), rules: site.office.rules)
            return answer(view, request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return answer(ProblemView(404, "not-found", "没有这个页面", "请从菜单或者案件页进入。"), request, context)
        } catch let error as HTTPError where error.status.code < 500 {
            return answer(
                ProblemView(error.status.code, "malformed", "请求有误", "服务器没有接受这个请求（\(error.status.code)）。"), request,
                context)
        } catch {
            context.logger.error(
                "request failed",
                metadata: ["request.id": .string(context.id), "error.type": "\(type(of: error))", "error": "\(error)"])
            return answer(.unexpected(requestID: context.id), request, context)
        }
    }

    private func signIn(_ request: Request) -> Response {
        let path = request.uri.path
        if request.method != .get || path.hasPrefix("/uploads") || path.hasPrefix("/api/") {
            return Response(status: .unauthorized)
        }
        let query = request.uri.query.map { "?" + $0 } ?? ""
        return .seeOther("/sign-in?to=" + PercentEncoding.encode(path + query))
    }

    private func answer(_ view: ProblemView, _ request: Request, _ context: WebContext) -> Response {
        if request.uri.path.hasPrefix("/api/") { return .json(ErrorBody(view), status: view.status) }
        if request.uri.path.hasPrefix("/uploads") { return .text(view.items.map(\.text).joined(), status: view.status) }
        return site.page("problem", view, title: view.title, context, status: view.status)
    }

    /// What the office could not do for reasons of its own is told to its operators.
    private func log(_ error: OfficeError, _ context: WebContext) {
        switch error {
        case .storage(let reason), .typesetting(let reason):
            context.logger.error(
                "the office failed", metadata: ["request.id": .string(context.id), "reason": .string(reason)])
        default: return
        }
    }

    private func caseID(_ request: Request) -> String? {
        let parts = request.uri.path.split(separator: "/")
        return parts.count >= 2 && parts[0] == "cases" ? String(parts[1]) : nil
    }
}

/// A problem as JSON: the code is stable, the text is for people.
struct ErrorBody: Encodable {
    let code: String
    let message: String
    let rules: [String]

    init(_ view: ProblemView) {
        code = view.code
        message = view.items.map(\.text).joined(separator: " ")
        rules = view.items.compactMap(\.rule)
    }
}
