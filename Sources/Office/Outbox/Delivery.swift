internal import Foundation

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
        var call = HTTPCall(sending: message.bytes, as: "application/json; charset=utf-8", to: address)
        call["Idempotency-Key"] = message.key
        if let token { call["Authorization"] = "Bearer \(token)" }
        let answer: HTTPCall.Answer
        do {
            answer = try await call.answer()
        } catch {
            return switch error {
            case .unreachable(let code): .failed(.unreachable(String(code)))
            case .noAnswer: .failed(.unreachable("answer"))
            }
        }
        guard (200..<300).contains(answer.status) else { return .failed(.status(answer.status)) }
        let object = (try? JSONSerialization.jsonObject(with: Data(answer.body))) as? [String: Any]
        if let key = object?["key"] as? String, key != message.key { return .failed(.otherKey) }
        let text = String(decoding: answer.body, as: UTF8.self)
        return .delivered(answer: String(text.prefix(OutboxItem.longestAnswer)))
    }
}
