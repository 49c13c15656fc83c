import Casework
import Chronology
import Cryptography
import Foundation
import Ledger
import TestKit
import Testing
import Vault

@testable import Office

/// The recovery key: its paper, its proof, and that no case is worked on before.
@Suite(.features("recovery-key")) struct `A recovery key` {
    @Test func `is read from its groups and as it is scanned, and every slip is told with its group`() throws {
        let key = try RecoveryKey.make()
        let groups = RecoveryPaper.groups(of: key.identity)
        #expect(groups.count == 12)
        #expect(groups.allSatisfy { $0.contains("-") })
        let typed = groups.joined(separator: " ").lowercased()
        #expect(try RecoveryPaper.identity(in: typed) == key.identity)
        #expect(try RecoveryPaper.identity(in: " \(key.identity.lowercased())\n") == key.identity)
        try RecoveryKey.prove(typed, against: key.recipient)
        // Every single wrong character, and every two neighbours exchanged, is found in its group.
        let alphabet = Array("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")
        let third = Array(groups[2])
        for place in third.indices where third[place] != "-" {
            for character in alphabet where character != third[place] {
                var wrong = third
                wrong[place] = character
                #expect(throws: OfficeError.recovery(.groups([3]))) {
                    try RecoveryPaper.identity(in: (groups[..<2] + [String(wrong)] + groups[3...]).joined())
                }
            }
        }
        for place in 0..<4 where third[place] != third[place + 1] {
            var wrong = third
            wrong.swapAt(place, place + 1)
            #expect(throws: OfficeError.recovery(.groups([3]))) {
                try RecoveryPaper.identity(in: (groups[..<2] + [String(wrong)] + groups[3...]).joined())
            }
        }
        for text in ["", "x", key.recipient, String(key.identity.dropLast()), groups.dropLast().joined()] {
            #expect(throws: OfficeError.recovery(.unreadable)) { try RecoveryPaper.identity(in: text) }
        }
        let other = try RecoveryKey.make()
        #expect(throws: OfficeError.recovery(.notTheKey)) {
            try RecoveryKey.prove(other.identity, against: key.recipient)
        }
    }

    @Test func `has to be proved before a case is worked on`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        let key = try RecoveryKey.make()
        var answers = RecoveryTests.answers(recovery: key.recipient)
        answers.numbers = [NumberChoice(series: "intake", start: 120)]
        answers.numbersReason = "上半年见纸质登记簿"
        _ = try await Office.make(answers, in: root, logger: SampleOffice.logger)
        let office = try await Office.open(root, logger: SampleOffice.logger)
        let officer = RecoveryTests.officer
        await #expect(throws: OfficeError.recovery(.notProved)) {
            _ = try await office.receive(SampleOffice.matter, CommandContext(command: "m", account: officer))
        }
        // The challenge is opened by the key, as stock age does it, and by no other.
        let challenge = try office.makeChallenge()
        let body = challenge.split(separator: "\n").dropFirst().dropLast().joined()
        let file = try #require(Data(base64Encoded: body))
        let opened = try AgeMessage.open(Array(file), with: AgeIdentity(text: key.identity))
        let answer = String(decoding: opened, as: UTF8.self)
        await #expect(throws: OfficeError.recovery(.wrongAnswer)) {
            try await office.proveRecovery(answer: "liuhen-0")
        }
        try await office.proveRecovery(answer: answer)
        #expect(try office.isRecoveryProved())
        await #expect(throws: OfficeError.recovery(.noChallenge)) { try await office.proveRecovery(answer: answer) }
        #expect(try office.recoveryState().proved?.account == "command-line")
        let id = try await office.receive(SampleOffice.matter, CommandContext(command: "m", account: officer))
        let number = try await office.cases.current(id).number
        #expect(number?.hasSuffix("〕120号") == true)
        let second = try await office.receive(SampleOffice.matter, CommandContext(command: "n", account: officer))
        #expect(try await office.cases.current(second).number?.hasSuffix("〕121号") == true)
        let year = office.now().day.year
        let register = try #require(try await office.numberRegisters(year: year).first { $0.series == "intake" })
        #expect(register.start == 120)
        #expect(register.startedBecause == "上半年见纸质登记簿")
        #expect(register.given.count == 2)
        #expect(register.next.hasSuffix("〕122号"))
    }

    @Test func `counts no more where another recipient was put in its place by hand`() async throws {
        let root = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: root) }
        var answers = RecoveryTests.answers(recovery: try RecoveryKey.make().recipient)
        answers.isProved = true
        _ = try await Office.make(answers, in: root, logger: SampleOffice.logger)
        let office = try await Office.open(root, logger: SampleOffice.logger)
        #expect(try office.isRecoveryProved())
        office.log.ledger.close()
        let file = OfficeFolder(root).keys.appendingPathComponent("recovery.age-recipient")
        try Data((try RecoveryKey.make().recipient + "\n").utf8).write(to: file)
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
        #expect(try await Office.open(root, logger: SampleOffice.logger).isRecoveryProved() == false)
    }
}

/// What the suites on a real office share.
enum RecoveryTests {
    static func answers(recovery: String) -> SetupAnswers {
        var answers = SetupAnswers()
        answers.agency = "某支队"
        answers.bureau = "某局"
        answers.word = "武"
        answers.origin = "liuhen.example"
        answers.recovery = recovery
        return answers
    }

    /// Somebody with the receiver's role, whose rights no log guards.
    static var officer: Account {
        var account = Account(id: "p1", signInName: "p1", name: "王", badge: nil, unit: "某支队")
        account.grants = [
            Account.Grant(
                id: "g", role: "intake-officer", from: Day(epochDay: 0), to: nil, unit: nil,
                by: Account.Mark(account: "x", name: "x", at: Instant(milliseconds: 0)))
        ]
        return account
    }
}
