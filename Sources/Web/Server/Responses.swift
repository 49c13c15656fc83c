import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
    /// Sends the browser on with GET, after an act or to sign in.
    /// - Parameter path: a path of this server, without line ends or a host.
    static func seeOther(_ path: String) -> Response {
        Response(status: .seeOther, headers: [.location: path])
    }

    /// A page.
    static func html(_ text: String, status: Int = 200) -> Response {
        with(text, "text/html; charset=utf-8", status)
    }

    /// Plain text.
    static func text(_ text: String, status: Int = 200) -> Response {
        with(text, "text/plain; charset=utf-8", status)
    }

    /// JSON with sorted keys.
    static func json(_ value: some Encodable, status: Int = 200) -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return Response(status: .internalServerError) }
        return with(String(decoding: data, as: UTF8.self), "application/json; charset=utf-8", status)
    }

    /// A PDF, shown in the browser.
    static func pdf(_ bytes: [UInt8]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/pdf", .contentDisposition: "inline"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    private static func with(_ text: String, _ type: String, _ status: Int) -> Response {
        Response(
            status: HTTPResponse.Status(code: status), headers: [.contentType: type],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
