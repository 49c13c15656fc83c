internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One request over HTTP in a session of its own: what the other side sends behind its answer is taken for no other
/// answer.
struct HTTPCall {
    /// What the other side said.
    struct Answer {
        let status: Int
        let body: [UInt8]
    }

    /// Why there is no answer.
    enum Failure: Error, Equatable {
        /// Nobody answered; the number of Foundation's `URLError`, or 0.
        case unreachable(code: Int)
        /// What came is no answer, or longer than any that is waited for.
        case noAnswer
    }

    private static let timeout: TimeInterval = 20
    private static let mostBytes = 1 << 20

    private var request: URLRequest

    /// A request that fetches.
    init(_ address: URL) {
        request = URLRequest(url: address, timeoutInterval: HTTPCall.timeout)
        request.setValue("close", forHTTPHeaderField: "Connection")
    }

    /// A request that sends.
    /// - Parameter type: the media type of the bytes.
    init(sending bytes: [UInt8], as type: String, to address: URL) {
        self.init(address)
        request.httpMethod = "POST"
        request.httpBody = Data(bytes)
        self["Content-Type"] = type
    }

    /// A header of the request.
    subscript(header: String) -> String? {
        get { request.value(forHTTPHeaderField: header) }
        set { request.setValue(newValue, forHTTPHeaderField: header) }
    }

    /// Makes the call.
    func answer() async throws(Failure) -> Answer {
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        let (body, response): (Data, URLResponse)
        do {
            (body, response) = try await session.data(for: request)
        } catch {
            throw .unreachable(code: (error as? URLError)?.code.rawValue ?? 0)
        }
        guard let status = (response as? HTTPURLResponse)?.statusCode, body.count <= HTTPCall.mostBytes else {
            throw .noAnswer
        }
        return Answer(status: status, body: Array(body))
    }
}
