import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// How one act comes into a case: once, on what its author saw, at a time that is over.
@Suite struct `An act in a case` {
    @Test func `is done once when it is sent twice, one after the other or at once`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint(command: "the-first-complaint")
        #expect(try await sample.complaint(command: "the-first-complaint") == id)
        #expect(try sample.version(id) == 1)
        let context = try await sample.context("wang")
        try await sample.takeIn("m1", in: id, context)
        try await sample.takeIn("m1", in: id, context)
        #expect(try sample.version(id) == 2)

        let other = try await sample.context("wang")
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 1...8 { group.addTask { try await sample.takeIn("m2", in: id, other) } }
            try await group.waitForAll()
        }
        #expect(try sample.version(id) == 3)
    }

    @Test func `is refused under the id of another`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint(command: "the-first-complaint")
        let context = try await sample.context("wang")
        try await sample.takeIn("m1", in: id, context)
        let before = try sample.version(id)
        await #expect(throws: OfficeError.commandReused) { try await sample.takeIn("m2", in: id, context) }
        let act = ActEntered(what: .acceptanceDecided, subject: nil, answers: ["accepted": false, "reason": "无"])
        await #expect(throws: OfficeError.commandReused) {
            try await sample.office.enter(.actEntered(act), in: id, context)
        }
        var matter = SampleOffice.matter
        matter.cause = "别的案由"
        let again = try await sample.context("wang", command: "the-first-complaint")
        await #expect(throws: OfficeError.commandReused) { _ = try await sample.office.receive(matter, again) }
        #expect(try sample.version(id) == before)
    }

    @Test func `is not entered on a case that changed since it was seen`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let first = try await sample.context("wang", seen: 1)
        let second = try await sample.context("li", seen: 1)
        try await sample.takeIn("m1", in: id, first)
        await #expect(throws: OfficeError.changedMeanwhile(case: id, seen: 1, current: 2)) {
            try await sample.takeIn("m2", in: id, second)
        }
        #expect(try sample.version(id) == 2)
        // What was done before is no conflict with itself.
        try await sample.takeIn("m1", in: id, first)
        #expect(try sample.version(id) == 2)
    }

    @Test func `is entered for one of many who act on the same page at once`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        var contexts: [CommandContext] = []
        for _ in 1...10 { contexts.append(try await sample.context("wang", seen: 1)) }
        let done = await withTaskGroup(of: Bool.self) { group in
            for (number, context) in contexts.enumerated() {
                group.addTask {
                    do {
                        try await sample.takeIn("m\(number)", in: id, context)
                        return true
                    } catch OfficeError.changedMeanwhile(let place, _, _) {
                        return place != id
                    } catch {
                        return true
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(done == 1)
        #expect(try sample.version(id) == 2)
    }

    @Test(.features("late-entry"), .rows("WH-2.3")) func `is refused in the future, and late where it is late`()
        async throws
    {
        let sample = try await SampleOffice()
        let start = Instant("2026-09-07T09:00:00+08:00") ?? Instant(milliseconds: 0)
        try sample.office.setClock(start)
        let id = try await sample.complaint()
        let ahead = try await sample.context("wang", at: start.adding(seconds: 3600))
        await #expect(throws: OfficeError.invalid([.inTheFuture])) { try await sample.takeIn("m1", in: id, ahead) }
        #expect(try sample.version(id) == 1)

        let happened = start.adding(seconds: -3 * 86_400)
        try await sample.takeIn("m1", in: id, try await sample.context("wang", at: happened))
        let dossier = try await sample.office.dossier(id, for: try await sample.account("wang"))
        let item = try #require(dossier.timeline.first)
        #expect(item.at == happened)
        #expect(item.entered >= start)
        let entry = try #require(try sample.entries("case/\(id)").last)
        #expect(entry.at == happened)
        #expect(entry.entered >= start)
    }

    @Test func `with a required field missing is refused, and what was typed is kept`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let wang = try await sample.account("wang")
        let kind = "complaint-registration-form"
        let sheet = try await sample.office.sheet(kind: FormKindID(kind), form: nil, in: id, for: wang)
        let required = try #require(
            sheet.kind.fields.first { $0.isRequired && sheet.fields[$0.name]?.factValue?.isBlank ?? true })
        let typed = try #require(sheet.kind.fields.first { $0.kind == .paragraph && $0.name != required.name })

        // While it is being typed it is kept for its drafter alone.
        var fields = sheet.fields
        fields[typed.name] = .text("正在输入的文字")
        let entry = FormEntry(formID: nil, kind: FormKindID(kind), seenVersion: 0, fields: fields)
        try await sample.office.autosave(entry, in: id, for: wang)
        var wrong = entry
        wrong.fields["no-such-field"] = .text("x")
        await #expect(throws: OfficeError.self) {
            _ = try await sample.office.saveForm(wrong, in: id, try await sample.context("wang"))
        }
        let again = try await sample.office.sheet(kind: FormKindID(kind), form: nil, in: id, for: wang)
        #expect(again.fields[typed.name] == .text("正在输入的文字"))
        let other = try await sample.office.sheet(
            kind: FormKindID(kind), form: nil, in: id, for: try await sample.account("zhao"))
        #expect(other.fields[typed.name] != .text("正在输入的文字"))

        // Put on record it is a version; sent on its way it is refused by the field's name.
        let form = try await sample.office.saveForm(entry, in: id, try await sample.context("wang"))
        let before = try sample.version(id)
        do {
            try await sample.office.submitForm(form, version: 1, in: id, try await sample.context("wang"))
            Issue.record("a form without a required field was submitted")
        } catch OfficeError.invalid(let problems) {
            #expect(
                problems.contains {
                    if case .missingField(required.name, required.label, _) = $0 { true } else { false }
                })
        }
        #expect(try sample.version(id) == before)
        let kept = try await sample.office.sheet(kind: nil, form: form, in: id, for: wang)
        #expect(kept.fields[typed.name] == .text("正在输入的文字"))
    }

    @Test func `on an outdated form is refused, and nothing is overwritten`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let form = try await sample.form("complaint-registration-form", as: "wang", in: id)
        func save(_ text: String) async throws {
            let wang = try await sample.account("wang")
            var fields = try await sample.office.sheet(kind: nil, form: form, in: id, for: wang).fields
            fields["demand"] = .text(text)
            let entry = FormEntry(
                formID: form, kind: "complaint-registration-form", seenVersion: 1, fields: fields)
            _ = try await sample.office.saveForm(entry, in: id, try await sample.context("wang"))
        }
        try await save("第一个人写的")
        await #expect(throws: OfficeError.self) { try await save("第二个人写的") }
        #expect(try await sample.office.cases.current(id).form(form)?.fields["demand"] == .text("第一个人写的"))
    }
}
