import Foundation
import Testing

/// The commands on cases, on a demo office with cases in every stage, made by the command line itself.
@Suite struct `The commands on cases` {
    @Test func `print what other programs build on, and a volume that verifies by itself`() throws {
        let root = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-cases-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: root) }
        let data = root.appendingPathComponent("office").path
        let made = try CommandRun("demo", "--data", data)
        try #require(made.status == 0, "\(made.errors)")

        let cases = try CommandRun("cases", "list", "--data", data, "--format", "json").rows()
        #expect(cases.count >= 5)
        for row in cases {
            for name in ["id", "unit", "state", "party"] { #expect((row[name] as? String)?.isEmpty == false) }
            #expect(row["nextDue"] == nil || Self.isTime(row["nextDue"]))
        }
        #expect(Set(cases.compactMap { $0["state"] as? String }).count >= 5)
        let archived = try #require(cases.first { $0["state"] as? String == "archived" }?["id"] as? String)
        let open = try #require(cases.first { $0["state"] as? String != "archived" }?["id"] as? String)

        let duties = try obligations(archived, data)
        #expect(duties.contains { $0["state"] as? String == "met" && ($0["met_by"] as? [String])?.isEmpty == false })
        #expect(duties.contains { Self.isTime($0["due"]) })
        // A past moment is told as it was known then: fewer duties had arisen.
        let past = try obligations(archived, data, "--at", "2026-09-25T00:00:00+08:00")
        #expect(!past.isEmpty && past.count < duties.count)

        let metBy = duties.compactMap { $0["met_by"] as? [String] }.flatMap { $0 }
        let entry = try #require(metBy.first)
        let proof = try CommandRun("ledger", "prove", entry, "--data", data)
        #expect(proof.status == 0)
        #expect(proof.output.hasPrefix("c2sp.org/tlog-proof@v1\n"))

        #expect(try CommandRun("export", open, "--data", data, "--to", root.path + "/none").isRefusal)
        let exported = try CommandRun("export", archived, "--data", data, "--to", root.path + "/out")
        try #require(exported.status == 0, "\(exported.errors)")
        let bag = exported.output.split(separator: "\n").map(String.init).first ?? ""
        let key = root.appendingPathComponent("key")
        try Data(try CommandRun("keys", "public", "--data", data).output.utf8).write(to: key)
        // The bag and the key alone: the office is gone.
        try FileManager.default.removeItem(atPath: data)
        let whole = try CommandRun("verify", bag, "--key", key.path, "--format", "json")
        #expect(whole.status == 0)
        #expect((try whole.json() as? [String: Any])?["ok"] as? Bool == true)
        try FileManager.default.removeItem(atPath: bag + "/data/index.html")
        let broken = try CommandRun("verify", bag, "--key", key.path, "--format", "json")
        #expect(broken.status == 1)
        let findings = try #require((try broken.json() as? [String: Any])?["findings"] as? [[String: Any]])
        #expect(findings.contains { ($0["where"] as? String)?.contains("index.html") == true })
    }

    private func obligations(_ id: String, _ data: String, _ more: String...) throws -> [[String: Any]] {
        let run = try CommandRun(["obligations", id, "--data", data, "--format", "json"] + more)
        #expect(run.status == 0, "\(run.errors)")
        let rows = try run.rows()
        for row in rows {
            for name in ["rule", "article", "says"] { #expect((row[name] as? String)?.isEmpty == false) }
            let states = ["open", "met", "late", "overdue", "excused", "not-applicable"]
            #expect(states.contains(row["state"] as? String ?? ""))
            #expect(["gate", "due", "advice"].contains(row["force"] as? String ?? ""))
            #expect(row["met_by"] is [String])
        }
        return rows
    }

    /// ISO 8601 with a zone.
    private static func isTime(_ value: Any?) -> Bool {
        (value as? String)?.firstMatch(of: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/) != nil
    }
}
