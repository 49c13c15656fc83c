package import Foundation
import HTTPTypes
import Hummingbird
package import Logging
import Office
import Rules

/// The guided setup of an office that is not made yet, served in the place of its pages.
package enum SetupApplication {
    /// Serves the setup until the office stands and its codes were handed over.
    /// - Parameter announce: tells the address and the code that open the setup, on the console of the server alone.
    /// - Returns: whether the setup has ended; false where the process is told to end before.
    package static func serve(
        _ root: URL, host: String, port: Int, logger: Logger, announce: (String) -> Void
    ) async throws -> Bool {
        let desk = try SetupDesk(root, logger: logger)
        let lock = SetupLock()
        let router = try router(SetupSite(desk: desk, lock: lock, templates: try Templates()))
        let application = Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            logger: logger)
        announce(lock.code)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await application.runService() }
            group.addTask {
                await desk.waitUntilFinished()
                // The answer to the last page is on its way; the server ends behind it.
                if await desk.isFinished { try await Task.sleep(for: .milliseconds(500)) }
            }
            try await group.next()
            group.cancelAll()
        }
        return await desk.isFinished
    }

    static func router(_ site: SetupSite) throws -> Router<WebContext> {
        let router = Router(context: WebContext.self)
        router.addMiddleware {
            SecurityHeaders()
            SetupProblems(site: site)
            OriginCheck()
        }
        AssetRoutes().add(to: router)
        SetupRoutes(site: site).add(to: router)
        SetupKeyRoutes(site: site).add(to: router)
        return router
    }
}
