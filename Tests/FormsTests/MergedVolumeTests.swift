import Foundation
import Rules
import Testing

@testable import Forms

@Suite struct `A volume as one file` {
    @Test func `bears the page numbers of the volume, and stays PDF-A`() async throws {
        let renderer = FormsTestTools.renderer
        try await FormsTestTools.withFolder { folder in
            var parts: [BoundPart] = []
            var counts: [Int] = []
            for (index, id) in ["filing-approval-form", "inquiry-transcript", "penalty-decision"].enumerated() {
                let kind = try FormsTestTools.kind(id)
                let content = index == 1 ? SampleContent.long(kind) : try SampleContent.full(kind)
                let paper = try await renderer.render(FormsTestTools.document(kind, content))
                let file = folder.appendingPathComponent("\(index).pdf")
                try Data(paper.pdf).write(to: file)
                parts.append(BoundPart(path: file.path, title: kind.title))
                counts.append(paper.pageCount)
            }
            let output = folder.appendingPathComponent("volume.pdf").path
            let volume = try await renderer.merge(parts, to: output, firstPage: 3, title: "正卷")
            #expect(volume.partPageCounts == counts)
            #expect(volume.pageCount == counts.reduce(0, +))
            #expect(volume.isArchival)
            for page in 1...volume.pageCount {
                let corner = try FormsTestTools.run(
                    "pdftotext",
                    ["-f", "\(page)", "-l", "\(page)", "-x", "500", "-y", "15", "-W", "95", "-H", "30", output, "-"]
                ).output
                #expect(corner.filter { !$0.isWhitespace } == "\(page + 2)")
            }
            let text = try FormsTestTools.run("pdftotext", ["-raw", output, "-"]).output
            for id in ["filing-approval-form", "inquiry-transcript", "penalty-decision"] {
                #expect(text.contains(try FormsTestTools.kind(id).title))
            }
            #expect(
                try FormsTestTools.run("pdfinfo", ["-meta", output]).output.contains("<pdfaid:part>2</pdfaid:part>"))
        }
    }

    @Test func `does not call itself PDF-A when a part is not`() async throws {
        try await FormsTestTools.withFolder { folder in
            let kind = try FormsTestTools.kind("service-receipt")
            let paper = try await FormsTestTools.renderer.render(FormsTestTools.document(kind, FormContent()))
            let first = folder.appendingPathComponent("first.pdf")
            try Data(paper.pdf).write(to: first)
            let foreign = folder.appendingPathComponent("foreign.pdf")
            try Data(Self.foreignPDF.utf8).write(to: foreign)
            let output = folder.appendingPathComponent("volume.pdf").path
            let volume = try await FormsTestTools.renderer.merge(
                [BoundPart(path: first.path, title: ""), BoundPart(path: foreign.path, title: "")], to: output,
                title: "正卷")
            #expect(!volume.isArchival)
            #expect(volume.partPageCounts == [1, 1])
            #expect(!(try FormsTestTools.run("pdfinfo", ["-meta", output]).output.contains("pdfaid:part")))
        }
    }

    @Test func `is not made of what cannot be read`() async throws {
        try await FormsTestTools.withFolder { folder in
            let broken = folder.appendingPathComponent("broken.pdf")
            try Data("no PDF".utf8).write(to: broken)
            let output = folder.appendingPathComponent("volume.pdf").path
            await #expect(throws: FormsError.self) {
                try await FormsTestTools.renderer.merge(
                    [BoundPart(path: broken.path, title: "")], to: output, title: "正卷")
            }
            #expect(!FileManager.default.fileExists(atPath: output))
        }
    }

    @Test func `leaves cover and catalogue without a number, and calls each page by its own`() async throws {
        let renderer = FormsTestTools.renderer
        try await FormsTestTools.withFolder { folder in
            let head = VolumeHead(
                issuer: "支队", caseNumber: "128号", part: "正卷", isDemo: false, madeAt: FormsTestTools.noon)
            func part(
                _ sheet: VolumeSheet, _ name: String, _ numbering: BoundPart.Numbering
            ) async throws -> BoundPart {
                let file = folder.appendingPathComponent("\(name).pdf")
                try Data(try await renderer.render(sheet).pdf).write(to: file)
                return BoundPart(path: file.path, title: name, numbering: numbering)
            }
            func slip(_ title: String, _ pages: String) -> VolumeSheet {
                .slip(SlipSheet(head: head, title: title, says: "原件存纸质案卷", pages: pages))
            }
            let parts = [
                try await part(
                    .cover(VolumeCover(head: head, lines: [], papers: 3, pages: 6, retention: "", archiveNumber: "")),
                    "封面", .unnumbered(label: "封面")),
                try await part(slip("甲", "1"), "甲", .counted),
                try await part(slip("乙", "2-5"), "乙", .standsFor(4)),
                try await part(slip("丙", "6"), "丙", .counted),
                try await part(
                    .catalogue(VolumeCatalogue(head: head, entries: [])), "目录", .unnumbered(label: "目录")),
            ]
            let output = folder.appendingPathComponent("volume.pdf").path
            let volume = try await renderer.merge(parts, to: output, title: "正卷")
            #expect(volume.pageCount == 5)
            #expect(volume.isArchival)
            let corners = try (1...5).map { page in
                try FormsTestTools.run(
                    "pdftotext",
                    ["-f", "\(page)", "-l", "\(page)", "-x", "480", "-y", "15", "-W", "115", "-H", "30", output, "-"]
                ).output.filter { !$0.isWhitespace }
            }
            #expect(corners == ["", "1", "2-5", "6", ""])
            let script = """
                import pikepdf, sys
                with pikepdf.open(sys.argv[1]) as volume:
                    print("|".join(page.label for page in volume.pages))
                    with volume.open_outline() as outline:
                        print("|".join(item.title for item in outline.root))
                """
            let told = try FormsTestTools.run(FormsTestTools.settings.python, ["-c", script, output]).output
            #expect(told.split(separator: "\n") == ["封面|1|2-5|6|目录", "封面|甲|乙|丙|目录"])
        }
    }

    /// A page of a scanner: no metadata, its page turned.
    private static let foreignPDF = """
        %PDF-1.4
        1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
        2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
        3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 842 595]/Rotate 90>>endobj
        trailer<</Root 1 0 R>>
        """
}
