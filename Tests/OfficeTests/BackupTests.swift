import Casework
import Chronology
import Cryptography
import Foundation
import Ledger
import Rules
import TestKit
import Testing
import Vault

@testable import Office

/// Backups by the real tool: made, proved, restored, tried.
@Suite struct `The backups of an office` {
    private let sample: SampleOffice
    private let place: BackupPlace

    init() async throws {
        sample = try await SampleOffice()
        place = try BackupPlace()
    }

    private func run(to target: BackupTarget? = nil) async throws -> BackupMade {
        let made = try await sample.office.makeBackup(to: target ?? place.target)
        try await sample.office.takeUpReports()
        return made
    }

    private func restored(
        _ key: RestoreRequest.Key? = nil, to name: String = "back", snapshot: String? = nil
    ) async throws -> RestoreResult {
        var request = RestoreRequest(from: place.target, key: try key ?? .recovery(text: recovery(), file: "recovery"))
        request.snapshot = snapshot
        return try await Restore(request).run(to: place.folder(name), logger: SampleOffice.logger)
    }

    private func recovery() throws -> String {
        try String(contentsOf: sample.root.appendingPathComponent("keys/recovery.age-key"), encoding: .utf8)
    }

    @Test(.features("offsite-backup")) func `are made while the office is at work, and stand in the log`() async throws
    {
        let before = try await sample.office.integrity().size
        let made = try await run()
        #expect(made.size == before && made.readBackAll && made.blobs > 0)
        let history = try sample.office.backupHistory()
        #expect(history.made == [made])
        #expect(try sample.office.backupOverview().loss.entries == 1)
        // The second finds all of it there, but for the entry about the first.
        let again = try await run()
        #expect(again.size == before + 1 && again.added < made.added - made.bytes / 2)
        #expect(!FileManager.default.fileExists(atPath: OfficeFolder(sample.root).snapshot.path))
        #expect(!FileManager.default.fileExists(atPath: OfficeFolder(sample.root).readBack.path))
    }

    @Test(.features("offsite-backup")) func `bring the office back with the recovery key alone, and it goes on`()
        async throws
    {
        let complaint = try await sample.complaint()
        let made = try await run()
        let lost = try await sample.complaint()
        let said = try sample.office.backupOverview().loss
        #expect(said.cases == 1 && said.newCases == 1)
        let size = try await sample.office.integrity().size
        let result = try await restored()
        #expect(result.findings == [] && result.size == made.size && result.known == nil)
        #expect(size - result.size == said.entries)
        let office = try await Office.open(place.folder("back"), logger: SampleOffice.logger)
        defer { office.log.ledger.close() }
        #expect(try await office.allCases().map(\.id) == [complaint])
        #expect(try await !office.allCases().contains { $0.id == lost })
        #expect(try office.backupHistory().restored.map(\.size) == [made.size])
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        #expect(await Office.verify(place.folder("back")).findings == [])
    }

