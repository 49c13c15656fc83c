import Foundation
import Testing

@testable import Forms

@Suite struct `A scan on its way into a volume` {
    /// Makes files with Pillow, as scanners and telephones do.
    private func files(_ folder: URL, _ script: String) throws {
        let whole = "import sys\nfrom PIL import Image, ImageDraw\nfolder = sys.argv[1] + '/'\n" + script
        let run = try FormsTestTools.run(FormsTestTools.settings.python, ["-c", whole, folder.path])
        try #require(run.status == 0)
    }

    private func survey(_ name: String, in folder: URL) async throws -> SurveyedFile {
        try await FormsTestTools.renderer.survey(
            folder.appendingPathComponent(name).path, picturesIn: folder.path)
    }

    @Test func `is counted by its real pages, whatever kind of file it is`() async throws {
        try await FormsTestTools.withFolder { folder in
            try files(
                folder,
                """
                sheets = [Image.new('L', (827, 1169), shade) for shade in (250, 200, 150)]
                sheets[0].save(folder + 'fax.tiff', save_all=True, append_images=sheets[1:2])
                sheets[0].save(folder + 'scan.pdf', save_all=True, append_images=sheets[1:], resolution=100)
                sheets[0].convert('RGB').save(folder + 'photo.jpg')
                Image.new('RGBA', (400, 300), (255, 0, 0, 90)).save(folder + 'screen.png')
                open(folder + 'words.pdf', 'w').write('no PDF at all')
                open(folder + 'cut.jpg', 'wb').write(open(folder + 'photo.jpg', 'rb').read()[:300])
                """)
            for (name, pages) in [("scan.pdf", 3), ("fax.tiff", 2), ("photo.jpg", 1), ("screen.png", 1)] {
                let found = try await survey(name, in: folder)
                #expect(found.pageCount == pages, "\(name)")
                guard case .pictures = found else {
                    Issue.record("\(name) is no picture")
                    continue
                }
            }
            #expect(try await survey("words.pdf", in: folder) == .other)
            #expect(try await survey("cut.jpg", in: folder) == .other)
        }
    }

    @Test func `becomes pages that keep the volume PDF-A`() async throws {
        try await FormsTestTools.withFolder { folder in
            try files(
                folder,
                """
                sheet = Image.new('RGB', (1169, 827), 'white')
                ImageDraw.Draw(sheet).rectangle((0, 0, 580, 410), fill='red')
                sheet.save(folder + 'scan.pdf', resolution=100)
                """)
            guard case .pictures(let pictures) = try await survey("scan.pdf", in: folder) else {
                Issue.record("no pictures")
                return
            }
            let picture = try #require(pictures.first)
            #expect(abs(picture.width - 841.7) < 1 && abs(picture.height - 595.4) < 1)
            let head = VolumeHead(
                issuer: "支队", caseNumber: "", part: "正卷", isDemo: false, madeAt: FormsTestTools.noon)
            let page = try await FormsTestTools.renderer.render(
                .image(
                    ImageSheet(
                        head: head, title: "签字扫描件", path: picture.path,
                        sheet: .init(width: picture.width, height: picture.height))))
            #expect(page.pageCount == 1)
            let file = folder.appendingPathComponent("page.pdf")
            try Data(page.pdf).write(to: file)
            let output = folder.appendingPathComponent("volume.pdf").path
            let volume = try await FormsTestTools.renderer.merge(
                [BoundPart(path: file.path, title: "")], to: output, title: "正卷")
            #expect(volume.isArchival)
            // The red quarter lies where it lay, and the page is as large as the sheet.
            let image = folder.appendingPathComponent("page").path
            _ = try FormsTestTools.run("pdftoppm", ["-r", "72", "-png", "-singlefile", output, image])
            let seen = try FormsTestTools.run(
                FormsTestTools.settings.python,
                [
                    "-c",
                    """
                    import sys
                    from PIL import Image
                    page = Image.open(sys.argv[1]).convert('RGB')
                    print(page.size, page.getpixel((200, 150)), page.getpixel((600, 150)), page.getpixel((200, 500)))
                    """, "\(image).png",
                ]
            ).output
            #expect(seen.hasPrefix("(842, 596) (25") || seen.hasPrefix("(842, 595) (25"), "\(seen)")
            #expect(seen.contains("(255, 255, 255) (255, 255, 255)"), "\(seen)")
        }
    }

    @Test func `with letters in it keeps its pages as they are`() async throws {
        try await FormsTestTools.withFolder { folder in
            let letters = """
                %PDF-1.4
                1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
                2 0 obj<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2>>endobj
                3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
                4 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
                trailer<</Root 1 0 R>>
                """
            try Data(letters.utf8).write(to: folder.appendingPathComponent("letters.pdf"))
            #expect(try await survey("letters.pdf", in: folder) == .document(pages: 2, isArchival: false))
        }
    }
}
