import Casework
import Chronology
import Rules
import TestKit
import Testing

@Suite struct `Cases are joined and split` {
    private static let approval = JoinApproval(by: Actor.head.officer, role: "agency-head", scan: nil)

    private func complaint(by names: String..., against employer: String = "江城公司", procedure: String? = nil) -> Told {
        Told().given(
            .received { matter in
                matter.complainants = names.map { Complainant(name: $0) }
                matter.employers = [Employer(part: .employer, name: employer)]
                matter.wages = names.map { WageRow(worker: $0, period: "2026年1月", owed: 500_000) }
                matter.procedure = procedure
            })
    }

    private func joined(_ told: Told, reason: String = "同一单位") -> CaseEvent {
        .caseJoined(CaseJoined(into: "c2", intoNumber: "立〔2026〕7号", reason: reason, approval: Self.approval))
    }

    @Test func `a case is joined to another that runs by the same procedure, and to no other`() throws {
        let own = complaint(by: "王五").matter
        var leading = Case(id: "c2")
        #expect(own.problemsOfJoining(into: leading) == [.unknown("case", id: "c2")])
        #expect(own.problemsOfJoining(into: own) == [.notAllowed("leading", value: "2026-0001")])
        leading.apply(complaint(by: "赵六").entry(.received()))
        #expect(own.problemsOfJoining(into: leading) == [])
        let other = complaint(by: "王五", procedure: "penalty").matter
        #expect(other.problemsOfJoining(into: leading) == [.otherProcedure(number: "2026-0001")])
        let closed = complaint(by: "王五").given(.entered(.caseClosed, ["ground": "fulfilled"])).matter
        #expect(closed.problemsOfJoining(into: leading) == [.ended(number: "2026-0001")])
        let gone = complaint(by: "王五").given(joined(complaint(by: "王五"))).matter
        #expect(gone.problemsOfJoining(into: leading) == [.joined(into: "立〔2026〕7号")])
    }

    @Test func `a joined case takes nothing more, and says where its matter runs`() throws {
        let told = complaint(by: "王五")
        #expect(try told.problems(of: joined(told, reason: " ")) == [.blank("reason")])
        let gone = told.given(joined(told), by: .head)
        #expect(gone.matter.joinedInto?.number == "立〔2026〕7号")
        #expect(gone.matter.number == told.matter.number)
        for event in [CaseEvent.material(), .numbered, .act(), joined(told)] {
            #expect(try gone.problems(of: event, by: .head) == [.joined(into: "立〔2026〕7号")])
        }
    }

    /// WH-11.2: the filing form within five working days of Monday 2 March 2026, by Monday 9 March.
    @Test func `what was still open ends with the joining, and what was overdue by then stays`() throws {
        let told = complaint(by: "王五").submitting("reg", "complaint-registration-form")
        func states(_ told: Told, at time: String) throws -> [Obligation.State] {
            try RuleBook.wuhan().obligations(of: told.matter.caseFacts, at: RuleCase.instant(time))
                .filter { $0.rule == RuleID("WH-11.2") }.map(\.state)
        }
        #expect(try states(told, at: "2026-03-10 09:00") == [.overdue])
        let inTime = told.at("2026-03-05 09:00").given(joined(told), by: .head)
        #expect(try states(inTime, at: "2026-03-04 09:00") == [.open])
        #expect(try states(inTime, at: "2026-03-10 09:00") == [.notApplicable])
        let tooLate = told.at("2026-03-10 09:00").given(joined(told), by: .head)
        #expect(try states(tooLate, at: "2026-03-20 09:00") == [.overdue])
    }

    @Test func `people and material come into the leading case once, under the number they came from`() throws {
        let leading = complaint(by: "赵六").given(.material("m1"))
        let own = complaint(by: "王五", "赵六", against: "汉江公司").given(.material("m1", name: "考勤表")).given(
            .entered(.materialStamped, about: "m1", ["stamp": "copy-verified", "date": "2026-03-02"]))
        let parts = own.matter.takenIn(by: leading.matter, reason: "同一工地")
        let after = parts.reduce(leading) { $0.given(.caseTakenIn($1), by: .head) }.matter
        #expect(after.matter?.complainants?.map(\.name) == ["赵六", "王五"])
        #expect(after.matter?.employers?.map(\.name) == ["江城公司", "汉江公司"])
        #expect(after.materials.map(\.received.item) == ["m1", "2026-0001：m1"])
        #expect(after.materials.last?.stamps == ["copy-verified"])
        #expect(after.bound.map(\.bond) == [.tookIn])
        #expect(after.facts.count { $0.kind == .takenIn } == 1)
        // What came along makes no new duty: it was received and stamped where it first came to.
        #expect(after.facts.count { $0.kind == .materialReceived } == 1)
    }

