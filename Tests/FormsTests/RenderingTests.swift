import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Forms

@Suite struct `The papers of the Wuhan forms` {
    private static let kinds: [FormKindID] = (try? FormsTestTools.wuhan().forms.map(\.id)) ?? []

    @Test func `are those of the path`() {
        #expect(`The papers of the Wuhan forms`.kinds.count >= 30)
    }

    @Test(.features("form-templates"), arguments: kinds) func `show their title and all that is stated`(id: FormKindID)
        async throws
    {
        let kind = try FormsTestTools.kind(id)
        let content = try SampleContent.full(kind)
        #expect(content.problems(in: kind) == [])
        let opinions = try kind.opinionSlots(in: FormsTestTools.wuhan()).map {
            FormDocument.Opinion(title: $0.title, text: "同意\($0.title)", name: "周喆", day: Day(2026, 11, 23))
        }
        let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, content, opinions: opinions))
        let text = try await FormsTestTools.text(of: paper.pdf)
        #expect(text.contains(kind.title))
        for field in kind.contentFields {
            for expected in SampleContent.texts(of: try #require(content[field.name]), field) {
                #expect(text.contains(expected.filter { !$0.isWhitespace }), "\(id).\(field.name)")
            }
        }
        // What was said inside the office about a letter is no part of the letter.
        if kind.family == .approvalTable { for opinion in opinions { #expect(text.contains(opinion.text)) } }
        for field in kind.signatureFields { #expect(text.contains(field.label)) }
        if kind.numberWord != nil { #expect(text.contains("〔2026〕12号")) }
    }

    @Test(.features("form-templates"), arguments: kinds) func `can be printed blank`(id: FormKindID) async throws {
        let kind = try FormsTestTools.kind(id)
        let slots = try kind.opinionSlots(in: FormsTestTools.wuhan()).map { FormDocument.Opinion(title: $0.title) }
        var document = FormsTestTools.document(kind, FormContent(), opinions: slots)
        document.number = nil
        document.day = nil
        document.caseNumber = nil
        let paper = try await FormsTestTools.renderer.render(document)
        let text = try await FormsTestTools.text(of: paper.pdf)
        #expect(text.contains(kind.title))
        let unlabelled = kind.contentFields.filter { field in
            // Salutation and frame of a letter, questions and answers, and the list that is the whole of an inventory.
            ["addressee", "opening", "closing"].contains(field.name) || field.isDialogue
                || (kind.family == .inventory && field.kind == .table)
        }
        for field in kind.contentFields where !unlabelled.contains(field) {
            #expect(text.contains(field.label.filter { !$0.isWhitespace }), "\(id).\(field.name)")
        }
    }

    @Test(arguments: kinds) func `clip nothing however long it is`(id: FormKindID) async throws {
        let kind = try FormsTestTools.kind(id)
        let content = SampleContent.long(kind)
        let opinions = try kind.opinionSlots(in: FormsTestTools.wuhan()).map {
            FormDocument.Opinion(title: $0.title, text: String(repeating: "拟同意承办人意见。", count: 60) + "终")
        }
        let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, content, opinions: opinions))
        let text = try await FormsTestTools.text(of: paper.pdf)
        // A slip of two lines has no content that could be long.
        #expect(paper.pageCount > 1 || kind.family == .receipt)
        #expect(text.contains("第\(paper.pageCount)页共\(paper.pageCount)页"))
        for field in kind.contentFields {
            if let last = SampleContent.lastWords(of: content[field.name]) {
                #expect(text.contains(last), "\(id).\(field.name)")
            }
        }
    }
}

@Suite struct `A typeset paper` {
    private func filing() throws -> FormDocument {
        let kind = try FormsTestTools.kind("filing-approval-form")
        return FormsTestTools.document(kind, try SampleContent.full(kind))
    }

