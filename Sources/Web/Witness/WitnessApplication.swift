import Chronology
import Foundation
import HTTPTypes
package import Hummingbird
package import Ledger
package import Logging
import NIOCore
package import Office

/// A witness as a server: `add-checkpoint` for logs that send, a plain page for people, and its key.
/// Source: C2SP tlog-witness.
package enum WitnessApplication {
    /// Serves until the process is told to end, and looks at the logs that do not send, once in so many minutes.
    /// - Parameter logs: what to look at.
    /// - Parameter tell: takes what is to be said of a look, and whether it is an alarm.
    package static func serve(
        _ book: WitnessBook, host: String, port: Int, logs: [PublishedLog], minutes: Int, logger: Logger,
        tell: @escaping @Sendable ([String], _ isAlarm: Bool) -> Void
    ) async throws {
        let application = Application(
            router: router(book, logger: logger, tell: tell),
            configuration: ApplicationConfiguration(address: .hostname(host, port: port), serverName: nil),
            logger: logger)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                while !Task.isCancelled {
                    for log in logs { await look(at: log, book, tell: tell) }
                    try? await Task.sleep(for: .seconds(minutes * 60))
                }
            }
            try await application.runService()
            group.cancelAll()
        }
    }

    private static func look(
        at log: PublishedLog, _ book: WitnessBook, tell: @Sendable ([String], Bool) -> Void
    ) async {
        do {
            let (outcome, isHandedBack) = try await log.visit(book, at: now())
            var isAlarm = false
            if case .alarm = outcome { isAlarm = true }
            tell(WitnessText.lines(outcome, place: log.place, isHandedBack: isHandedBack), isAlarm)
        } catch {
            tell(["\(log.place)：看不到（\(error)）。"], false)
        }
    }

    /// The routes, for tests that need no port.
    package static func router(
        _ book: WitnessBook, logger: Logger, tell: @escaping @Sendable ([String], _ isAlarm: Bool) -> Void
    ) -> Router<BasicRequestContext> {
        let router = Router(context: BasicRequestContext.self)
        router.get("/key") { _, _ -> Response in .text("\(book.key)\n") }
        router.get("/") { _, _ -> Response in .text(try page(book)) }
        router.post("/add-checkpoint") { request, _ -> Response in
            // > A malformed request: 400
            guard let buffer = try? await request.body.collect(upTo: WitnessRequest.byteLimit),
                let asked = try? WitnessRequest(parsing: Array(buffer.readableBytesView))
            else { return .text("malformed\n", status: 400) }
            do {
                switch try book.answer(asked, at: now()) {
                case .success(let cosigned): return .text(cosigned.line)
                case .failure(let refused):
                    if let alarm = refused.alarm { tell(WitnessText.lines(alarm), true) }
                    return try answer(refused.refusal, asked, book)
                }
            } catch {
                logger.error("the witness failed", metadata: ["error": "\(error)"])
                return .text("unavailable\n", status: 503)
            }
        }
        return router
    }

    private static func answer(
        _ refusal: Witness.Refusal, _ asked: WitnessRequest, _ book: WitnessBook
    ) throws -> Response {
        guard refusal.status == 409 else { return .text(WitnessText.line(refusal) + "\n", status: refusal.status) }
        // > The response body MUST consist of the tree size of the latest cosigned checkpoint in decimal, followed by a
        // > newline (U+000A), with Content-Type text/x.tlog.size.
        let size = try book.seen(of: asked.checkpoint.origin)?.size.value ?? 0
        var response = Response.text("\(size)\n", status: 409)
        response.headers[.contentType] = "text/x.tlog.size"
        return response
    }

    private static func page(_ book: WitnessBook) throws -> String {
        var lines = ["留痕见证节点 \(book.key.name)", "公钥：\(book.key)", ""]
        for log in try book.logs() {
            lines.append(
                "\(log.origin)：" + (log.time.map { "\(TimeText.minute($0)) 见证前 \(log.size) 条" } ?? "还没有见证过"))
            if !log.evidence.isEmpty { lines.append("  !!! 有 \(log.evidence.count) 份改写或者截短的证据，见本机文件夹。") }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func now() -> Instant { Instant(milliseconds: Int64(Date().timeIntervalSince1970 * 1000)) }
}
