internal import Foundation

/// A tool in Python that is kept warm: alone in an isolated process, started with the first request, and again after
/// whatever ended it or held it up. Belongs to one actor and never leaves it.
final class WarmTool {
    /// How long a tool may take to load its modules.
    private static let startLimit = 60

    private let settings: RendererSettings
    private let module: String
    private let arguments: [String]
    private var process: ToolProcess?
    private var lastRequest = 0

    /// A tool that does not run yet.
    /// - Parameter module: the path of a module as `Tools/tool.py` runs it.
    init(_ module: String, arguments: [String] = [], settings: RendererSettings) {
        self.module = module
        self.arguments = arguments
        self.settings = settings
    }

    /// The path of a tool that comes with the product.
    static func bundled(_ name: String) -> String {
        Bundle.module.resourceURL?.appendingPathComponent("Tools/\(name)").path ?? "Tools/\(name)"
    }

    /// The process id while it runs.
    var identifier: Int32? { process?.identifier }

    /// Asks the tool.
    /// - Parameters:
    ///   - content: the bytes that the request is about.
    ///   - limit: how long the answer may take, where not as long as the settings say; more time is given for much
    ///     content: a second for each half a mebibyte.
    func ask<Answer: Decodable>(
        _ request: some Encodable, content: [UInt8] = [], within limit: Duration? = nil
    ) throws(ToolFailure) -> Answer {
        lastRequest += 1
        let message = ToolRequest(id: lastRequest, bytes: content.count, body: request)
        guard let line = try? JSONEncoder().encode(message) else { throw .broken(.badAnswer) }
        let process = try running()
        let limit = (limit ?? settings.timeLimit) + .seconds(content.count >> 19)
        let answer: [UInt8]
        do {
            answer = try process.exchange(Array(line), content: content, until: .now + limit)
        } catch {
            stop()
            throw .lost(error == .timedOut ? .timedOut(seconds: Int(limit.components.seconds)) : .toolEnded)
        }
        guard let reply = try? JSONDecoder().decode(ToolReply<Answer>.self, from: Data(answer)), reply.id == message.id
        else {
            stop()
            throw .broken(.badAnswer)
        }
        return try reply.outcome.get()
    }

    /// Ends the tool; the next request starts it again.
    func stop() {
        process?.kill()
        process = nil
    }

    private func running() throws(ToolFailure) -> ToolProcess {
        if let process, process.isRunning { return process }
        let started: ToolProcess
        do {
            started = try ToolProcess(
                python: settings.python, arguments: [WarmTool.bundled("tool.py"), module] + arguments)
        } catch {
            throw .broken(error)
        }
        do {
            _ = try started.nextLine(until: .now + .seconds(WarmTool.startLimit))
        } catch {
            started.kill()
            throw .broken(error == .timedOut ? .timedOut(seconds: WarmTool.startLimit) : .toolEnded)
        }
        process = started
        return started
    }
}
