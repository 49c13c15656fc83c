import Foundation
import Testing

/// `liuhen import`, from a file to the exit code that a script goes by.
@Suite struct `The command that imports` {
    private func withOffice(_ body: (_ data: String, _ folder: URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-data-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = folder.appendingPathComponent("office").path
        let made = try CommandRun("demo", "--empty", "--data", data)
        try #require(made.status == 0, "\(made.errors)")
        try body(data, folder)
    }

    private func table(_ rows: [[String]], in folder: URL) throws -> String {
        let file = folder.appendingPathComponent("rows-\(UUID().uuidString).csv")
        try Data(rows.map { $0.joined(separator: ",") }.joined(separator: "\n").utf8).write(to: file)
        return file.path
    }

    private static let good = [
        ["单位名称", "统一社会信用代码", "地址"], ["江城公司", "91350100M000100Y43", "解放大道1号"], ["老王面馆", "无", "解放大道3号"],
    ]

    @Test func `only tells with --check, takes in without it, and nothing twice`() throws {
        try withOffice { data, folder in
            let file = try table(Self.good, in: folder)
            func run(_ more: String...) throws -> (status: Int32, counts: [String: Int]) {
                let run = try CommandRun(
                    ["import", "employers", file, "--data", data, "--format", "json"] + more)
                let told = try run.json() as? [String: Any] ?? [:]
                return (run.status, told.compactMapValues { $0 as? Int })
            }
            for _ in 0..<2 {
                let checked = try run("--check")
                #expect(checked.status == 0)
                #expect(checked.counts["fresh"] == 2 && checked.counts["done"] == 0 && checked.counts["rows"] == 2)
            }
            let taken = try run()
            #expect(taken.status == 0 && taken.counts["done"] == 2 && taken.counts["fresh"] == 0)
            let again = try run()
            #expect(again.status == 0 && again.counts["known"] == 2 && again.counts["done"] == 0)
            #expect(try CommandRun("verify", "--data", data).status == 0)
        }
    }

    @Test func `exits 1 where rows need a look, and writes them to --report with the reason`() throws {
        try withOffice { data, folder in
            let file = try table(Self.good + [["乙公司", "91420100MA4KPQ1R0L", "x"], ["刘五", "", ""]], in: folder)
            let report = folder.appendingPathComponent("open.csv").path
            let run = try CommandRun(
                "import", "employers", file, "--data", data, "--report", report, "--format", "json")
            #expect(run.status == 1)
            let told = try #require(try run.json() as? [String: Any])
            #expect(told["kind"] as? String == "employers")
            #expect(told["done"] as? Int == 2 && told["refused"] as? Int == 2)
            let open = try #require(told["open"] as? [[String: Any]])
            #expect(open.compactMap { $0["row"] as? Int } == [4, 5])
            #expect((open[0]["reason"] as? String)?.contains("统一社会信用代码") == true)
            let lines = try String(contentsOfFile: report, encoding: .utf8).split(whereSeparator: \.isNewline)
            #expect(lines.count == 3, "\(lines)")
            #expect(lines[1].contains("乙公司") && lines[1].contains("校验码") && lines[2].contains("没有填"))
            #expect(!lines.contains { $0.contains("江城公司") })
            // Mended and sent again, the report is a file to import: only what is new is taken.
            let mended = try table([Self.good[0], ["刘五", "", "解放大道9号"]], in: folder)
            let last = try CommandRun("import", "employers", mended, "--data", data)
            #expect(last.status == 0 && last.output.contains("已导入 1 行"), "\(last.output)")
            let workbook = folder.appendingPathComponent("open.xlsx").path
            #expect(
                try CommandRun(
                    "import", "employers", file, "--data", data, "--check", "--report", workbook
                ).status == 1)
            #expect(FileManager.default.contents(atPath: workbook)?.starts(with: Data("PK".utf8)) == true)
        }
    }

    @Test func `exits 2 for a file, a person or a place that will not do, and takes nothing in`() throws {
        try withOffice { data, folder in
            let file = try table(Self.good, in: folder)
            let strange = try table([["甲", "乙"], ["1", "2"]], in: folder)
            let binary = folder.appendingPathComponent("picture.xlsx")
            try Data([0x50, 0x4B, 3, 4, 0, 1, 2]).write(to: binary)
            for arguments in [
                ["import", "employers", folder.path + "/nothing.csv", "--data", data],
                ["import", "employers", strange, "--data", data], ["import", "employers", binary.path, "--data", data],
                ["import", "employers", file, "--data", data, "--as", "nobody"],
                ["import", "volumes", file, "--data", data, "--as", "wang"],
                ["import", "employers", file, "--data", "/nowhere/office"],
            ] {
                let run = try CommandRun(arguments)
                #expect(run.isRefusal, "\(arguments): \(run.status) \(run.output) \(run.errors)")
            }
            let report = try CommandRun(
                "import", "employers", file, "--data", data, "--check", "--report", "/nowhere/x.csv")
            #expect(report.isRefusal, "\(report.status) \(report.output) \(report.errors)")
            let checked = try CommandRun("import", "employers", file, "--data", data, "--check")
            #expect(checked.status == 0 && checked.output.contains("可以导入 2 行"), "\(checked.output)")
        }
    }
}
