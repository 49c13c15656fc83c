import Foundation
import Testing

/// The commands that need no office. The expected dates come from the State Council's notice on the holidays of 2026
/// (国办发明电〔2025〕7号): the National Day holiday is 1 to 7 October, and Saturday 10 October a working day.
@Suite struct `The commands on rules` {
    @Test func `count one deadline and show each day`() throws {
        let run = try CommandRun(
            "rules", "due", "--pack", "wuhan", "--rule", "WH-11.2", "--from", "2026-09-28T10:00:00+08:00", "--format",
            "json")
        #expect(run.status == 0)
        let result = try #require(try run.json() as? [String: Any])
        #expect(result["rule"] as? String == "WH-11.2")
        #expect((result["article"] as? String)?.contains("十一") == true)
        #expect((result["from"] as? String)?.hasPrefix("2026-09-28T10:00:00") == true)
        #expect((result["due"] as? String)?.hasPrefix("2026-10-10T") == true)
        #expect(result["provisional"] as? Bool == false)
        #expect((result["calendar"] as? String)?.isEmpty == false)
        let days = try #require(result["days"] as? [[String: Any]])
        func dates(counted: Bool) -> [String] {
            days.filter { $0["counted"] as? Bool == counted }.compactMap { $0["date"] as? String }
        }
        #expect(
            dates(counted: true) == ["2026-09-29", "2026-09-30", "2026-10-08", "2026-10-09", "2026-10-10"])
        #expect(Set(dates(counted: false)).isSuperset(of: (1...7).map { "2026-10-0\($0)" }))
        #expect(days.allSatisfy { $0["date"] is String && $0["why"] is String })
    }

    @Test func `list packs, rules and rows`() throws {
        let packs = try CommandRun("rules", "list", "--format", "json").rows()
        #expect(Set(packs.compactMap { $0["pack"] as? String }).isSuperset(of: ["wuhan", "national"]))
        let rules = try CommandRun("rules", "show", "wuhan", "--format", "json").rows()
        #expect(rules.contains { $0["rule"] as? String == "WH-11.2" })
        let rows = try CommandRun("rules", "coverage", "wuhan", "--format", "json").rows()
        #expect(!rows.isEmpty)
        for row in rows {
            #expect(row["id"] is String && row["pack"] as? String == "wuhan" && row["article"] is String)
            let carrier = try #require(row["carrier"] as? [String: Any])
            #expect(carrier["kind"] is String && carrier["name"] is String)
            #expect(row["tests"] is [Any])
            #expect(["carried", "untested", "missing"].contains(row["state"] as? String))
        }
        let check = try CommandRun("rules", "check")
        #expect(check.status == 0)
    }

    @Test(arguments: [
        ["rules", "show", "nowhere"],
        ["rules", "coverage", "nowhere"],
        ["rules", "coverage", "../wuhan"],
        ["rules", "coverage", "wuhan", "--tests", "nowhere.log"],
        ["rules", "due", "--pack", "nowhere", "--rule", "WH-11.2", "--from", "2026-09-28T10:00:00+08:00"],
        ["rules", "due", "--pack", "wuhan", "--rule", "WH-999", "--from", "2026-09-28T10:00:00+08:00"],
        ["rules", "due", "--pack", "wuhan", "--rule", "WH-11.2", "--from", "yesterday"],
        ["rules", "due", "--pack", "wuhan", "--rule", "WH-11.2", "--from", "2026-09-28T10:00:00"],
        ["rules", "due", "--pack", "wuhan", "--rule", "WH-11.2", "--from", "2026-02-30T10:00:00+08:00"],
        ["rules", "check", "/nowhere"],
    ])
    func `refuse what they cannot use in one line`(arguments: [String]) throws {
        let run = try CommandRun(arguments)
        #expect(run.isRefusal, "\(run.status) \(run.output) \(run.errors)")
    }

    @Test func `name the file, line and key of a pack that cannot be read`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-packs-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let pack = folder.appendingPathComponent("bad")
        try FileManager.default.createDirectory(at: pack, withIntermediateDirectories: true)
        let text = "pack: bad\ntitle: 坏\nplace: \"420100\"\ncolour: red\n"
        try Data(text.utf8).write(to: pack.appendingPathComponent("pack.yaml"))
        let run = try CommandRun("rules", "check", folder.path)
        #expect(run.status == 1)
        #expect((run.output + run.errors).contains("pack.yaml:4: colour"), "\(run.output) \(run.errors)")
    }
}
