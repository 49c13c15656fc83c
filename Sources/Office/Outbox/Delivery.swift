internal import Foundation

#if canImport(FoundationNetworking)
    internal import FoundationNetworking
#endif

/// One try to hand a message over.
struct Delivery: Sendable {
    let target: OutboxTarget
    /// The word by which the platform knows the office; sent as `Authorization: Bearer`.
    let token: String?

    /// What became of a try.
    enum Outcome: Sendable, Equatable {
        case delivered(answer: String)
        case failed(DeliveryProblem)
    }

    private static let timeout: TimeInterval = 20

    func send(_ message: FeedMessage, index: Int64) async -> Outcome {
        switch target.manner {
        case .off: .failed(.folder)
        case .folder: write(message, index: index)
        case .http: await post(message)
        }
    }

    /// A file that appears whole or not at all. The same message written again is the same file.
    private func write(_ message: FeedMessage, index: Int64) -> Outcome {
        let folder = URL(fileURLWithPath: target.address, isDirectory: true)
        let digits = String(index)
        let name = String(repeating: "0", count: max(0, 12 - digits.count)) + digits + "-\(message.key).json"
        let (file, unfinished) = (folder.appendingPathComponent(name), folder.appendingPathComponent(".\(name)"))
        do {
            try Data(message.bytes).write(to: unfinished)
            let handle = try FileHandle(forUpdating: unfinished)
            try handle.synchronize()
            try handle.close()
            guard rename(unfinished.path, file.path) == 0 else { return .failed(.folder) }
            return .delivered(answer: name)
        } catch {
            return .failed(.folder)
        }
    }

    private func post(_ message: FeedMessage) async -> Outcome {
        guard let address = URL(string: target.address) else { return .failed(.unreachable("address")) }
        var request = URLRequest(url: address, timeoutInterval: Delivery.timeout)
        request.httpMethod = "POST"
        request.httpBody = Data(message.bytes)
        request.setValue("application/json; charset=utf-8", forHTTPHeaderField: "Content-Type")
        request.setValue(message.key, forHTTPHeaderField: "Idempotency-Key")
        request.setValue("close", forHTTPHeaderField: "Connection")
        if let token { request.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization") }
        // A session for one request: what a platform sends behind its answer is taken for no other answer.
        let session = URLSession(configuration: .ephemeral)
        defer { session.finishTasksAndInvalidate() }
        do {
            let (body, response) = try await session.data(for: request)
            guard let status = (response as? HTTPURLResponse)?.statusCode else {
                return .failed(.unreachable("answer"))
            }
            guard (200..<300).contains(status) else { return .failed(.status(status)) }
            let object = (try? JSONSerialization.jsonObject(with: body)) as? [String: Any]
            if let key = object?["key"] as? String, key != message.key { return .failed(.otherKey) }
            return .delivered(answer: String(String(decoding: body, as: UTF8.self).prefix(OutboxItem.longestAnswer)))
        } catch {
            return .failed(.unreachable(String((error as? URLError)?.code.rawValue ?? 0)))
        }
    }
}