    @Test func `two hundred people fit the log in several entries`() throws {
        let names = (1...200).map { "职工\($0)" }
        var own = Case(id: "c1")
        own.apply(
            Told().entry(
                .received { matter in
                    matter.complainants = names.map {
                        Complainant(
                            name: $0, sex: "男", identityNumber: "420100199001010011", phone: "13800000000",
                            address: "武汉市硚口区解放大道一百二十三号四栋五单元六〇七室")
                    }
                }))
        let parts = own.takenIn(by: complaint(by: "赵六").matter, reason: "同一单位")
        #expect(parts.map(\.part) == Array(1...parts.count))
        #expect(parts.flatMap { $0.complainants ?? [] }.map(\.name) == names)
        for part in parts {
            #expect(try CaseEvent.caseTakenIn(part).record().personal?.count ?? 0 < 12 << 10)
        }
    }

    @Test func `a split names who goes, what goes and why, and leaves somebody who complains`() throws {
        let told = complaint(by: "王五", "赵六").given(.material("m1"))
        let split = CaseSplit(
            people: ["王五"], employers: ["江城公司"], materials: ["m1"], cause: "未签劳动合同", matter: "未签合同一事", reason: "事项不同")
        #expect(told.matter.problems(of: split) == [])
        func problems(_ change: (inout CaseSplit) -> Void) -> [Problem] {
            var other = split
            change(&other)
            return told.matter.problems(of: other)
        }
        #expect(problems { $0.people = [] } == [.blank("split-people")])
        #expect(problems { $0.people = ["王五", "赵六"] } == [.nobodyLeft])
        #expect(problems { $0.people = ["李四"] } == [.notAllowed("split-people", value: "李四")])
        #expect(problems { $0.employers = [] } == [.blank("split-employers")])
        #expect(problems { $0.materials = ["m9"] } == [.unknown("material", id: "m9")])
        #expect(problems { $0.cause = "" } == [.blank("cause")])
        #expect(problems { $0.matter = "" } == [.blank("split-matter")])
        #expect(problems { $0.reason = "" } == [.blank("reason")])
    }

    @Test func `who goes leaves the old case with what they are owed, and begins anew`() throws {
        let told = complaint(by: "王五", "赵六").given(.material("m1")).given(.numbered)
        let split = CaseSplit(
            people: ["王五"], employers: ["江城公司"], materials: ["m1"], cause: "未签劳动合同", matter: "未签合同一事", reason: "事项不同")
        let parts = try #require(told.matter.parts(of: split))
        #expect(parts.matter.complainants?.map(\.name) == ["王五"])
        #expect(parts.matter.cause == "未签劳动合同" && parts.matter.intakeNumber == "" && parts.matter.informant == nil)
        #expect(parts.wages.map(\.worker) == ["王五"])
        let left = told.given(
            .caseSplitOff(
                CaseSplitOff(
                    into: "c3", intoNumber: "2026-0009", reason: split.reason, approval: Self.approval,
                    people: split.people, matter: split.matter)), by: .head
        ).matter
        #expect(left.matter?.complainants?.map(\.name) == ["赵六"])
        #expect(left.wages.map(\.worker) == ["赵六"])
        #expect(left.materials.count == 1 && left.serial == "立〔2026〕7号")
        #expect(left.bound.map(\.number) == ["2026-0009"])
        // The new case counts from the split, and knows where it comes from.
        let new = parts.takenIn.reduce(Told().at("2026-04-01 09:00").given(.matterReceived(parts.matter))) {
            $0.given(.caseTakenIn($1))
        }.matter
        #expect(new.receivedAt == RuleCase.instant("2026-04-01 09:00"))
        #expect(new.bound.map(\.bond) == [.splitFrom])
        #expect(new.materials.map(\.received.item) == ["立〔2026〕7号：m1"])
    }
}
