import HTTPTypes
import Hummingbird
import Office

/// Finds out who sends a request, by the cookie of the session.
struct SessionMiddleware: RouterMiddleware {
    let office: Office

    /// The name of the cookie that holds the session's token.
    static let cookie = "liuhen-session"

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var context = context
        if let token = request.cookies[Self.cookie]?.value, !token.isEmpty, token.utf8.count <= 200 {
            context.account = try await office.account(session: token)
            context.session = context.account == nil ? nil : token
        }
        return try await next(request, context)
    }
}

/// Refuses what another site sends in a person's name: beside the token that every form carries and the cookie that is
/// sent to the same site only.
struct OriginCheck: RouterMiddleware {
    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        let reads: [HTTPRequest.Method] = [.get, .head, .options]
        if !reads.contains(request.method) {
            if let name = HTTPField.Name("Sec-Fetch-Site"), request.headers[name] == "cross-site" {
                throw ForeignForm()
            }
            if let origin = request.headers[.origin], let host = request.head.authority,
                origin.split(separator: "/").last.map(String.init) != host
            {
                throw ForeignForm()
            }
        }
        return try await next(request, context)
    }
}

/// What every answer says about how a browser may use it.
struct SecurityHeaders: RouterMiddleware {
    /// Scripts, styles and pictures come from this server alone, and nothing frames its pages (the papers of a case excepted,
    /// which a page of ours shows).
    static let policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; "
        + "font-src 'self'; object-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

    func handle(
        _ request: Request, context: WebContext, next: (Request, WebContext) async throws -> Response
    ) async throws -> Response {
        var response = try await next(request, context)
        func set(_ name: String, _ value: String) {
            guard let name = HTTPField.Name(name), response.headers[name] == nil else { return }
            response.headers[name] = value
        }
        set("Content-Security-Policy", Self.policy)
        set("X-Content-Type-Options", "nosniff")
        set("Referrer-Policy", "same-origin")
        set("X-Frame-Options", "DENY")
        set("Cross-Origin-Opener-Policy", "same-origin")
        set("Cross-Origin-Resource-Policy", "same-origin")
        if !request.uri.path.hasPrefix("/assets/") { set("Cache-Control", "no-store") }
        return response
    }
}
