import Chronology
import Foundation
import Logging
import Office
import Rules
import Testing

@Suite struct `The staff of a demo office` {
    @Test(arguments: ["qiaokou", "district", "fushun", "linxi", "wuhan"])
    func `has somebody for every role of its text who signs in, and two who investigate`(name: String) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let office = try await Office.makeDemo(pack: name, in: folder, logger: Logger(label: "test"))
        let people = await office.accounts()
        let today = office.now().day
        for role in try PackLibrary.bundled.pack(name).roles where !role.isOutside && role.id != Account.leadRole {
            #expect(people.contains { $0.roles(on: today).contains(role.id) }, "\(name) has no \(role.id)")
        }
        let officers = people.filter { $0.roles(on: today).contains("officer") }
        #expect(officers.count == 2)
        #expect(officers.allSatisfy { $0.badge != nil })
        #expect(Set(officers.map(\.badge)).count == 2)
        #expect(Set(people.map(\.name)).count == people.count)
        for administrator in ["system-administrator", "security-administrator", "audit-administrator"] {
            #expect(people.contains { $0.roles(on: today) == [administrator] })
        }
        #expect(await !office.allDevices().isEmpty)
        #expect(Set(office.rules.packs.map(\.id)) == [name, "national"])
        #expect(office.information.isDemo)
    }

    @Test func `is of the body that issued the text, and takes its words for numbers`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let office = try await Office.makeDemo(pack: "qiaokou", in: folder, logger: Logger(label: "test"))
        #expect(office.information.agency == "硚口区人力资源局（演示）")
        #expect(office.information.word == "硚")
        #expect(office.rules.numberWord("case") == "人资立")
        #expect(office.rules.numberWord("document") == "人资")
        #expect(office.rules.numberWord("intake") == nil)
    }

    @Test func `cannot be of a text that there is not`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("liuhen-\(UUID().uuidString)")
        await #expect(throws: PackError.self) {
            try await Office.makeDemo(pack: "atlantis", in: folder, logger: Logger(label: "test"))
        }
        #expect(!FileManager.default.fileExists(atPath: folder.path))
    }
}
