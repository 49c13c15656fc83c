internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One request over HTTP, with a session of its own.
enum WitnessPost {
    private static let timeout: TimeInterval = 20
    private static let mostBytes = 1 << 20

    /// Sends bytes; nil where nobody answers.
    static func post(_ bytes: [UInt8], to address: URL) async -> (status: Int, body: [UInt8])? {
        var request = URLRequest(url: address, timeoutInterval: timeout)
        request.httpMethod = "POST"
        request.httpBody = Data(bytes)
        request.setValue("text/plain; charset=utf-8", forHTTPHeaderField: "Content-Type")
        return await exchange(request)
    }

    /// Fetches bytes; nil where nobody answers.
    static func get(_ address: URL) async -> (status: Int, body: [UInt8])? {
        await exchange(URLRequest(url: address, timeoutInterval: timeout))
    }

    private static func exchange(_ request: URLRequest) async -> (status: Int, body: [UInt8])? {
        var request = request
        request.setValue("close", forHTTPHeaderField: "Connection")
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        guard let (body, response) = try? await session.data(for: request),
            let status = (response as? HTTPURLResponse)?.statusCode, body.count <= mostBytes
        else { return nil }
        return (status, Array(body))
    }
}
