import Foundation
import Testing

@testable import Web

@Suite struct `A volume leaves as a tar archive` {
    @Test func `the system's tar gives every file back`() async throws {
        let place = FileManager.default.temporaryDirectory.appendingPathComponent("tar-" + Site.randomID())
        defer { try? FileManager.default.removeItem(at: place) }
        let folder = place.appendingPathComponent("案卷")
        let long = String(repeating: "很长的目录/", count: 8)
        let files = ["a.txt": Data("x".utf8), long + "文书.pdf": Data(repeating: 7, count: 1024), "empty": Data()]
        for (path, data) in files {
            let file = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try data.write(to: file)
        }
        var bytes: [UInt8] = []
        try await TarArchive.write(folder) { bytes += $0 }
        #expect(bytes.count % 512 == 0)
        let archive = place.appendingPathComponent("v.tar")
        try Data(bytes).write(to: archive)
        let out = place.appendingPathComponent("out")
        try FileManager.default.createDirectory(at: out, withIntermediateDirectories: true)
        let tar = Process()
        tar.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        tar.arguments = ["tar", "-xf", archive.path, "-C", out.path]
        try tar.run()
        tar.waitUntilExit()
        #expect(tar.terminationStatus == 0)
        for (path, data) in files {
            #expect(try Data(contentsOf: out.appendingPathComponent("案卷").appendingPathComponent(path)) == data)
        }
    }
}
