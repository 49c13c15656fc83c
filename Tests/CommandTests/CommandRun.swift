import Foundation

/// One run of the built command line: what it printed, and how it ended.
struct CommandRun {
    let status: Int32
    let output: String
    let errors: String

    /// Why the command line could not be run.
    enum Failure: Error { case notBuilt }

    /// Runs `liuhen` with arguments and waits for its end.
    init(_ arguments: String...) throws { try self.init(arguments) }

    /// Runs `liuhen` with arguments and waits for its end.
    /// - Parameter typed: what it reads on standard input.
    init(_ arguments: [String], typing typed: String = "") throws {
        let folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("liuhen-run-\(UUID().uuidString)", isDirectory: true)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: nothing is lost however much is printed.
        let printed = folder.appendingPathComponent("output")
        let complained = folder.appendingPathComponent("errors")
        for file in [printed, complained] { try Data().write(to: file) }
        let input = folder.appendingPathComponent("input")
        try Data(typed.utf8).write(to: input)
        let process = Process()
        process.executableURL = try CommandRun.binary()
        process.arguments = arguments
        process.standardInput = try FileHandle(forReadingFrom: input)
        process.standardOutput = try FileHandle(forWritingTo: printed)
        process.standardError = try FileHandle(forWritingTo: complained)
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try String(contentsOf: printed, encoding: .utf8)
        errors = try String(contentsOf: complained, encoding: .utf8)
    }

    /// What was printed, as JSON.
    func json() throws -> Any { try JSONSerialization.jsonObject(with: Data(output.utf8)) }

    /// What was printed, as a list of JSON objects.
    func rows() throws -> [[String: Any]] { try json() as? [[String: Any]] ?? [] }

    /// Whether the run ended as unusable input does: 2, one line that says why, nothing printed.
    var isRefusal: Bool {
        status == 2 && output.isEmpty && errors.hasSuffix("\n") && errors.dropLast().allSatisfy { $0 != "\n" }
            && !errors.contains("Fatal") && errors.count > 10
    }

    /// The binary that the environment names, or the one beside the tests.
    private static func binary() throws -> URL {
        if let named = ProcessInfo.processInfo.environment["LIUHEN_BINARY"] { return URL(fileURLWithPath: named) }
        var folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
        while folder.path != "/" {
            let candidate = folder.appendingPathComponent("liuhen")
            if FileManager.default.isExecutableFile(atPath: candidate.path) { return candidate }
            folder.deleteLastPathComponent()
        }
        let built = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
            .appendingPathComponent(".build/debug/liuhen")
        guard FileManager.default.isExecutableFile(atPath: built.path) else { throw Failure.notBuilt }
        return built
    }
}
