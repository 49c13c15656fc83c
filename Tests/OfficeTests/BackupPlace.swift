import Foundation
import Testing

@testable import Office

/// A folder for backups and restores that goes away.
final class BackupPlace: Sendable {
    private let root: URL
    let target: BackupTarget

    init() throws {
        root = FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
            .appendingPathComponent("liuhen-backups-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        target = try #require(BackupTarget(root.path + "/disk"))
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func folder(_ name: String) -> URL { root.appendingPathComponent(name) }
}

/// One run of somebody else's tool.
struct ForeignRun {
    let status: Int32
    let output: String

    init(_ tool: String, _ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
    }
}
