import Foundation
import Testing

/// The commands by which a log is handed to a new key, goes on after a restore, and is witnessed.
@Suite struct `The commands on the log itself` {
    private func withOffice(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-data-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try CommandRun("demo", "--empty", "--data", folder.path)
        try #require(made.status == 0, "\(made.errors)")
        try body(folder.path)
    }

    private func facts(_ arguments: String...) throws -> [String: String] {
        let run = try CommandRun(["verify", "--format", "json"] + arguments)
        #expect(run.status == 0, "\(run.output) \(run.errors)")
        let report = try #require(try run.json() as? [String: Any])
        return try #require(report["facts"] as? [String: String])
    }

    @Test func `change the key, and either key verifies the log`() throws {
        try withOffice { data in
            let old = try CommandRun("keys", "public", "--data", data).output
            let changed = try CommandRun("ledger", "rotate-key", "--data", data, "--reason", "例行更换")
            #expect(changed.status == 0, "\(changed.errors)")
            let new = try CommandRun("keys", "public", "--data", data).output
            #expect(changed.output == new && new != old)
            let file = data + "/old.pub"
            try Data(old.utf8).write(to: URL(fileURLWithPath: file))
            for arguments in [["--data", data], ["--data", data, "--key", file]] {
                let run = try CommandRun(["verify", "--format", "json"] + arguments)
                #expect(run.status == 0, "\(run.output)")
            }
            let told = try facts("--data", data)
            #expect(told["key change 1"]?.hasSuffix("原因：例行更换") == true)
            #expect(told["witness"] == "尚无外部见证")
        }
    }

    @Test func `refuse what cannot be`() throws {
        try withOffice { data in
            let key = data + "/key"
            try Data("remora.n621.de+da77ade7+BOvN63jn/bLvkieywe8R6UYAtVtNbZpXh34x7onlmtw2\n".utf8)
                .write(to: URL(fileURLWithPath: key))
            let note = data + "/note"
            try Data(try CommandRun("ledger", "checkpoint", "--data", data).output.utf8)
                .write(to: URL(fileURLWithPath: note))
            for arguments in [
                ["ledger", "rotate-key", "--data", data, "--reason", " "],
                ["ledger", "epoch", "--data", data, "--reason", "x", "--approver", "li"],
                ["ledger", "epoch", "--data", data, "--reason", "x", "--approver", "li", "--approver", "nobody"],
                ["ledger", "epoch", "--data", data, "--reason", "x", "--approver", "li", "--approver", "wang"],
                ["ledger", "witness-request", "--data", data, "--from", "9999"],
                ["ledger", "cosigned", note, "--data", data, "--witness", key],
                ["ledger", "cosigned", key, "--data", data, "--witness", key],
                ["ledger", "cosigned", note, "--data", data, "--witness", note],
                ["verify", "--data", data, "--witness", note], ["verify", "--data", data, "--key", key],
                ["verify", "--data", data, "--checkpoint", data + "/nothing"],
                ["verify", data, "--key", key, "--witness", key],
            ] {
                let run = try CommandRun(arguments)
                #expect(run.isRefusal, "\(arguments): \(run.status) \(run.output) \(run.errors)")
            }
            // The witness is known by its key, and has seen nothing of this log.
            #expect(try facts("--data", data, "--witness", key, "--checkpoint", note)["witness"] == "尚无外部见证")
            let request = try CommandRun("ledger", "witness-request", "--data", data)
            #expect(request.output.hasPrefix("old 0\n\ndemo.liuhen.example\n"))
        }
    }

    @Test func `go on from an old backup, and tell it`() throws {
        try withOffice { data in
            let database = URL(fileURLWithPath: data + "/ledger/ledger.db")
            let backup = try Data(contentsOf: database)
            // A key change is an act like any other: the log grows by one entry.
            #expect(try CommandRun("ledger", "rotate-key", "--data", data, "--reason", "例行更换").status == 0)
            try backup.write(to: database)
            #expect(try CommandRun("verify", "--data", data).status == 1)
            let opened = try CommandRun(
                "ledger", "epoch", "--data", data, "--reason", "恢复备份", "--approver", "li", "--approver", "wang")
            #expect(opened.status == 0, "\(opened.errors)")
            #expect(try facts("--data", data)["epoch 2"]?.contains("原因：恢复备份") == true)
            let checkpoint = try CommandRun("ledger", "checkpoint", "--data", data)
            #expect(checkpoint.output.hasPrefix("demo.liuhen.example/epoch-2\n"))
        }
    }
}
