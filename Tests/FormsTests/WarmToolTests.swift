import Foundation
import Testing

@testable import Forms

/// Modules of a few lines, run as the real ones are.
@Suite struct `A warm tool` {
    private struct Request: Encodable {
        var wish = ""
    }

    private struct Answer: Decodable {
        let text: String
    }

    /// A tool whose `answer(request, content)` has these lines.
    private func withTool(
        _ lines: String, memory: String = "None", limit: Duration = .seconds(30),
        _ body: (WarmTool) async throws -> Void
    ) async throws {
        try await FormsTestTools.withFolder { folder in
            let module = """
                import json, os, sys, time
                MEMORY = \(memory)
                def answer(request, content):
                \(lines.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
                def start(*arguments): return answer
                """
            let path = folder.appendingPathComponent("made.py").path
            try Data(module.utf8).write(to: URL(fileURLWithPath: path))
            // A file of this name beside the module would be imported, were the folder among those of modules.
            try Data("text = 'from beside it'".utf8).write(to: folder.appendingPathComponent("neighbour.py"))
            var settings = FormsTestTools.settings
            settings.timeLimit = limit
            let tool = WarmTool(path, settings: settings)
            defer { tool.stop() }
            try await body(tool)
        }
    }

    private func ask(_ tool: WarmTool, _ wish: String = "", content: [UInt8] = []) throws -> String {
        let answer: Answer = try tool.ask(Request(wish: wish), content: content)
        return answer.text
    }

    @Test func `gets the request and its bytes, and stays`() async throws {
        try await withTool("return {'text': f\"{os.getpid()} {request['wish']} {content.hex()}\"}") { tool in
            let first = try ask(tool, "one", content: [0x0A, 0x00, 0xFF])
            let identifier = try #require(tool.identifier)
            #expect(first == "\(identifier) one 0a00ff")
            #expect(try ask(tool, "two") == "\(identifier) two ")
        }
    }

    @Test func `knows nothing of our environment, our folder, the user's modules or what lies beside it`() async throws
    {
        setenv("PYTHONPATH", "/nowhere/for/tools", 1)
        defer { unsetenv("PYTHONPATH") }
        let lines = """
            try:
                import neighbour
                return {'text': neighbour.text}
            except ImportError: pass
            try:
                import scan_reader
                return {'text': 'another tool'}
            except ImportError: pass
            here = [path for path in sys.path if path in ('', '.', os.getcwd(), '/nowhere/for/tools')]
            kept = sorted(set(os.environ) - {'LC_ALL', 'PATH'})
            return {'text': f"{sys.flags.isolated} {sys.flags.no_user_site} {here} {kept}"}
            """
        try await withTool(lines) { tool in
            let told = try ask(tool)
            #expect(told == "1 1 [] []")
        }
    }

    @Test func `may take no more memory than its module says`() async throws {
        try await withTool("return {'text': str(len(bytes(1 << 30)))}", memory: "512 << 20") { tool in
            #expect(throws: ToolFailure.refused(code: "too-large", detail: "")) { try ask(tool) }
        }
        try await withTool("return {'text': str(len(bytes(1 << 30)))}") { tool in
            let length = try ask(tool)
            #expect(length == "1073741824")
        }
    }

    @Test func `that fails says why, and goes on`() async throws {
        let lines = """
            if request['wish'] == 'known': return {'error': 'code', 'detail': 'name'}
            if request['wish'] == 'unknown': raise ValueError('odd')
            return {'text': str(os.getpid())}
            """
        try await withTool(lines) { tool in
            let before = try ask(tool)
            #expect(throws: ToolFailure.refused(code: "code", detail: "name")) { try ask(tool, "known") }
            #expect(throws: ToolFailure.refused(code: "failed", detail: "ValueError: odd")) { try ask(tool, "unknown") }
            #expect(try ask(tool) == before)
        }
    }

    @Test func `that prints does not garble its answer`() async throws {
        try await withTool("print('{\"id\": 1}', flush=True)\nreturn {'text': 'answer'}") { tool in
            let told = try ask(tool)
            #expect(told == "answer")
        }
    }

    @Test func `that ends or hangs is lost, and started anew for the next request`() async throws {
        let lines = """
            if request['wish'] == 'end': os._exit(1)
            if request['wish'] == 'hang': time.sleep(600)
            return {'text': 'answer'}
            """
        try await withTool(lines, limit: .seconds(5)) { tool in
            #expect(throws: ToolFailure.lost(.toolEnded)) { try ask(tool, "end") }
            let afterEnd = try ask(tool)
            #expect(afterEnd == "answer")
            #expect(throws: ToolFailure.lost(.timedOut(seconds: 5))) { try ask(tool, "hang") }
            let afterHang = try ask(tool)
            #expect(afterHang == "answer")
        }
    }

    @Test func `that answers something else, or cannot start, is broken`() async throws {
        try await withTool("return {'other': 1}") { tool in
            #expect(throws: ToolFailure.broken(.badAnswer)) { try ask(tool) }
            #expect(tool.identifier == nil)
        }
        try await withTool("return {'text': 'answer'}", memory: "missing") { tool in
            #expect(throws: ToolFailure.broken(.toolEnded)) { try ask(tool) }
        }
    }

    @Test func `blames the file for what the file did, and never for what is wrong with the tool`() {
        #expect(ToolFailure.lost(.toolEnded).blaming(.scanNotReadable) == .scanNotReadable)
        #expect(ToolFailure.refused(code: "failed", detail: "").blaming(.sheetNotReadable) == .sheetNotReadable)
        #expect(ToolFailure.broken(.toolMissing(path: "/x")).blaming(.scanNotReadable) == .toolMissing(path: "/x"))
    }
}
