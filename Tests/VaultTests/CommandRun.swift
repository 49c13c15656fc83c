import Foundation

/// A command that ran to its end.
struct CommandRun {
    let status: Int32
    let output: [UInt8]
    let complaint: String

    /// Runs a command that is looked up in the path; what it prints goes through files, so that no pipe fills up.
    init(_ command: String, _ arguments: [String]) throws {
        let scratch = try ScratchFolder()
        try scratch.write([], to: "output")
        try scratch.write([], to: "complaint")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [command] + arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/output"))
        process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: scratch.path + "/complaint"))
        try process.run()
        process.waitUntilExit()
        status = process.terminationStatus
        output = try scratch.bytes("output")
        complaint = String(decoding: try scratch.bytes("complaint"), as: UTF8.self)
    }

    var text: String { String(decoding: output, as: UTF8.self) }

    /// Whether a command is in the path.
    static func isThere(_ command: String) -> Bool {
        (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(command)")
        }
    }
}
