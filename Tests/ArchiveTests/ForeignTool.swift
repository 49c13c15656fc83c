import Foundation

/// Somebody else's program, run on what we wrote.
enum ForeignTool {
    /// What a program said and how it ended.
    struct Outcome {
        let status: Int32
        let output: String
    }

    /// The Python that has the packages of the tests.
    static var python: String { ProcessInfo.processInfo.environment["LIUHEN_PYTHON"] ?? "python3" }

    static func run(_ arguments: [String], in folder: String) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = arguments
        process.currentDirectoryURL = URL(filePath: folder)
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Outcome(status: process.terminationStatus, output: String(decoding: output, as: UTF8.self))
    }
}
