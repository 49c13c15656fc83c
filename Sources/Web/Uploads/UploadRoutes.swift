import Cryptography
import HTTPTypes
import Hummingbird
import NIOCore
import Office

/// Resumable uploads: tus 1.0.0 with creation, termination and checksum. Memory does not grow with the file.
///
/// The cookie of the session, which browsers send to the same site only, says whose upload it is. The header fields that
/// tus asks for can be sent by no form of another site.
struct UploadRoutes {
    let site: Site

    /// How many bytes are handed to the office at a time.
    static let piece = 1_048_576
    /// The most bytes of a request with a checksum, which is held until it has been compared.
    static let checkedLimit = 32 * 1_048_576

    func add(to router: Router<WebContext>) {
        router.on("/uploads", method: .options) { _, _ in options() }
        router.on("/uploads/:upload", method: .options) { _, _ in options() }
        router.post("/uploads") { request, context in
            try await speaking(request) { try await create($0, context) }
        }
        router.head("/uploads/:upload") { request, context in
            try await speaking(request) { _ in try await offset(context) }
        }
        router.patch("/uploads/:upload") { request, context in
            try await speaking(request) { try await append(request, $0, context) }
        }
        router.delete("/uploads/:upload") { request, context in
            try await speaking(request) { _ in try await end(context) }
        }
        // > X-HTTP-Method-Override, for clients that cannot send PATCH or DELETE.
        router.post("/uploads/:upload") { request, context in
            try await speaking(request) { headers in
                switch headers["X-HTTP-Method-Override"]?.uppercased() {
                case "PATCH": try await append(request, headers, context)
                case "DELETE": try await end(context)
                case "HEAD": try await offset(context)
                default: answer(.methodNotAllowed)
                }
            }
        }
    }

    private func options() -> Response {
        answer(
            .noContent,
            [
                "Tus-Version": TusHeaders.version, "Tus-Extension": TusHeaders.extensions,
                "Tus-Max-Size": String(TusHeaders.maximumSize), "Tus-Checksum-Algorithm": TusHeaders.algorithms,
            ])
    }

    /// Answers a client of our version, every refusal of the office included, with the fields that tus asks for.
    private func speaking(
        _ request: Request, _ handle: (TusHeaders) async throws -> Response
    ) async throws -> Response {
        let headers = TusHeaders(fields: request.headers)
        guard headers.isOurVersion else {
            return answer(.preconditionFailed, ["Tus-Version": TusHeaders.version])
        }
        do {
            return try await handle(headers)
        } catch let error as OfficeError {
            let view = ProblemView(error, attempt: "上传", caseID: nil, rules: site.office.rules)
            return answer(HTTPResponse.Status(code: view.status), text: view.items.map(\.text).joined(separator: " "))
        } catch let error as MalformedRequest {
            return answer(HTTPResponse.Status(code: error.status), text: error.text)
        }
    }

    private func create(_ headers: TusHeaders, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        guard let length = headers.count("Upload-Length") else {
            return answer(.badRequest, text: "Upload-Length must be a number; a deferred length is not offered")
        }
        guard length <= TusHeaders.maximumSize else { return answer(.contentTooLarge, text: "too large") }
        guard let metadata = headers.metadata else { return answer(.badRequest, text: "Upload-Metadata is malformed") }
        let id = try await site.office.createUpload(
            length: length, digest: try TusHeaders.digest(metadata).get(),
            name: BlobName.safe(metadata["filename"] ?? metadata["name"] ?? ""),
            mediaType: metadata["filetype"] ?? metadata["type"] ?? "application/octet-stream", by: account)
        return answer(.created, ["Location": "/uploads/\(id)", "Upload-Offset": "0"])
    }

    private func offset(_ context: WebContext) async throws -> Response {
        let (offset, length) = try await site.office.offset(of: context.part("upload"), by: context.signedIn())
        return answer(
            .ok, ["Upload-Offset": String(offset), "Upload-Length": String(length), "Cache-Control": "no-store"])
    }

    private func append(_ request: Request, _ headers: TusHeaders, _ context: WebContext) async throws -> Response {
        let account = try context.signedIn()
        guard request.headers[.contentType] == "application/offset+octet-stream" else {
            return answer(.unsupportedMediaType)
        }
        guard let start = headers.count("Upload-Offset") else {
            return answer(.badRequest, text: "Upload-Offset must be a number")
        }
        let upload = context.part("upload")
        let (durable, length) = try await site.office.offset(of: upload, by: account)
        guard durable == start else {
            return answer(.conflict, ["Upload-Offset": String(durable)], text: "the offset is \(durable)")
        }
        var offset = start
        switch headers.checksum {
        case .malformed: return answer(.badRequest, text: "Upload-Checksum is malformed or its algorithm not offered")
        case .none: offset = try await stream(request, upload, from: start, account)
        case let checksum:
            guard let buffer = try? await request.body.collect(upTo: Self.checkedLimit) else {
                return answer(.contentTooLarge, text: "a checked chunk holds at most \(Self.checkedLimit) bytes")
            }
            let bytes = Array(buffer.readableBytesView)
            guard checksum.fits(bytes) else { return answer(HTTPResponse.Status(code: 460), text: "checksum mismatch") }
            for position in stride(from: 0, to: bytes.count, by: Self.piece) {
                let piece = Array(bytes[position..<min(bytes.count, position + Self.piece)])
                offset = try await site.office.append(piece, to: upload, at: offset, by: account)
            }
        }
        if offset == length { _ = try await site.office.finishUpload(upload, by: account) }
        return answer(.noContent, ["Upload-Offset": String(offset)])
    }

    /// Hands the body on as it comes. Where the line breaks, what came before is kept.
    private func stream(_ request: Request, _ upload: String, from start: Int64, _ account: Account) async throws
        -> Int64
    {
        var offset = start
        var gathered: [UInt8] = []
        gathered.reserveCapacity(Self.piece * 2)
        var broken: (any Error)?
        do {
            for try await buffer in request.body {
                gathered += buffer.readableBytesView
                if gathered.count >= Self.piece {
                    offset = try await site.office.append(gathered, to: upload, at: offset, by: account)
                    gathered.removeAll(keepingCapacity: true)
                }
            }
        } catch let error as OfficeError {
            throw error
        } catch {
            broken = error
        }
        if !gathered.isEmpty { offset = try await site.office.append(gathered, to: upload, at: offset, by: account) }
        if let broken { throw broken }
        return offset
    }

    private func end(_ context: WebContext) async throws -> Response {
        try await site.office.abort(upload: context.part("upload"), by: context.signedIn())
        return answer(.noContent)
    }

    private func answer(
        _ status: HTTPResponse.Status, _ fields: [String: String] = [:], text: String = ""
    ) -> Response {
        var headers: HTTPFields = [:]
        for (name, value) in fields.merging(["Tus-Resumable": TusHeaders.version], uniquingKeysWith: { own, _ in own })
        {
            if let name = HTTPField.Name(name) { headers[name] = value }
        }
        if !text.isEmpty { headers[.contentType] = "text/plain; charset=utf-8" }
        return Response(
            status: status, headers: headers,
            body: text.isEmpty ? ResponseBody() : ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}

/// The name of an uploaded file.
enum BlobName {
    /// The last part of a path, without control characters and at most 200 characters long.
    static func safe(_ name: String) -> String {
        let last = name.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
        let plain = String(
            String.UnicodeScalarView(last.unicodeScalars.filter { $0.value >= 0x20 && $0.value != 0x7F }))
        let short = String(plain.prefix(200))
        return short.isEmpty || short == "." || short == ".." ? "未命名" : short
    }
}
