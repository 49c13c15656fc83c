import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The style sheet and the few scripts, read once when the server starts.
struct AssetRoutes {
    private let files: [String: (bytes: [UInt8], type: String)]

    init() {
        var files: [String: (bytes: [UInt8], type: String)] = [:]
        let folder = Bundle.module.resourceURL?.appendingPathComponent("Assets", isDirectory: true)
        let types = [
            "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        ]
        let all = folder.flatMap {
            try? FileManager.default.contentsOfDirectory(at: $0, includingPropertiesForKeys: nil)
        }
        for file in all ?? [] {
            guard let type = types[file.pathExtension], let data = try? Data(contentsOf: file) else { continue }
            files[file.lastPathComponent] = (Array(data), type)
        }
        self.files = files
    }

    func add(to router: Router<WebContext>) {
        let files = files
        router.get("/assets/:name") { _, context -> Response in
            guard let file = files[context.part("name")] else { throw HTTPError(.notFound) }
            return Response(
                status: .ok, headers: [.contentType: file.type, .cacheControl: "public, max-age=300"],
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: file.bytes)))
        }
    }
}
