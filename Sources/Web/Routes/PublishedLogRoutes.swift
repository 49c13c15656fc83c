import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// The log as others may fetch it without signing in: the checkpoint and the tiles of hashes, which name nobody; and the
/// way back for what a witness signed. Source: C2SP tlog-tiles.
struct PublishedLogRoutes {
    let site: Site
    /// Bytes of a cosigned checkpoint, at most.
    private static let noteLimit = 65_536

    func add(to router: Router<WebContext>) {
        router.get("/tlog/checkpoint") { _, _ in try file("checkpoint", "text/plain; charset=utf-8", "no-cache") }
        router.get("/tlog/tile/**") { _, context in
            // A tile never changes.
            try file(
                "tile/" + context.parameters.getCatchAll().joined(separator: "/"), "application/octet-stream",
                "public, max-age=31536000, immutable")
        }
        router.post("/tlog/cosigned") { request, _ -> Response in
            guard let body = try? await request.body.collect(upTo: Self.noteLimit) else {
                return .text("too long\n", status: 413)
            }
            do {
                let seen = try await site.office.keep(cosignedByKnown: Array(body.readableBytesView))
                return .text(seen.map { "\($0.name) \($0.size)\n" }.joined())
            } catch OfficeError.invalid {
                return .text("not a checkpoint of this log cosigned by one of its witnesses\n", status: 403)
            } catch OfficeError.storage(let reason)
                where reason == "ledger.forked" || reason == "ledger.behind-checkpoint"
            {
                return .text("\(reason)\n", status: 409)
            }
        }
    }

    private func file(_ path: String, _ type: String, _ caching: String) throws -> Response {
        guard let bytes = try site.office.published(path) else { return .text("not found\n", status: 404) }
        return Response(
            status: .ok, headers: [.contentType: type, .cacheControl: caching],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