    @Test func `that are stopped go on the next time`() async throws {
        for phase in [BackupProgress.Phase.preparing, .copying, .checking, .proving] {
            let stop = StopSignal()
            await #expect(throws: OfficeError.backup(.stopped)) {
                _ = try await sample.office.makeBackup(to: place.target, stop: stop) { progress in
                    if progress.phase == phase { stop.stop() }
                }
            }
            #expect(!FileManager.default.fileExists(atPath: OfficeFolder(sample.root).snapshot.path))
        }
        #expect(try await run().blobs > 0)
        #expect(try await restored().findings == [])
    }

    @Test func `are not held up by a run that was killed while it tidied up`() async throws {
        _ = try await run()
        // It wants the backups for itself alone, as tidying up does.
        let restic = try locking(["check"])
        kill(restic.processIdentifier, SIGKILL)
        restic.waitUntilExit()
        #expect(try !locks().isEmpty)
        #expect(try await run().blobs > 0)
    }

    @Test func `are not held up by the lock of a run that was killed, though its number is another process's`()
        async throws
    {
        let made = try await run()
        let restic = try locking(["backup", "--stdin", "-q"])
        defer { restic.terminate() }
        await #expect(throws: OfficeError.backup(.busy)) { _ = try await run() }
        let mark = sample.root.appendingPathComponent("cache/backup-\(made.target)")
        try Data().write(to: mark)
        #expect(try await run().blobs > 0)
    }

    /// The tool at work on the backups, without us.
    private func tool(_ arguments: [String]) throws -> Process {
        let restic = Process()
        restic.executableURL = URL(fileURLWithPath: try Restic.program())
        restic.arguments = ["--repo", place.target.address + "/repository", "--no-cache"] + arguments
        restic.environment = ["RESTIC_PASSWORD": try BackupPassword.read(OfficeFolder(sample.root))]
        restic.standardInput = Pipe()
        restic.standardOutput = FileHandle.nullDevice
        try restic.run()
        return restic
    }

    private func locks() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: place.target.address + "/repository/locks")
    }

    /// The tool once it holds its lock, begun again where it was through before anybody saw that.
    private func locking(_ arguments: [String]) throws -> Process {
        var restic = try tool(arguments)
        while try locks().isEmpty {
            Thread.sleep(forTimeInterval: 0.002)
            if !restic.isRunning { restic = try tool(arguments) }
        }
        return restic
    }

    @Test func `open with the server's keys where they survived, and with nothing else`() async throws {
        _ = try await run()
        let keys = sample.root.appendingPathComponent("keys")
        #expect(try await restored(.keys(keys)).findings == [])
        let stranger = try RecoveryKey.make().identity
        await #expect(throws: BackupProblem.keyWrong) {
            _ = try await restored(.recovery(text: stranger, file: "x"), to: "other")
        }
        await #expect(throws: BackupProblem.keyUnreadable(file: "x")) {
            _ = try await restored(.recovery(text: "nothing", file: "x"), to: "other")
        }
        let groups = RecoveryPaper.groups(of: try recovery())
        let typed = try await restored(.recovery(text: groups.joined(separator: "\n"), file: "x"), to: "typed")
        #expect(typed.findings == [])
        var slip = groups
        slip[3] = (slip[3].first == "Q" ? "P" : "Q") + slip[3].dropFirst()
        await #expect(throws: BackupProblem.keyMistyped(file: "x", groups: [4])) {
            _ = try await restored(.recovery(text: slip.joined(separator: " "), file: "x"), to: "other")
        }
        await #expect(throws: BackupProblem.keyUnreadable(file: place.folder("none").path)) {
            _ = try await restored(.keys(place.folder("none")), to: "other")
        }
        #expect(!FileManager.default.fileExists(atPath: place.folder("other").path))
    }

    @Test(.features("offsite-backup")) func `come back by the stock tools alone`() async throws {
        _ = try await run()
        let identity = place.folder("recovery.txt")
        try Data(try recovery().utf8).write(to: identity)
        let backup = place.target.address
        let password = try ForeignRun(
            "age", "--decrypt", "--identity", identity.path, backup + "/password.age"
        ).output
        let file = place.folder("password.txt")
        try Data(password.utf8).write(to: file)
        let out = place.folder("by-hand")
        let restic = try ForeignRun(
            "restic", "--no-cache", "--repo", backup + "/repository", "--password-file", file.path, "restore", "latest",
            "--target", out.path)
        #expect(restic.status == 0, "\(restic.output)")
        let names = FileManager.default.enumerator(atPath: out.appendingPathComponent("blobs").path)
        let blob = try #require(names?.compactMap { $0 as? String }.first { $0.hasSuffix(".age") })
        let opened = try ForeignRun(
            "age", "--decrypt", "--identity", identity.path, "--output", place.folder("blob").path,
            out.appendingPathComponent("blobs/" + blob).path)
        #expect(opened.status == 0)
        #expect(FileManager.default.fileExists(atPath: out.appendingPathComponent("snapshot/ledger/ledger.db").path))
    }

    @Test(.features("offsite-backup", "recovery-key"))
    func `open what was stored before the recovery key was changed by the new paper alone, with stock tools`()
        async throws
    {
        try await sample.office.set(place.target, secrets: nil, try await sample.context("admin"))
        try await sample.office.backUp()
        #expect(try sample.office.backupHistory().made.count == 1)
        let content = Array("存入于更换以前".utf8)
        let stored = try await sample.office.files.put(content, mediaType: "text/plain", name: "旧件.txt")
        let key = try RecoveryKey.make()
        try await sample.office.askRecoveryChange(
            to: key.recipient, reason: "原来的纸遗失", try await sample.context("admin"))
        try await sample.office.confirmRecoveryChange(try await sample.context("audit"))
        let paper = place.folder("new-paper.txt")
        try Data(key.identity.utf8).write(to: paper)
        func password() throws -> ForeignRun {
            try ForeignRun("age", "--decrypt", "--identity", paper.path, place.target.address + "/password.age")
        }
        #expect(try password().status != 0)
        // The change itself asks for the backup: until it is made, the new paper opens nothing.
        try await sample.office.backUp()
        #expect(try sample.office.backupHistory().made.count == 2)
        let opened = try password()
        #expect(opened.status == 0)
        let secret = place.folder("password.txt")
        try Data(opened.output.utf8).write(to: secret)
        let out = place.folder("by-hand")
        let restic = try ForeignRun(
            "restic", "--no-cache", "--repo", place.target.address + "/repository", "--password-file", secret.path,
            "restore", "latest", "--target", out.path)
        #expect(restic.status == 0, "\(restic.output)")
        let digest = try #require(Digest(hex: stored.digest))
        let name = sample.office.vaultKeys.name(of: digest)
        let blob = out.appendingPathComponent("blobs/\(name.prefix(2))/\(name).age").path
        // The blob itself was written for the paper of its time; the server's key came back with the backup.
        #expect(try ForeignRun("age", "--decrypt", "--identity", paper.path, blob).status != 0)
        let server = out.appendingPathComponent("snapshot/keys/vault.age-key").path
        #expect(try ForeignRun("age", "--decrypt", "--identity", server, blob).output == "存入于更换以前")
        #expect(try await restored(.recovery(text: key.identity, file: "new-paper.txt")).findings == [])
    }

    @Test func `refuse a target that cannot be one, and say why`() async throws {
        func problem(_ path: String) async throws -> BackupProblem? {
            let target = try #require(BackupTarget(path))
            do {
                _ = try await sample.office.makeBackup(to: target)
                return nil
            } catch OfficeError.backup(let problem) { return problem }
        }
        let root = sample.root.resolvingSymlinksInPath().path
        for path in [root, root + "/backup", (root as NSString).deletingLastPathComponent] {
            #expect(try await problem(path) == .targetWithin(path: path))
        }
        let absent = place.folder("no/such/disk").path
        #expect(try await problem(absent) == .targetAbsent(path: absent))
        let taken = place.folder("taken")
        try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: taken.appendingPathComponent("照片.jpg"))
        #expect(try await problem(taken.path) == .targetTaken(path: taken.path))
        #expect(BackupTarget("relative/path") == nil && BackupTarget("s3:host/x") == nil)
        #expect(BackupTarget("/a/b/")?.id == BackupTarget("/a/./b")?.id)
    }

    @Test func `of another office are left alone, and a disk that is gone is not begun anew`() async throws {
        _ = try await run()
        let other = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: other) }
        _ = try await SampleOffice.real(in: other)
        let office = try await Office.open(other, logger: SampleOffice.logger)
        defer { office.log.ledger.close() }
        await #expect(
            throws: OfficeError.backup(
                .targetForeign(path: place.target.address, office: sample.office.information.agency))
        ) { _ = try await office.makeBackup(to: place.target) }
        // The disk is taken out: its mount point is an empty folder now.
        try FileManager.default.moveItem(atPath: place.target.address, toPath: place.target.address + ".out")
        try FileManager.default.createDirectory(atPath: place.target.address, withIntermediateDirectories: true)
        await #expect(throws: OfficeError.backup(.targetAbsent(path: place.target.address))) {
            _ = try await run()
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: place.target.address) == [])
    }

    @Test func `that rotted are told, by the next backup and by a drill`() async throws {
        _ = try await run()
        let packs = URL(fileURLWithPath: place.target.address + "/repository/data")
        let files = FileManager.default.enumerator(atPath: packs.path)?.compactMap { $0 as? String } ?? []
        let rotten = files.map { packs.appendingPathComponent($0) }.filter { !$0.hasDirectoryPath }
        #expect(!rotten.isEmpty)
        // All of them: which ones the newest backup rests on is the tool's affair.
        for file in rotten {
            var bytes = try Data(contentsOf: file)
            bytes[bytes.count / 2] ^= 1
            try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
            try bytes.write(to: file)
        }
        await #expect(throws: OfficeError.self) { _ = try await run() }
        await #expect(throws: OfficeError.self) { _ = try await sample.office.makeDrill(with: place.target) }
        #expect(try sample.office.backupHistory().made.count == 1)
    }

    @Test func `are tried by a drill, which is told and leaves nothing behind`() async throws {
        let made = try await run()
        _ = try await sample.complaint()
        let drill = try await sample.office.makeDrill(with: place.target)
        try await sample.office.takeUpReports()
        #expect(drill.findings == [] && drill.size == made.size && drill.logSize > made.size)
        #expect(try sample.office.backupHistory().drills == [drill])
        #expect(!FileManager.default.fileExists(atPath: OfficeFolder(sample.root).readBack.path))
    }

    @Test(.features("scrub")) func `give back a blob that rotted or is gone`() async throws {
        _ = try await run()
        let blobs = OfficeFolder(sample.root).blobs
        let names = FileManager.default.enumerator(atPath: blobs.path)?.compactMap { $0 as? String } ?? []
        let files = names.filter { $0.hasSuffix(".age") }.sorted().map { blobs.appendingPathComponent($0) }
        try #require(files.count >= 2)
        try FileManager.default.removeItem(at: files[0])
        var bytes = try Data(contentsOf: files[1])
        bytes[bytes.count - 20] ^= 1
        try bytes.write(to: files[1])
        #expect(await Office.verify(sample.root).findings.count == 2)
        let repaired = try await sample.office.repairBlobs(from: place.target)
        #expect(repaired.count == 2 && repaired.values.allSatisfy { $0 })
        #expect(await Office.verify(sample.root).findings == [])
        #expect(try await sample.office.repairBlobs(from: place.target) == [:])
    }

    @Test func `older than the log that lies there open an epoch with two people, or nothing is written`() async throws
    {
        let first = try await run()
        _ = try await sample.complaint()
        let newer = try await sample.office.integrity().size
        sample.office.log.ledger.close()
        // Over the very folder, whose log has gone further.
        var request = RestoreRequest(from: place.target, key: .keys(sample.root.appendingPathComponent("keys")))
        let result = try await Restore(request).run(to: sample.root, logger: SampleOffice.logger)
        let aside = try #require(result.replaced)
        defer { try? FileManager.default.removeItem(at: aside) }
        #expect(result.known == newer && result.size == first.size && result.epoch == nil)
        await #expect(throws: OfficeError.storage(reason: "ledger.behind-checkpoint")) {
            try await Office.open(sample.root, logger: SampleOffice.logger)
        }
        request.epoch = ("误操作后恢复", ("wang", "wang"))
        await #expect(throws: OfficeError.storage(reason: "ledger.same-approver")) {
            _ = try await Restore(request).run(to: sample.root, logger: SampleOffice.logger)
        }
        request.epoch = ("误操作后恢复", ("wang", "li"))
        let again = try await Restore(request).run(to: sample.root, logger: SampleOffice.logger)
        defer { if let aside = again.replaced { try? FileManager.default.removeItem(at: aside) } }
        #expect(again.epoch?.number == 2 && again.findings == [])
        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        _ = try await office.receive(SampleOffice.matter, try await sample.context("wang"))
        office.log.ledger.close()
        let report = await Office.verify(sample.root)
        #expect(report.findings == [] && report.epochs.count == 1)
    }

    @Test func `older than another backup beside them are caught too`() async throws {
        let first = try await run()
        _ = try await sample.complaint()
        let second = try await run()
        #expect(try await restored(snapshot: second.snapshot).known == nil)
        let result = try await restored(to: "older", snapshot: first.snapshot)
        #expect(result.known == second.size)
        await #expect(throws: OfficeError.storage(reason: "ledger.behind-checkpoint")) {
            try await Office.open(place.folder("older"), logger: SampleOffice.logger)
        }
    }

    @Test func `are not restored over a running office, another one, or anything else`() async throws {
        _ = try await run()
        await #expect(throws: BackupProblem.destinationInUse(path: sample.root.path)) {
            let request = RestoreRequest(from: place.target, key: .recovery(text: try recovery(), file: "x"))
            _ = try await Restore(request).run(to: sample.root, logger: SampleOffice.logger)
        }
        let taken = place.folder("taken")
        try FileManager.default.createDirectory(at: taken, withIntermediateDirectories: true)
        try Data("x".utf8).write(to: taken.appendingPathComponent("照片.jpg"))
        await #expect(throws: BackupProblem.destinationTaken(path: taken.path)) { _ = try await restored(to: "taken") }
        await #expect(throws: BackupProblem.noSnapshot(id: "ffffffff")) {
            _ = try await restored(to: "x", snapshot: "ffffffff")
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: taken.path) == ["照片.jpg"])
    }
}
