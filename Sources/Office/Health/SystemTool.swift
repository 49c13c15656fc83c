internal import Dispatch
internal import Foundation
internal import Synchronization

/// A program of the host that tells something about it: run to its end, within a time, with a small environment.
enum SystemTool {
    private static let seconds = 8.0
    private static let mostBytes = 65_536

    /// What the program wrote, where it ended well; nil where it is missing, fails or takes too long.
    static func answer(_ path: String, _ arguments: [String], input: [UInt8] = []) async -> String? {
        await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                continuation.resume(returning: run(path, arguments, input))
            }
        }
    }

    private static func run(_ path: String, _ arguments: [String], _ input: [UInt8]) -> String? {
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        let (process, reading, writing) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: path)
        process.arguments = arguments
        process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
        process.standardOutput = reading
        process.standardError = FileHandle.nullDevice
        process.standardInput = writing
        do { try process.run() } catch { return nil }
        let identifier = process.processIdentifier
        let ended = Mutex(false)
        DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + seconds) {
            ended.withLock { if !$0 { kill(identifier, SIGKILL) } }
        }
        try? writing.fileHandleForWriting.write(contentsOf: Data(input))
        try? writing.fileHandleForWriting.close()
        let output = (try? reading.fileHandleForReading.readToEnd()) ?? Data()
        process.waitUntilExit()
        ended.withLock { $0 = true }
        guard process.terminationReason == .exit, process.terminationStatus == 0, output.count <= mostBytes else {
            return nil
        }
        return String(decoding: output, as: UTF8.self)
    }
}
