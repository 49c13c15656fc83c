import Chronology
import Office
import Testing

@testable import Web

/// What the page of backups says in its first line.
@Suite struct `The words for backups` {
    @Test(arguments: [
        (0, "met", "正常"), (36 * 3600, "met", "正常"), (36 * 3600 + 1, "soon", "偏旧"), (7 * 86_400, "soon", "偏旧"),
        (7 * 86_400 + 1, "overdue", "过旧"),
    ])
    func `turn amber after a night and a half, red after a week`(seconds: Int, state: String, word: String) throws {
        let made = try #require(Instant("2026-10-09T02:30:00+08:00"))
        let judged = BackupText.judge(last: made, hasTargets: true, now: made.adding(seconds: seconds))
        #expect(judged.state == state && judged.word == word)
    }

    @Test func `are red where there is none`() throws {
        let now = try #require(Instant("2026-10-09T02:30:00+08:00"))
        #expect(BackupText.judge(last: nil, hasTargets: false, now: now).state == "overdue")
        #expect(BackupText.judge(last: nil, hasTargets: true, now: now).heading == "还没有一次成功的备份")
    }

    @Test func `say what would be lost, and since when`() throws {
        let made = try #require(Instant("2026-10-09T02:30:00+08:00"))
        let loss = BackupLoss(entries: 12, cases: 3, newCases: 1, recordings: 2)
        #expect(
            BackupText.loss(loss, since: made)
                == "如果服务器现在损坏，会丢失 12 条日志记录，涉及 3 件案件（其中新登记 1 件），音像 2 段，都是 2026-10-09 02:30 以后登记的。")
        let nothing = BackupLoss(entries: 0, cases: 0, newCases: 0, recordings: 0)
        #expect(BackupText.loss(nothing, since: made) == "如果服务器现在损坏，不会丢失任何记录。")
    }
}
