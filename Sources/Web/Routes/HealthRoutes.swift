import HTTPTypes
import Hummingbird
import Office

/// What programs ask of the server: whether it lives, whether it takes acts, and its figures. Nothing of any person.
struct HealthRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/live") { _, _ -> Response in .text("live\n") }
        router.get("/ready") { _, _ -> Response in
            site.office.isReady() ? .text("ready\n") : .text("not ready\n", status: 503)
        }
        router.get("/metrics") { request, context -> Response in
            guard Self.mayRead(request, context, site.office) else { return .text("forbidden\n", status: 403) }
            var response = Response.text(HealthMetrics.text(try await site.office.health()))
            response.headers[.contentType] = "text/plain; version=0.0.4; charset=utf-8"
            return response
        }
    }

    /// From this machine, and not passed on by a proxy on it; or with the token.
    static func mayRead(_ request: Request, _ context: WebContext, _ office: Office) -> Bool {
        if let header = request.headers[.authorization], header.hasPrefix("Bearer ") {
            return office.isMetricsToken(String(header.dropFirst(7)))
        }
        let passedOn = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Via"].contains { name in
            HTTPField.Name(name).map { request.headers[$0] != nil } ?? false
        }
        return !passedOn && ["127.0.0.1", "::1"].contains(context.remoteAddress ?? "")
    }
}
