import Foundation
import Testing

/// The commands on an office, on a demo office with people and no cases, and on folders that hold none.
@Suite struct `The commands on an office` {
    private func withOffice(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-data-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let made = try CommandRun("demo", "--empty", "--data", folder.path)
        try #require(made.status == 0, "\(made.errors)")
        try body(folder.path)
    }

    @Test func `make, list, verify and rebuild`() throws {
        try withOffice { data in
            let cases = try CommandRun("cases", "list", "--data", data, "--format", "json")
            #expect(cases.status == 0)
            #expect(try cases.rows().isEmpty)

            let verified = try CommandRun("verify", "--data", data, "--format", "json")
            #expect(verified.status == 0)
            let report = try #require(try verified.json() as? [String: Any])
            #expect(report["ok"] as? Bool == true)
            #expect((report["findings"] as? [Any])?.isEmpty == true)

            #expect(try CommandRun("rebuild-views", "--data", data).status == 0)
            // C2SP signed-note: a verifier key is NAME+HASH+BASE64.
            let key = try CommandRun("keys", "public", "--data", data)
            #expect(key.status == 0)
            #expect(key.output.hasPrefix("demo.liuhen.example+"))
            // C2SP tlog-checkpoint: origin, size, root hash.
            let checkpoint = try CommandRun("ledger", "checkpoint", "--data", data)
            let lines = checkpoint.output.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines.first == "demo.liuhen.example")
            // The founding, eleven accounts, the sixteen roles that they hold, and units, passwords and devices besides.
            #expect(try #require(Int(lines[1])) > 1 + 11 + 16)

            let tiles = data + "/tiles"
            #expect(try CommandRun("ledger", "tiles", tiles, "--data", data).status == 0)
            #expect(FileManager.default.fileExists(atPath: tiles + "/checkpoint"))
        }
    }

    @Test func `refuse a second office in one folder, and what is not there`() throws {
        try withOffice { data in
            for arguments in [
                ["demo", "--data", data],
                ["demo", "--data", data + "/other", "--pack", "atlantis"],
                ["demo", "--data", data + "/other", "--pack", "national"],
                ["serve", "--data", data, "--port", "99999"],
                ["serve", "--data", data, "--port", "0"],
                ["obligations", "nothing", "--data", data],
                ["obligations", "nothing", "--data", data, "--at", "soon"],
                ["export", "nothing", "--data", data, "--to", data + "/out"],
                ["ledger", "prove", "00", "--data", data],
                ["ledger", "prove", String(repeating: "0", count: 32), "--data", data],
                ["verify", data + "/volumes", "--data", data],
                ["verify", data + "/volumes"],
                ["verify", data + "/volumes", "--key", data + "/nothing"],
            ] {
                let run = try CommandRun(arguments)
                #expect(run.isRefusal, "\(arguments): \(run.status) \(run.output) \(run.errors)")
            }
        }
    }

    @Test(arguments: [
        ["serve"], ["cases", "list"], ["verify"], ["rebuild-views"], ["keys", "public"], ["ledger", "checkpoint"],
        ["ledger", "tiles", "/nowhere/tiles"], ["ledger", "prove", "00"], ["obligations", "x"],
        ["export", "x", "--to", "/nowhere/out"],
    ])
    func `refuse a folder that is not there`(arguments: [String]) throws {
        let run = try CommandRun(arguments + ["--data", "/nowhere/office"])
        #expect(run.isRefusal, "\(run.status) \(run.output) \(run.errors)")
    }

    @Test func `refuse to serve at an address that is none`() throws {
        try withOffice { data in
            let run = try CommandRun("serve", "--data", data, "--host", "nowhere.invalid")
            #expect(run.status == 2)
            #expect(run.errors.split(separator: "\n").count == 1)
            #expect(run.errors.contains("nowhere.invalid"))
        }
    }

    @Test func `say that an office is not right with 1`() throws {
        try withOffice { data in
            let checkpoint = data + "/ledger/checkpoints/latest"
            var bytes = try Data(contentsOf: URL(fileURLWithPath: checkpoint))
            bytes[bytes.count / 2] ^= 1
            try bytes.write(to: URL(fileURLWithPath: checkpoint))
            let run = try CommandRun("verify", "--data", data, "--format", "json")
            #expect(run.status == 1)
            let report = try #require(try run.json() as? [String: Any])
            #expect(report["ok"] as? Bool == false)
            let findings = try #require(report["findings"] as? [[String: Any]])
            #expect(!findings.isEmpty)
            #expect(findings.allSatisfy { $0["where"] is String && $0["what"] is String })
        }
    }

    @Test func `make a real office with three administrators and no demo`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-real-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let recovery = try CommandRun("keys", "recovery")
        #expect(recovery.status == 0)
        let recipient = try #require(
            recovery.output.split(whereSeparator: \.isWhitespace).first { $0.hasPrefix("age1") })
        let arguments = [
            "init", "--data", folder.path, "--origin", "liuhen.example", "--agency", "某支队", "--bureau", "某局", "--word",
            "武", "--recovery", String(recipient), "--format", "json",
        ]
        let made = try CommandRun(arguments)
        #expect(made.status == 0, "\(made.errors)")
        let codes = try made.rows()
        #expect(codes.count == 3)
        #expect(Set(codes.compactMap { $0["code"] as? String }).count == 3)
        #expect(try CommandRun("verify", "--data", folder.path).status == 0)
        #expect(try CommandRun("cases", "list", "--data", folder.path, "--format", "json").rows().isEmpty)
        #expect(try CommandRun(arguments).isRefusal)

        var bad = arguments
        bad[2] = folder.path + "-other"
        bad[4] = "demo.example"
        #expect(try CommandRun(bad).isRefusal)
        bad[4] = "liuhen.example"
        bad[12] = "age1nothing"
        #expect(try CommandRun(bad).isRefusal)
        bad[12] = String(recipient)
        #expect(try CommandRun(bad + ["--packs", "nowhere"]).isRefusal)
        bad[4] = "no name"
        #expect(try CommandRun(bad).isRefusal)
        #expect(!FileManager.default.fileExists(atPath: bad[2] + "/office.json"))
        try? FileManager.default.removeItem(atPath: bad[2])
    }

    @Test(
        arguments: [
            [], ["serve"], ["demo"], ["init"], ["verify"], ["export"], ["obligations"], ["cases"], ["cases", "list"],
            ["rules"],
            ["rules", "list"], ["rules", "show"], ["rules", "coverage"], ["rules", "due"], ["ledger"],
            ["ledger", "checkpoint"], ["ledger", "prove"], ["ledger", "tiles"], ["keys"], ["keys", "public"],
            ["keys", "recovery"], ["rebuild-views"],
        ] as [[String]])
    func `explain themselves in English`(arguments: [String]) throws {
        let run = try CommandRun(arguments + ["--help"])
        #expect(run.status == 0)
        #expect(run.output.hasPrefix("OVERVIEW: "))
        #expect(run.output.contains("USAGE: liuhen"))
        #expect(!run.output.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(run.errors.isEmpty)
    }
}
