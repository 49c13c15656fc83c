import Foundation
import Testing

/// `liuhen witness`, with nothing but what its user has at hand.
@Suite struct `The witness on the command line` {
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-seen-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder.path)
    }

    @Test func `looks into an office's data folder, trusts no key by itself, and finds the past that was cut`() throws {
        try withFolder { folder in
            let (data, state, key) = (folder + "/office", folder + "/state", folder + "/log.pub")
            #expect(try CommandRun("demo", "--empty", "--data", data).status == 0)
            let stranger = try CommandRun("witness", "--log", data, "--state", state)
            #expect(stranger.status == 1 && stranger.output.contains("demo.liuhen.example"))
            try Data(try CommandRun("keys", "public", "--data", data).output.utf8)
                .write(to: URL(fileURLWithPath: key))
            let first = try CommandRun("witness", "--log", data, "--state", state, "--key", key)
            #expect(first.status == 0, "\(first.output) \(first.errors)")
            // The log grows by a change of its key, which the witness is told of in person.
            let database = URL(fileURLWithPath: data + "/ledger/ledger.db")
            let earlier = try Data(contentsOf: database)
            #expect(try CommandRun("ledger", "rotate-key", "--data", data, "--reason", "例行更换").status == 0)
            try Data(try CommandRun("keys", "public", "--data", data).output.utf8)
                .write(to: URL(fileURLWithPath: key))
            #expect(try CommandRun("witness", "--log", data, "--state", state, "--key", key).status == 0)
            try earlier.write(to: database)
            let cut = try CommandRun("witness", "--log", data, "--state", state, "--format", "json")
            let report = try #require(try cut.json() as? [String: Any])
            #expect(cut.status == 1 && report["ok"] as? Bool == false)
            let logs = try #require(report["logs"] as? [[String: Any]])
            #expect((logs.first?["evidence"] as? [String])?.isEmpty == false)
        }
    }

    @Test func `refuses what holds no log, and another name than its own`() throws {
        try withFolder { folder in
            let state = folder + "/state"
            for arguments in [
                ["--log", folder], ["--log", folder + "/nothing"], ["--log", "http://"], ["--every", "0"],
                ["--key", folder + "/nothing"], ["--request", folder + "/nothing", "--answer", folder + "/answer"],
            ] {
                let run = try CommandRun(["witness", "--state", state] + arguments)
                #expect(run.isRefusal, "\(arguments): \(run.status) \(run.output) \(run.errors)")
            }
            let named = try CommandRun("witness", "--state", folder + "/named", "--name", "witness.example")
            #expect(named.status == 0 && named.output.hasPrefix("witness.example+"))
            #expect(try CommandRun("witness", "--state", folder + "/named").output == named.output)
            let other = try CommandRun("witness", "--state", folder + "/named", "--name", "other.example")
            #expect(other.isRefusal && other.errors.contains("--name"))
            #expect(try CommandRun("witness", "--state", folder + "/bad", "--name", "not a name").isRefusal)
        }
    }
}
