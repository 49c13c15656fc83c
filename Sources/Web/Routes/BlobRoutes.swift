import Casework
import HTTPTypes
import Hummingbird
import NIOCore
import Office
import Recordings

/// The content of a blob, whole or a range of it, in pieces of bounded size.
struct BlobRoutes {
    let site: Site

    /// How many bytes are read, decrypted and sent at a time.
    static let piece: Int64 = 1_048_576

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/blobs/:digest") { request, context in try await ofCase(request, context) }
        router.head("/cases/:id/blobs/:digest") { request, context in
            try await ofCase(request, context).createHeadResponse()
        }
        router.get("/books/:unit/blobs/:digest") { request, context in
            try await answer(request, context) { digest, account in
                try await site.office.openBlob(digest, ofBook: context.part("unit"), for: account)
            }
        }
    }

    private func ofCase(_ request: Request, _ context: WebContext) async throws -> Response {
        try await answer(request, context) { digest, account in
            try await site.office.openBlob(digest, of: context.part("id"), for: account)
        }
    }

    private func answer(
        _ request: Request, _ context: WebContext, _ open: (String, Account) async throws -> OpenBlob
    ) async throws -> Response {
        let account = try context.signedIn()
        let digest = context.part("digest")
        guard digest.utf8.count == 64,
            digest.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { throw OfficeError.notFound("blob", id: String(digest.prefix(64))) }
        let blob = try await open(digest, account)
        let size = Int64(blob.reference.byteCount)
        let tag = "\"\(digest)\""
        var headers: HTTPFields = [
            .eTag: tag, .acceptRanges: "bytes", .cacheControl: "private, no-cache",
            .contentType: BlobHeaders.type(blob.reference.mediaType),
            .contentDisposition: BlobHeaders.disposition(blob.reference.mediaType, name: blob.reference.name),
        ]
        if let policy = HTTPField.Name("Content-Security-Policy"), let frame = HTTPField.Name("X-Frame-Options") {
            headers[policy] = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'"
            headers[frame] = "SAMEORIGIN"
        }
        if request.headers[.ifNoneMatch].map({ $0 == "*" || $0.contains(tag) }) == true {
            return Response(status: .notModified, headers: headers)
        }
        // A range of another content would be of no use (RFC 9110 §13.1.5).
        let isSame = request.headers[.ifRange].map { $0 == tag } ?? true
        let range = HTTPByteRange(isSame ? request.headers[.range] : nil, size: size)
        headers[.contentRange] = range.contentRange(size: size)
        guard let bytes = range.bytes(size: size) else {
            return Response(status: .rangeNotSatisfiable, headers: headers)
        }
        return Response(
            status: range == .whole ? .ok : .partialContent, headers: headers,
            body: ResponseBody(contentLength: Int(bytes.upperBound - bytes.lowerBound)) { writer in
                var position = bytes.lowerBound
                while position < bytes.upperBound {
                    let end = min(bytes.upperBound, position + Self.piece)
                    try await writer.write(ByteBuffer(bytes: try blob.read(position..<end)))
                    position = end
                }
                try await writer.finish(nil)
            })
    }
}

/// How a browser may take the content of a blob.
enum BlobHeaders {
    /// Types that a browser shows without running anything.
    private static let shown: Set<String> = [
        "application/pdf", "image/jpeg", "image/png", "image/webp", "image/gif", "image/bmp", "text/plain",
    ]

    static func isShown(_ type: String) -> Bool {
        shown.contains(type) || type.hasPrefix("video/") || type.hasPrefix("audio/")
    }

    /// The media type; bytes for what is not shown, so that no page of ours ever runs an attachment.
    static func type(_ type: String) -> String {
        let plain = type.prefix { $0 != ";" && $0 != " " }.lowercased()
        // > type and subtype are tokens (RFC 9110 §8.3.1)
        let isToken = plain.utf8.allSatisfy { byte in
            (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte) || "/.+-".utf8.contains(byte)
        }
        guard isShown(plain), isToken else { return "application/octet-stream" }
        return plain == "text/plain" ? "text/plain; charset=utf-8" : plain
    }

    /// Whether the content is shown or saved, and under which name.
    static func disposition(_ type: String, name: String) -> String {
        let kind = Self.type(type) == "application/octet-stream" ? "attachment" : "inline"
        return "\(kind); filename*=UTF-8''\(PercentEncoding.encode(name))"
    }
}
