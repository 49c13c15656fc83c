import Casework
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Sheets that come back from paper, as a scanner gives them: pictures in a PDF.
@Suite(.features("scan-matching")) struct `A scan of signed sheets` {
    private let sample: SampleOffice
    private let id: String
    private let form: String

    /// A case whose registration form was signed once, with its own sheets.
    init() async throws {
        sample = try await SampleOffice()
        id = try await sample.accepted()
        form = try #require(try await sample.office.cases.current(id).forms.first).id
    }

    /// Pictures of the pages of several papers, one behind the other.
    private func scanned(_ papers: [[UInt8]], pages: [Int]? = nil, blurred: [Int] = []) throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("scan-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (index, paper) in papers.enumerated() {
            try Data(paper).write(to: folder.appendingPathComponent("paper\(index).pdf"))
        }
        let script = """
            import sys
            import pypdfium2
            from PIL import ImageFilter
            folder, count, order, blurred = sys.argv[1:]
            sheets = []
            for index in range(int(count)):
                for page in pypdfium2.PdfDocument(f"{folder}/paper{index}.pdf"):
                    sheets.append(page.render(scale=150 / 72, grayscale=True).to_pil().convert("L").rotate(180))
            if order: sheets = [sheets[int(place)] for place in order.split(",")]
            for place in filter(None, blurred.split(",")):
                sheets[int(place)] = sheets[int(place)].filter(ImageFilter.GaussianBlur(9))
            sheets[0].save(folder + "/scan.pdf", save_all=True, append_images=sheets[1:], resolution=150)
            """
        let process = Process()
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        process.executableURL = URL(
            fileURLWithPath: ProcessInfo.processInfo.environment["LIUHEN_PYTHON"] ?? "\(root)/.tools/venv/bin/python")
        process.arguments = [
            "-c", script, folder.path, String(papers.count), (pages ?? []).map(String.init).joined(separator: ","),
            blurred.map(String.init).joined(separator: ","),
        ]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
        return Array(try Data(contentsOf: folder.appendingPathComponent("scan.pdf")))
    }

    private func sign(_ upload: String, confirmation: String? = nil) async throws {
        try await sample.office.signForm(
            form, version: 1, signers: ["complainant", "officer"], names: ["田雨"], withFingerprint: true,
            isSealed: false, pages: nil, upload: upload, confirmation: confirmation, in: id,
            try await sample.context("wang"))
    }

    private func mismatch(_ upload: String, confirmation: String? = nil) async throws -> ScanMismatch? {
        do {
            try await sign(upload, confirmation: confirmation)
            return nil
        } catch OfficeError.scan(let mismatch) {
            return mismatch
        }
    }

    /// What was signed since.
    private var signed: FormSigned? {
        get async throws { try await sample.office.cases.current(id).form(form)?.signed.dropFirst().last }
    }

    private func pageCount(of form: String) async throws -> Int {
        let known = try #require(try await sample.office.cases.current(id).form(form))
        return try #require(try await sample.office.pageCounts(of: known).first)
    }

    /// A form of so many questions that it has several pages, submitted.
    private func longForm() async throws -> (id: String, pages: Int) {
        let summary = String(repeating: "公司自三月起停发工资，多次催要无果。", count: 150)
        let long = try await sample.form("filing-approval-form", as: "wang", in: id, ["summary": .text(summary)])
        try await sample.office.submitForm(long, version: 1, in: id, try await sample.context("wang"))
        let pages = try await pageCount(of: long)
        return (long, pages)
    }

    @Test func `is taken where it holds all pages of the form, however they lay on the glass`() async throws {
        let paper = try await sample.paper(of: form, in: id)
        let pages = try await pageCount(of: form)
        let upload = try await sample.upload(try scanned([paper]), as: "wang")
        try await sign(upload)
        #expect(try await signed?.check == ScanCheck(sheets: pages, read: pages))
        #expect(try await signed?.pages == pages)
    }

    @Test func `of another form says which form it is and where it belongs`() async throws {
        let other = try await longForm().id
        let upload = try await sample.upload(try scanned([try await sample.paper(of: other, in: id)]), as: "wang")
        let found = try #require(try await mismatch(upload, confirmation: "我看过了"))
        guard case .other(_, let place)? = found.findings.first else {
            Issue.record("\(found)")
            return
        }
        #expect(place.form == other)
        #expect(place.title == sample.office.rules.form("filing-approval-form")?.title)
        #expect(place.caseNumber == nil)
        #expect(!found.mayBeConfirmed)
        #expect(try await signed == nil)
    }

    @Test func `of another case names that case`() async throws {
        let elsewhere = try await sample.accepted()
        let other = try #require(try await sample.office.cases.current(elsewhere).forms.first).id
        let paper = try await sample.paper(of: other, in: elsewhere)
        let found = try #require(try await mismatch(try await sample.upload(try scanned([paper]), as: "wang")))
        guard case .other(_, let place)? = found.findings.first else {
            Issue.record("\(found)")
            return
        }
        #expect(place.caseID == elsewhere)
        #expect(place.caseNumber == (try await sample.office.cases.current(elsewhere).number))
    }

    @Test func `that lacks a page says which`() async throws {
        let (long, pages) = try await longForm()
        #expect(pages > 1)
        let paper = try await sample.paper(of: long, in: id)
        let upload = try await sample.upload(try scanned([paper], pages: [0]), as: "wang")
        await #expect(
            throws: OfficeError.scan(
                ScanMismatch(
                    upload: upload, title: sample.office.rules.form("filing-approval-form")?.title ?? "",
                    findings: [.missing(pages: Array(2...pages))], mayBeConfirmed: false))
        ) {
            try await sample.office.signForm(
                long, version: 1, signers: ["complainant"], names: [], withFingerprint: false, isSealed: false,
                pages: nil, upload: upload, in: id, try await sample.context("wang"))
        }
    }

    @Test func `that cannot be read is taken with a reason, which stays on record`() async throws {
        let paper = try await sample.paper(of: form, in: id)
        let pages = try await pageCount(of: form)
        let upload = try await sample.upload(try scanned([paper], blurred: [0]), as: "wang")
        let found = try #require(try await mismatch(upload, confirmation: " "))
        #expect(found.mayBeConfirmed)
        #expect(found.upload == upload)
        #expect(found.findings == [.unread(sheets: [1])])
        try await sign(upload, confirmation: "现场拍照，右下角反光")
        #expect(
            try await signed?.check == ScanCheck(sheets: pages, read: pages - 1, confirmation: "现场拍照，右下角反光"))
    }

    @Test(arguments: ["", "scan", "%PDF-1.4 …"]) func `that is no scan is refused`(content: String) async throws {
        let upload = try await sample.upload(Array((content + " ").utf8), as: "wang")
        #expect(try await mismatch(upload, confirmation: "我看过了")?.findings == [.notReadable])
        #expect(try await signed == nil)
    }

    @Test func `that nobody sorted finds its forms, each with its pages in order`() async throws {
        let (long, pages) = try await longForm()
        let own = try await sample.paper(of: form, in: id)
        let ownPages = try await pageCount(of: form)
        let papers = [try await sample.paper(of: long, in: id), own]
        // The long form's last sheet first, the other form between its pages, one sheet blurred at the end.
        let order = [pages - 1] + (pages..<(pages + ownPages)) + (0..<(pages - 1)) + [0]
        let scan = try scanned(papers, pages: order, blurred: [order.count - 1])
        let wang = try await sample.account("wang")
        let found = try await sample.office.sortScan(try await sample.upload(scan, as: "wang"), in: id, for: wang)
        #expect(found.pieces.map(\.place.form) == [long, form])
        #expect(found.pieces.map(\.findings) == [[], []])
        #expect(found.unread == [order.count])
        #expect(found.pieces[0].sheets == Array((ownPages + 2)...(ownPages + pages)) + [1])
        try await sign(found.pieces[1].upload)
        #expect(try await signed?.check?.sheets == ownPages)
        // A piece is its finder's alone.
        let li = try await sample.account("li")
        await #expect(throws: OfficeError.notFound("upload", id: found.pieces[0].upload)) {
            _ = try await sample.office.finishUpload(found.pieces[0].upload, by: li)
        }
    }
}