    @Test func `is PDF-A-2b with every font embedded, rare names included`() async throws {
        var document = try filing()
        document.content["employer-representative"] = .text("囍堃喆镕")
        document.content["drafter"] = .text("㛃𬭎龘")
        let paper = try await FormsTestTools.renderer.render(document)
        let text = try await FormsTestTools.text(of: paper.pdf)
        #expect(text.contains("囍堃喆镕"))
        try await FormsTestTools.withFolder { folder in
            let file = folder.appendingPathComponent("paper.pdf")
            try Data(paper.pdf).write(to: file)
            let fonts = try FormsTestTools.run("pdffonts", [file.path]).output.split(separator: "\n").dropFirst(2)
            #expect(fonts.count >= 3)
            for font in fonts { #expect(font.contains(" yes yes yes "), "\(font)") }
            let metadata = try FormsTestTools.run("pdfinfo", ["-meta", file.path]).output
            #expect(metadata.contains("<pdfaid:part>2</pdfaid:part>"))
            #expect(metadata.contains("<pdfaid:conformance>B</pdfaid:conformance>"))
        }
    }

    @Test func `is the same file for the same form`() async throws {
        let document = try filing()
        let first = try await FormsTestTools.renderer.render(document)
        #expect(try await FormsTestTools.renderer.render(document).pdf == first.pdf)
        #expect(first.versions.typst.hasPrefix("0."))
        #expect(first.versions.templates.count == 64)
        #expect(first.versions.fonts.count == 64)
    }

    @Test(arguments: [
        "#panic(\"x\")", "]", "[*_$", "\\", "\"); #panic()", "#read(\"/etc/passwd\")", "</svg>", "{\"a\":1}", "$x^2$",
        "@x", "<y>",
    ])
    func `shows markup as the text that it is`(text: String) async throws {
        var document = try filing()
        document.content["summary"] = .text("前\(text)后")
        document.content["cause"] = .text(text)
        document.content["complainants"] = .table([["name": text]])
        document.opinions = [.init(title: text, text: text, name: text, note: text)]
        document.issuer = text
        let paper = try await FormsTestTools.renderer.render(document)
        let shown = try await FormsTestTools.text(of: paper.pdf)
        #expect(shown.contains("前\(text)后".filter { !$0.isWhitespace }))
    }

    @Test(.enabled(if: FormsTestTools.isInstalled("zbarimg")))
    func `carries a code on every page that a scanner reads`()
        async throws
    {
        let kind = try FormsTestTools.kind("investigation-conclusion-report")
        let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, SampleContent.long(kind)))
        #expect(paper.pageCount > 6)
        try await FormsTestTools.withFolder { folder in
            let file = folder.appendingPathComponent("paper.pdf")
            try Data(paper.pdf).write(to: file)
            for page in [1, 6, 7, paper.pageCount] {
                let picture = folder.appendingPathComponent("page-\(page)")
                _ = try FormsTestTools.run(
                    "pdftoppm",
                    ["-r", "200", "-gray", "-singlefile", "-f", "\(page)", "-l", "\(page)", file.path, picture.path])
                let seen = try FormsTestTools.run("zbarimg", ["--quiet", "--raw", picture.path + ".pgm"]).output
                let mark = PageMark(caseID: "c-2026-0128", formID: "f-0017", version: 2, page: page)
                #expect(seen.split(separator: "\n").compactMap { PageMark(String($0)) } == [mark])
            }
        }
    }

    @Test(.features("form-templates")) func `that goes out has no empty places, and shows of a choice what was chosen`()
        async throws
    {
        let kind = try FormsTestTools.kind("rectification-order")
        let order = FormContent(["addressee": .text("甲公司"), "period-basis": .choice("other-provision")])
        let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, order))
        let text = try await FormsTestTools.text(of: paper.pdf)
        #expect(text.contains("期限依据：其他规定"))
        #expect(!text.contains("一般期限"))
        #expect(!text.contains("缩短或者延长的原因"))
        #expect(text.contains("改正要求"))
    }

    @Test func `bears no seal on a page of its own`() async throws {
        let kind = try FormsTestTools.kind("handling-decision")
        for lines in 1...12 {
            var content = try SampleContent.full(kind)
            content["remedy"] = .text((1...lines).map { "救济途径第\($0)段。" }.joined(separator: "\n"))
            let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, content))
            try await FormsTestTools.withFolder { folder in
                let file = folder.appendingPathComponent("paper.pdf")
                try Data(paper.pdf).write(to: file)
                let last = try FormsTestTools.run("pdftotext", ["-f", "\(paper.pageCount)", "-raw", file.path, "-"])
                    .output
                #expect(last.contains("印章"))
                #expect(last.contains("第\(lines)段"))
            }
        }
    }

    @Test func `is on one page while its cells have empty room, and is never signed on a page that states nothing`()
        async throws
    {
        let kind = try FormsTestTools.kind("case-closure-approval-form")
        let slots = try kind.opinionSlots(in: FormsTestTools.wuhan())
        #expect(slots.count == 2)
        let opinions = slots.map { FormDocument.Opinion(title: $0.title, text: "同意。", name: "周喆") }
        var pages: [Int] = []
        for lines in stride(from: 1, through: 16, by: 3) {
            var content = try SampleContent.full(kind)
            content["ground"] = .text((1...lines).map { "结案理由第\($0)段。" }.joined(separator: "\n"))
            let document = FormsTestTools.document(kind, content, opinions: opinions)
            let paper = try await FormsTestTools.renderer.render(document)
            pages.append(paper.pageCount)
            try await FormsTestTools.withFolder { folder in
                let file = folder.appendingPathComponent("paper.pdf")
                try Data(paper.pdf).write(to: file)
                let last = try FormsTestTools.run("pdftotext", ["-f", "\(paper.pageCount)", "-raw", file.path, "-"])
                    .output
                #expect(last.contains("第\(lines)段"), "\(lines)")
                #expect(last.components(separatedBy: "签名").count == 3, "\(lines)")
            }
        }
        #expect(pages == pages.sorted())
        #expect(pages.first == 1)
        #expect(pages.last == 2)
    }

    @Test func `says 演示 in a demo office and nowhere else`() async throws {
        var document = try filing()
        let real = try await FormsTestTools.renderer.render(document)
        document.isDemo = true
        let demo = try await FormsTestTools.renderer.render(document)
        #expect(try await FormsTestTools.text(of: demo.pdf).contains("示"))
        #expect(try await !FormsTestTools.text(of: real.pdf).contains("示"))
    }
}

