import Archive
import Casework
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

/// Signed sheets that lay on the glass the wrong way, bound into a volume and drawn again by poppler.
@Suite(.features("scan-matching", "volume")) struct `Sheets that were scanned the wrong way` {
    @Test(arguments: ["pictures", "text"])
    func `stand upright in the volume, and the scan stays as it came`(kind: String) async throws {
        let office = try await SampleOffice()
        let id = try await office.accepted()
        let form = try #require(try await office.office.cases.current(id).forms.first)
        let paper = try await office.paper(of: form.id, in: id)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("turned-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(paper).write(to: folder.appendingPathComponent("paper.pdf"))
        #expect(try python(turning, [folder.path, kind]) == "0 90 180 270\n")

        var sample = SampleVolumeCase(office)
        let scan = try await sample.blob(
            Array(try Data(contentsOf: folder.appendingPathComponent("scan.pdf"))), "application/pdf", "扫描.pdf")
        sample.submit("f1", "inquiry-transcript", try await sample.paper("电子文书"))
        sample.sign("f1", ["party"], scan)
        let made = try await sample.made()
        let row = try #require(made.row("劳动保障监察调查询问笔录"))
        #expect(row.pagesText == "1–4")
        #expect(made.listing.files.contains { $0.sha256 == scan.digest })

        let whole = try #require(made.listing.files.first { $0.path == "data/main-volume.pdf" })
        let volume = try #require(made.attachments.first { $0.digest == whole.sha256 })
        try Data(try await office.office.files.bytes(of: volume)).write(
            to: folder.appendingPathComponent("volume.pdf"))
        let first = try #require(made.pages(.main).firstIndex { $0.number == "1" })
        #expect(try python(comparing, [folder.path, String(first + 1)]) == "0 0 0 0\n")
    }

    /// The paper's first page four times, turned by each quarter: as pictures, or as pages with letters.
    private let turning = """
        import sys
        import pikepdf, pypdfium2
        folder, kind = sys.argv[1:]
        turns = [0, 90, 180, 270]
        if kind == "pictures":
            page = pypdfium2.PdfDocument(folder + "/paper.pdf")[0].render(scale=150 / 72, grayscale=True)
            sheets = [page.to_pil().convert("L").rotate(turn, expand=True) for turn in turns]
            sheets[0].save(folder + "/scan.pdf", save_all=True, append_images=sheets[1:], resolution=150)
        else:
            with pikepdf.open(folder + "/paper.pdf") as paper, pikepdf.new() as scan:
                for turn in turns:
                    scan.pages.append(paper.pages[0])
                    scan.pages[-1].rotate(-turn, relative=True)
                scan.save(folder + "/scan.pdf")
        print(*turns)
        """

    /// By which turn each of four pages comes nearest to the paper.
    private let comparing = """
        import glob, subprocess, sys
        from PIL import Image, ImageChops, ImageStat
        folder, first = sys.argv[1], int(sys.argv[2])
        draw = ["pdftoppm", "-gray", "-r", "50"]
        subprocess.run(draw + ["-l", "1", folder + "/paper.pdf", folder + "/paper"], check=True)
        subprocess.run(draw + ["-f", str(first), "-l", str(first + 3), folder + "/volume.pdf", folder + "/bound"],
                       check=True)
        paper = Image.open(glob.glob(folder + "/paper*.pgm")[0]).convert("L")
        def distance(page, turn):
            return ImageStat.Stat(ImageChops.difference(paper, page.rotate(turn, expand=True).resize(paper.size))).mean[0]
        pages = [Image.open(name) for name in sorted(glob.glob(folder + "/bound*.pgm"))]
        print(*[min((0, 90, 180, 270), key=lambda turn: distance(page, turn)) for page in pages])
        """

    private func python(_ script: String, _ arguments: [String]) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().path
        let process = Process()
        process.executableURL = URL(
            fileURLWithPath: ProcessInfo.processInfo.environment["LIUHEN_PYTHON"] ?? "\(root)/.tools/venv/bin/python")
        process.arguments = ["-c", script] + arguments
        let output = Pipe()
        process.standardOutput = output
        try process.run()
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: said, as: UTF8.self)
    }
}
