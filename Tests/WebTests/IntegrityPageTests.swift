import Chronology
import Ledger
import Testing

@testable import Office
@testable import Web

@Suite struct `The page of the log's integrity` {
    private let frame = Frame(
        title: "完整性", agency: "支队", isDemo: false, clock: "2026-10-09 09:00",
        person: Frame.Person(name: "李", roles: "审计管理员", badge: nil), csrf: "token", command: "command-id", menu: [],
        notice: nil, trail: [])
    private let information = OfficeInformation(
        origin: "liuhen.example", agency: "某支队", bureau: "某局", word: "武", level: "city", packs: ["wuhan"])

    private func page(
        witnesses: [WitnessOverview] = [], epochs: [LogEpoch] = [], keyChanges: [LogKeyChange] = []
    ) throws -> String {
        let integrity = Integrity(
            size: 60, checkpoint: "c", verifierKey: "k", witnesses: [], epochs: epochs, keyChanges: keyChanges)
        return try Templates().html("integrity", IntegrityModel(integrity, witnesses, information), frame: frame)
    }

    @Test func `says that nobody outside has witnessed the log, and nothing of epochs and keys`() throws {
        let html = try page()
        #expect(html.contains("尚无外部见证"))
        #expect(!html.contains("日志纪元") && !html.contains("密钥更换"))
    }

    @Test func `says who has witnessed how much and when`() throws {
        let noon = try #require(Instant("2026-10-09T12:05:00+08:00"))
        let key = try WitnessKey(name: "witness.example/<上级>", publicKey: [UInt8](repeating: 7, count: 32))
        let setting = WitnessSetting(key: key, manner: .stick, address: "")
        let last = LogWitness(name: key.name, epoch: 1, size: 40, time: noon)
        let html = try page(witnesses: [WitnessOverview(setting: setting, last: last, tried: nil, problem: nil)])
        #expect(html.contains("witness.example/&lt;上级&gt;"))
        #expect(html.contains("2026-10-09 12:05 见证前 40 条记录，其后还有 20 条没有见证"))
        #expect(!html.contains("尚无外部见证"))
        let refused = WitnessOverview(setting: setting, last: last, tried: noon, problem: .behind(seen: 70))
        #expect(try page(witnesses: [refused]).contains("见证方见过 70 条记录，比本单位现有的多"))
    }

    @Test func `says where the log went on behind a checkpoint, and where its key was changed`() throws {
        let noon = try #require(Instant("2026-10-09T12:00:00+08:00"))
        let html = try page(
            epochs: [
                LogEpoch(
                    number: 2, opened: noon, restored: 30, abandoned: 45, reason: "磁盘损坏", approvers: ["李局长", "王管理"])
            ],
            keyChanges: [LogKeyChange(time: noon, size: 50, old: "0a0b0c0d", new: "1a1b1c1d", reason: "例行更换")])
        #expect(html.contains("第 2 纪元：2026-10-09 12:00 恢复备份后从第 30 条记录之后继续"))
        #expect(html.contains("批准人：李局长、王管理。原因：磁盘损坏"))
        #expect(html.contains("第 50 条记录之后，签名密钥由 0a0b0c0d 换为 1a1b1c1d"))
    }
}