@Suite struct `The typesetting tool` {
    @Test func `is started again when it has ended`() async throws {
        let renderer = FormRenderer(settings: FormsTestTools.settings)
        let kind = try FormsTestTools.kind("service-receipt")
        let document = FormsTestTools.document(kind, FormContent())
        let first = try await renderer.render(document)
        let old = try #require(await renderer.workerIdentifier())
        #expect(kill(old, SIGKILL) == 0)
        #expect(try await renderer.render(document).pdf == first.pdf)
        #expect(await renderer.workerIdentifier() != old)
    }

    @Test func `is stopped when it takes too long`() async throws {
        var settings = FormsTestTools.settings
        settings.timeLimit = .zero
        let renderer = FormRenderer(settings: settings)
        let document = FormsTestTools.document(try FormsTestTools.kind("service-receipt"), FormContent())
        await #expect(throws: FormsError.timedOut(seconds: 0)) { try await renderer.render(document) }
        #expect(await renderer.workerIdentifier() == nil)
    }

    @Test func `is missed by its path`() async throws {
        var settings = FormsTestTools.settings
        settings.python = "/nowhere/python"
        let renderer = FormRenderer(settings: settings)
        await #expect(throws: FormsError.toolMissing(path: "/nowhere/python")) { try await renderer.toolVersions() }
    }

    @Test func `does not work without its fonts`() async throws {
        var settings = FormsTestTools.settings
        settings.fontFolders = []
        let renderer = FormRenderer(settings: settings)
        await #expect(throws: FormsError.fontsMissing(FormsTestTools.fontFamilies)) {
            try await renderer.toolVersions()
        }
    }
}
