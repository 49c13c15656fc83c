import Chronology
import Foundation
import Ledger
import Logging
import Rules
import TestKit
import Testing

@testable import Office

/// `liuhen calendar propose` and `liuhen rules propose` on a real office, where nobody confirms what he proposed himself.
@Suite struct `The commands that propose rules` {
    private static let password = "三月的麦田与铁路桥。"
    private static let logger = Logger(label: "command tests") { _ in SwiftLogNoOpLogHandler() }

    /// A real office with two heads and an officer, none of whom the server knows but by their passwords.
    private func withOffice(_ body: (URL, URL) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-data-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let data = folder.appendingPathComponent("office")
        let made = try CommandRun(
            "init", "--data", data.path, "--origin", "liuhen.example", "--agency", "某支队", "--bureau", "某局", "--word",
            "武", "--level", "city", "--recovery", try RecoveryKey.make().recipient)
        try #require(made.status == 0, "\(made.errors)")
        try await opened(data) { office in
            let context = CommandContext(command: "unit-of-test", account: Account.founder)
            let id = try await office.enterUnit(name: "支队领导", parent: nil, id: "lead", context)
            let unit = try #require(await office.units.record(id))
            let source = SignInSource(address: "test")
            for (name, role) in [("zhou", "agency-head"), ("fang", "bureau-head"), ("wang", "intake-officer")] {
                let code = try await office.foundAccount(
                    id: name, name: name, badge: nil, unit: unit, roles: [role], from: office.now().day, password: nil)
                guard
                    case .firstPassword(let ticket) = try await office.signIn(
                        name: name, password: code, source: source)
                else {
                    Issue.record("no ticket for \(name)")
                    return
                }
                _ = try await office.setFirstPassword(ticket: ticket, password: Self.password, source: source)
            }
        }
        try await body(data, folder)
    }

    private func opened(_ data: URL, _ body: (Office) async throws -> Void) async throws {
        let office = try await Office.open(data, logger: Self.logger)
        defer { office.log.ledger.close() }
        try await body(office)
    }

    private func propose(
        _ what: [String], by name: String, at data: URL, password: String = password
    ) throws -> CommandRun {
        try CommandRun(
            what + [
                "--data", data.path, "--by", name, "--source", "测试〔2026〕1号", "--reason", "公布", "--format", "json",
            ],
            typing: password + "\n")
    }

    private func proposal(_ run: CommandRun) throws -> String {
        try #require(run.status == 0, "\(run.errors)")
        let told = try #require(try run.json() as? [String: Any])
        #expect(told["confirmed"] as? Bool == false)
        return try #require(told["proposal"] as? String)
    }

    private func context(_ name: String, of office: Office) async throws -> CommandContext {
        CommandContext(command: UUID().uuidString, account: try #require(await office.directory.account(name)))
    }

    @Test func `a calendar counts when another person has confirmed it, and not before`() async throws {
        try await withOffice { data, folder in
            let file = folder.appendingPathComponent("2027.yaml")
            try Data(SampleCalendar.year2027.utf8).write(to: file)
            let words = ["calendar", "propose", file.path]
            #expect(try propose(words, by: "zhou", at: data, password: "something else").isRefusal)
            #expect(try propose(words, by: "nobody", at: data).isRefusal)
            #expect(try propose(words, by: "wang", at: data).isRefusal)
            #expect(try propose(words + ["--from", "2020-01-01"], by: "zhou", at: data).isRefusal)
            let id = try proposal(try propose(words, by: "zhou", at: data))
            let newYear = try #require(Day(2027, 1, 1))
            try await opened(data) { office in
                let history = try office.rulesHistory()
                #expect(history.proposals.filter(\.isOpen).map(\.id) == [id])
                #expect(history.proposals.last?.proposed.account == "zhou")
                #expect(!office.rules.calendar.isAnnounced(newYear))
                await #expect(throws: OfficeError.account(.ownRights)) {
                    try await office.confirmRules(id, try await self.context("zhou", of: office))
                }
                await #expect(throws: OfficeError.forbidden("rules")) {
                    try await office.confirmRules(id, try await self.context("wang", of: office))
                }
                #expect(!office.rules.calendar.isAnnounced(newYear))
                try await office.confirmRules(id, try await self.context("fang", of: office))
                #expect(office.rules.calendar.isAnnounced(newYear) && !office.rules.calendar.isWorkingDay(newYear))
            }
            let shown = try CommandRun("calendar", "show", "--data", data.path, "--format", "json").rows()
            #expect(shown.contains { $0["year"] as? Int == 2027 })
            #expect(try CommandRun("verify", "--data", data.path).status == 0)
            // What is adopted already is nothing to propose.
            #expect(try propose(words, by: "zhou", at: data).isRefusal)
        }
    }

    @Test func `a text from a folder counts when another person has confirmed it`() async throws {
        try await withOffice { data, folder in
            let place = folder.appendingPathComponent("wuhan")
            try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
            for file in try PackLibrary.bundled.files(of: "wuhan") {
                let name = URL(fileURLWithPath: file.name).lastPathComponent
                let yaml = file.yaml.replacing("武汉市劳动保障监察执法全过程记录办法", with: "修订办法")
                try Data(yaml.utf8).write(to: place.appendingPathComponent(name))
            }
            let id = try proposal(try propose(["rules", "propose", place.path], by: "fang", at: data))
            try await opened(data) { office in
                #expect(office.rules.packs.last { $0.id == "wuhan" }?.title == "武汉市劳动保障监察执法全过程记录办法")
                try await office.confirmRules(id, try await self.context("zhou", of: office))
                #expect(office.rules.packs.last { $0.id == "wuhan" }?.title == "修订办法")
            }
            #expect(try CommandRun("verify", "--data", data.path).status == 0)
            try Data("pack: [".utf8).write(to: place.appendingPathComponent("pack.yaml"))
            #expect(try propose(["rules", "propose", place.path], by: "fang", at: data).isRefusal)
            let none = try propose(["rules", "propose", folder.path + "/none"], by: "fang", at: data)
            #expect(none.isRefusal, "\(none.status) \(none.errors)")
        }
    }
}
