import Chronology
import Rules
import Testing

@testable import Office
@testable import Web

@Suite struct `The words for how the system stands` {
    private let now = Instant("2026-11-20T08:00:00+08:00") ?? Instant(milliseconds: 0)

    private func facts() -> HealthFacts {
        HealthFacts(
            clock: now, now: now, disk: HealthFacts.Disk(free: 3 << 30, size: 1 << 40, intake: 0), lastBackup: nil,
            lastEntry: now, isSynchronised: nil,
            scrub: HealthFacts.Scrub(
                blobs: 2, waiting: 0, ended: nil,
                damaged: [
                    DamagedBlob(
                        digest: "ab12", stream: "case/7", caseNumber: "武人社监立字〔2026〕7号", problem: "vault.payload")
                ]),
            jobs: [JobRun(job: .scrub, ran: now)], stuckMessages: 0,
            witnesses: [HealthFacts.Witness(name: "w\"x", size: 1, time: now)], size: 9,
            certificate: HealthFacts.Certificate(address: "a:443", expires: now.adding(seconds: 60)),
            version: "0.1.0")
    }

    @Test func `a line that is not green says what to do, and the heading counts`() {
        let lines = facts().lines
        for line in lines {
            let words = HealthText.words(line)
            #expect((words.action == nil) == (line.level == .green), "\(words)")
            #expect(!words.finding.isEmpty)
        }
        #expect(HealthText.summary(lines) == "系统有 4 项要马上处理")
        #expect(lines.map { HealthText.words($0).finding }.contains("有 1 个文件损坏，属于案件 武人社监立字〔2026〕7号。"))
    }

    @Test func `the page links the case of a damaged file and every area`() throws {
        let frame = Frame(
            title: "系统", agency: "支队", isDemo: false, clock: nil, person: nil, csrf: "", command: "", menu: [],
            notice: nil, trail: [])
        let html = try Templates().html("system", SystemModel(facts(), roles: [Office.systemRole]), frame: frame)
        for part in ["/cases/7", "/office/people", "/integrity", "/outbox", "/system/certificate", "马上处理", "没有备份"] {
            #expect(html.contains(part), "\(part)")
        }
    }

    @Test func `the figures are in the text format of Prometheus`() {
        let text = HealthMetrics.text(facts())
        #expect(text.contains("# TYPE liuhen_disk_free_bytes gauge\nliuhen_disk_free_bytes 3221225472\n"))
        #expect(text.contains("liuhen_witness_age_seconds{witness=\"w\\\"x\"} 0\n"))
        #expect(text.contains("liuhen_health_level{subject=\"backup\"} 2\n"))
        #expect(!text.contains("liuhen_backup_age_seconds"))
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            #expect(line.wholeMatch(of: /liuhen_[a-z0-9_]+(\{[^}]*\})? -?[0-9]+/) != nil, "\(line)")
        }
    }

    @Test func `nobody is sent to a page that is closed to them`() {
        func hrefs(_ role: RoleID) -> Set<String> {
            let model = SystemModel(facts(), roles: [role])
            return Set(model.areas.map(\.href) + model.lines.compactMap { $0.link?.href })
        }
        #expect(hrefs(Office.systemRole).isSuperset(of: ["/backups", "/outbox"]))
        #expect(hrefs(Office.auditRole).contains("/backups") && !hrefs(Office.auditRole).contains("/outbox"))
        #expect(hrefs("security-administrator").isDisjoint(with: ["/backups", "/outbox"]))
    }
}
