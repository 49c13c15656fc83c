import Casework
import Foundation
import Ledger
import Rules
import Testing

@testable import Office

/// A transcript of some hundred pages: what an inquiry of a day gives.
@Suite struct `A form too long for the log, in an office` {
    private static let rows = (1...900).map { number in
        [
            "question": "第\(number)个问题：\(number)月的工资是怎样约定、怎样结算、由谁发放的？",
            "answer": "答复\(number)：约定每月底按出勤天数结算，由班组长带现金到工地发放，没有工资条；当月实际出勤二十六天，只发了生活费一千元，"
                + "其余说是等工程款到账以后一并补发，至今没有补发，多次催要都没有结果。",
        ]
    }

    private func drafted(_ sample: SampleOffice) async throws -> (case: String, form: String) {
        let id = try await sample.accepted()
        let form = try await sample.form(
            "filing-approval-form", as: "wang", in: id,
            ["summary": .text(Self.rows.map { $0.values.joined() }.joined(separator: "\n"))])
        return (id, form)
    }

    @Test func `says the same on the page, in the log's fold and after the office was opened again`() async throws {
        let sample = try await SampleOffice()
        let (id, form) = try await drafted(sample)
        let text = Self.rows.map { $0.values.joined() }.joined(separator: "\n")
        let kept = try await sample.office.cases.current(id).form(form)
        #expect(kept?.fields["summary"] == .text(text))
        let blob = try #require(kept?.contents.first)
        #expect(blob.byteCount > 200_000)
        let entry = try #require(try sample.entries("case/\(id)").last { $0.kind == FormDrafted.kind })
        #expect((entry.personal?.count ?? 0) < 16_384)
        #expect(!String(decoding: entry.personal ?? Data(), as: UTF8.self).contains("第900个问题"))
        sample.office.log.ledger.close()
        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        let sheet = try await office.sheet(kind: nil, form: form, in: id, for: try await sample.account("wang"))
        #expect(sheet.fields["summary"] == .text(text))
        office.log.ledger.close()
        #expect(await Office.verify(sample.root).findings == [])
    }

    @Test func `is a finding where its content is damaged or gone, and never a trap`() async throws {
        let sample = try await SampleOffice()
        let (id, form) = try await drafted(sample)
        sample.office.log.ledger.close()
        for damage in [Damage.flip, .removal] {
            let file = try #require(try largestBlob(sample))
            let content = try Data(contentsOf: file)
            switch damage {
            case .flip:
                var bytes = Array(content)
                bytes[bytes.count / 2] ^= 1
                try writable(file)
                try Data(bytes).write(to: file)
            case .removal: try FileManager.default.removeItem(at: file)
            }
            let office = try await Office.open(sample.root, logger: SampleOffice.logger)
            let current = try await office.cases.current(id)
            #expect(current.form(form)?.lacksContent == true)
            #expect(current.form(form)?.fields["summary"] == nil)
            #expect(current.form(form)?.fields["cause"] != nil)
            await #expect(throws: OfficeError.invalid([.contentUnreadable(form: form)])) {
                try await office.submitForm(form, version: 1, in: id, try await sample.context("wang"))
            }
            let page = try await office.sheet(kind: nil, form: form, in: id, for: try await sample.account("wang"))
            #expect(page.form?.lacksContent == true)
            #expect(await Office.verify(sample.root).findings.count == 1)
            // It comes back from a backup, and the case has it again without a restart.
            if FileManager.default.fileExists(atPath: file.path) { try FileManager.default.removeItem(at: file) }
            try content.write(to: file)
            #expect(try await office.cases.current(id).form(form)?.fields["summary"] != nil)
            office.log.ledger.close()
        }
    }

    @Test func `that is new is kept apart by what it is about and what it corrects`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.accepted()
        let wang = try await sample.account("wang")
        let kind = "complaint-registration-form"
        let first = try #require(try await sample.office.cases.current(id).forms.first).id
        let entries = [(nil, nil), ("m1", nil), (nil, first), ("m1", first)] as [(String?, String?)]
        for (number, (about, corrects)) in entries.enumerated() {
            try await sample.office.autosave(
                FormEntry(
                    formID: nil, kind: kind, seenVersion: 0, about: about, corrects: corrects,
                    fields: ["summary": .text("第\(number)份")]), in: id, for: wang)
        }
        for (number, (about, corrects)) in entries.enumerated() {
            let sheet = try await sample.office.sheet(
                kind: kind, form: nil, about: about, corrects: corrects, in: id, for: wang)
            #expect(sheet.fields["summary"] == .text("第\(number)份"))
        }
    }

    private enum Damage { case flip, removal }

    private func writable(_ file: URL) throws {
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: file.path)
    }

    private func largestBlob(_ sample: SampleOffice) throws -> URL? {
        let found = FileManager.default.enumerator(
            at: OfficeFolder(sample.root).blobs, includingPropertiesForKeys: [.fileSizeKey, .isRegularFileKey])
        let files = (found?.allObjects as? [URL] ?? []).filter {
            (try? $0.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) == true
        }
        func size(_ file: URL) -> Int { (try? file.resourceValues(forKeys: [.fileSizeKey]).fileSize) ?? 0 }
        return files.max { size($0) < size($1) }
    }
}
