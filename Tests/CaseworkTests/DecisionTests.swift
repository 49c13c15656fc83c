import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `What cannot be so is not entered` {
    @Test func `an act of the future is no act`() throws {
        let told = Told.complaint
        let later = Case.Entry(
            id: "x", actor: .intake, entered: told.clock, at: told.clock.adding(seconds: 1), event: .material())
        #expect(told.matter.decide(later, rules: try .wuhan()) == .invalid([.inTheFuture]))
        let late = Case.Entry(
            id: "x", actor: .intake, entered: told.clock.adding(seconds: 86_400), at: told.clock, event: .material())
        #expect(told.matter.decide(late, rules: try .wuhan()) == .accepted)
    }

    @Test func `a case begins once, with its receipt`() throws {
        #expect(try Told().problems(of: .material()) == [.notReceived])
        #expect(try Told().decision(on: .received()) == .accepted)
        #expect(try Told.complaint.problems(of: .received()) == [.alreadyReceived])
    }

    @Test(.rows("WH-10.1")) func `anybody may report, with no interest of their own and no name`() throws {
        #expect(try Told().problems(of: .received(.report) { $0.complainants = nil }) == [])
        #expect(
            try Told().problems(
                of: .received(.report) {
                    $0.isAnonymous = true
                    $0.complainants = nil
                }) == [])
    }

    @Test func `a matter has its number, cause and complainant, and no text without end`() throws {
        func problems(_ change: @escaping (inout MatterReceived) -> Void) throws -> [Problem] {
            try Told().problems(of: .received(.complaint, change))
        }
        #expect(try problems { $0.intakeNumber = " " } == [.blank("intake-number")])
        #expect(try problems { $0.cause = "" } == [.blank("cause")])
        #expect(try problems { $0.complainants = [Complainant(name: "　")] } == [.blank("complainants")])
        #expect(try problems { $0.complainants = nil } == [.blank("complainants")])
        #expect(try problems { $0.summary = String(repeating: "欠", count: 4001) } == [.tooLong("summary", limit: 4000)])
        #expect(try problems { $0.summary = String(repeating: "欠", count: 4000) } == [])
        #expect(
            try problems { $0.wages = [WageRow(worker: "王五", period: "1月", owed: -1)] }
                == [.notAllowed("wages", value: "王五")])
        #expect(try Told().problems(of: .received(.report) { $0.complainants = nil }) == [])
    }

    @Test func `material has a name, pages and an id of its own`() throws {
        #expect(try Told.complaint.problems(of: .material(name: " ")) == [.blank("name")])
        #expect(try Told.complaint.problems(of: .material(name: nil)) == [.blank("name")])
        #expect(try Told.complaint.problems(of: .material(pages: 0)) == [.blank("pages")])
        #expect(
            try Told.complaint.given(.material()).problems(of: .material()) == [.alreadyExists("material", id: "m1")])
    }

    @Test func `a case has one serial number, and it says something`() throws {
        #expect(try Told.complaint.problems(of: .caseNumbered(CaseNumbered(serial: " "))) == [.blank("serial")])
        #expect(
            try Told.complaint.given(.numbered).problems(of: .caseNumbered(CaseNumbered(serial: "8")))
                == [.alreadyNumbered("立〔2026〕7号")])
    }

    @Test func `a case is led by somebody`() throws {
        let nobody = LeadAssigned(lead: Officer(account: " ", name: "", badge: nil), others: [])
        #expect(try Told.complaint.problems(of: .leadAssigned(nobody)) == [.noOfficer])
    }

    @Test func `an act has officers, ends after its start, has a place on site and an id of its own`() throws {
        func problems(_ change: @escaping (inout ActRecorded) -> Void) throws -> [Problem] {
            try Told.complaint.problems(of: .act(change: change))
        }
        #expect(try problems { _ in } == [])
        #expect(try problems { $0.officers = [] } == [.noOfficer])
        #expect(try problems { $0.to = .clock("09:59:59") } == [.endsBeforeStart])
        #expect(try problems { $0.place = " " } == [.blank("place")])
        #expect(
            try problems {
                $0.place = nil
                $0.isOnSite = false
            } == [])
        #expect(try Told.complaint.given(.act()).problems(of: .act()) == [.alreadyExists("act", id: "a1")])
    }

    @Test func `an act that is known is finalised once`() throws {
        #expect(try Told.complaint.problems(of: .finalised()) == [.unknown("act", id: "a1")])
        let finalised = Told.complaint.given(.act()).given(.finalised())
        #expect(try finalised.problems(of: .finalised()) == [.alreadyFinalised("a1")])
    }

    @Test func `a recording is taken in once, of a known act, with its device and its length`() throws {
        let told = Told.complaint.given(.act()).given(.recording("r1", "10:00:00", "10:20:00"))
        #expect(
            try told.problems(of: .recording("r1", "10:00:00", "10:20:00", content: "b"))
                == [.alreadyExists("recording", id: "r1")])
        #expect(
            try told.problems(of: .recording("r2", "10:20:00", "10:30:00"))
                == [.alreadyExists("recording", id: "r2.mp4")])
        #expect(
            try told.problems(of: .recording("r2", of: "a9", "10:20:00", "10:30:00", content: "b"))
                == [.unknown("act", id: "a9")])
        #expect(
            try told.problems(of: .recording("r2", "10:20:00", "10:20:00", device: " ", content: "b"))
                == [.blank("device"), .blank("duration")])
        #expect(try told.problems(of: .recording("r2", of: nil, "10:20:00", "10:30:00", content: "b")) == [])
    }

    @Test(.rows("WH-5.2")) func `a device that is not registered needs a reason`() throws {
        func event(_ reason: String?) -> CaseEvent {
            .recording("r1", of: nil, "10:00:00", "10:20:00") {
                $0.deviceRegistered = false
                $0.deviceReason = reason
            }
        }
        #expect(try Told.complaint.problems(of: event(nil)) == [.blank("device-reason")])
        #expect(try Told.complaint.problems(of: event(" ")) == [.blank("device-reason")])
        #expect(try Told.complaint.decision(on: event("设备送修")) == .accepted)
    }

    @Test func `only a known form that was frozen and stands is served, by a method of the procedure`() throws {
        let told = Told.complaint.submitting("f1", "inquiry-notice").given(.drafted("f2", "inquiry-notice"))
        #expect(try told.problems(of: .served("s1", form: "f9")) == [.unknown("form", id: "f9")])
        #expect(try told.problems(of: .served("s1", form: "f2")) == [.notSubmitted(form: "f2")])
        #expect(try told.problems(of: .served("s1", form: "f1", receipt: "f9")) == [.unknown("receipt", id: "f9")])
        #expect(try told.problems(of: .served("s1", form: "f1", addressee: " ")) == [.blank("addressee")])
        #expect(
            try told.problems(of: .served("s1", form: "f1", method: "pigeon"))
                == [.notAllowed("method", value: "pigeon")])
        #expect(try told.problems(of: .served("s1", form: "f1")) == [])
        #expect(
            try told.given(.served("s1", form: "f1")).problems(of: .served("s1", form: "f1"))
                == [.alreadyExists("service", id: "s1")])
        #expect(try told.given(.voided("f1")).problems(of: .served("s1", form: "f1")) == [.voided(form: "f1")])
    }
}
