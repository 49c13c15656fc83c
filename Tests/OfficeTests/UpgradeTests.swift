import Foundation
import Ledger
import TestKit
import Testing

@testable import Office

/// Data folders of older versions, kept as they were written: they open, verify and take an act for ever.
@Suite struct `The data folder of an older version` {
    private static let fixtures = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Fixtures")

    /// Unpacks a kept folder with the rights that its files had.
    private func kept(_ format: Int) throws -> URL {
        let root = SampleOffice.newFolder()
        try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
        let archive = Self.fixtures.appendingPathComponent("data-folder-\(format).tar.gz")
        let run = try ForeignRun("tar", "-xzf", archive.path, "-C", root.path, "--no-same-owner", "--same-permissions")
        try #require(run.status == 0)
        return root
    }

    /// What of a folder an upgrade may touch, as bytes.
    private func state(_ root: URL) throws -> [String: Data] {
        var state: [String: Data] = [:]
        for name in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }) ?? [] {
            let isTouched = ["office.json", "format.json", "keys/", "ledger/checkpoints/"].contains {
                name.hasPrefix($0)
            }
            guard isTouched, !name.hasSuffix(".lock") else { continue }
            state[name] = try? Data(contentsOf: root.appendingPathComponent(name))
        }
        return state
    }

    @Test(arguments: 1...DataFormat.current) func `opens, verifies and takes an act`(format: Int) async throws {
        let root = try kept(format)
        defer { try? FileManager.default.removeItem(at: root) }
        #expect(try DataFormat.read(OfficeFolder(root)) == format)
        #expect(await Office.verify(root).findings == [])
        let office = try await Office.open(root, logger: SampleOffice.logger)
        let before = try await office.allCases().count
        #expect(before >= 4)
        let wang = try await office.account("wang")
        _ = try await office.receive(
            SampleOffice.matter, CommandContext(command: "act-after-upgrade", account: wang))
        #expect(try await office.allCases().count == before + 1)
        office.log.ledger.close()
        #expect(try DataFormat.read(OfficeFolder(root)) == DataFormat.current)
        #expect(await Office.verify(root).findings == [])
    }

    private struct Broken: Error {}

    @Test func `is as it was where a step fails, or where the log is not whole after it`() async throws {
        let root = try kept(1)
        defer { try? FileManager.default.removeItem(at: root) }
        let before = try state(root)
        let failing = DataUpgrade.Step(from: 1) { folder in
            try Data("x".utf8).write(to: folder.keys.appendingPathComponent("log-parts.key"))
            throw Broken()
        }
        let ruining = DataUpgrade.Step(from: 1) { folder in
            try Data("x".utf8).write(to: folder.ledger.appendingPathComponent("checkpoints/latest"))
        }
        for step in [failing, ruining] {
            #expect(throws: BackupProblem.self) {
                try DataUpgrade(OfficeFolder(root), steps: [step], goal: 2).run()
            }
            #expect(try state(root) == before)
        }
        #expect(await Office.verify(root).findings == [])
        let outcome = try DataUpgrade(root).run()
        #expect(outcome.from == 1 && outcome.to == 2 && outcome.copy != nil)
        #expect(try DataUpgrade(root).run().copy == nil)
    }

    @Test func `is put back by the next start where the upgrade was killed`() async throws {
        let root = try kept(1)
        defer { try? FileManager.default.removeItem(at: root) }
        let before = try state(root)
        // As it lies when the process dies within a step: the copy is whole, the step is half done.
        let ruining = DataUpgrade.Step(from: 1) { folder in
            try FileManager.default.copyItem(
                at: folder.root.appendingPathComponent("before-upgrade"),
                to: folder.root.appendingPathComponent("kept-by-the-test"))
            throw Broken()
        }
        #expect(throws: BackupProblem.self) {
            try DataUpgrade(OfficeFolder(root), steps: [ruining], goal: 2).run()
        }
        let copy = root.appendingPathComponent("before-upgrade")
        try FileManager.default.removeItem(at: copy)
        try FileManager.default.moveItem(at: root.appendingPathComponent("kept-by-the-test"), to: copy)
        try FileManager.default.removeItem(at: root.appendingPathComponent("keys/log-parts.key"))
        try Data("half".utf8).write(to: root.appendingPathComponent("keys/log-signing.key"))
        _ = try DataUpgrade(root).run()
        let after = try state(root)
        for (name, data) in before { #expect(after[name] == data, "\(name)") }
        #expect(await Office.verify(root).findings == [])
    }

    @Test func `of a newer version is refused, and nothing in it is touched`() async throws {
        let root = try kept(1)
        defer { try? FileManager.default.removeItem(at: root) }
        try Data("{\"format\":99}".utf8).write(to: root.appendingPathComponent("format.json"))
        let before = try state(root)
        let refusal = OfficeError.backup(.newerFormat(found: 99, known: DataFormat.current))
        await #expect(throws: refusal) { try await Office.open(root, logger: SampleOffice.logger) }
        await #expect(throws: refusal) { try await Office.openForReading(root, logger: SampleOffice.logger) }
        #expect(try state(root) == before)
    }
}
