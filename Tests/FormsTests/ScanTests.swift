import Foundation
import Rules
import TestKit
import Testing

@testable import Forms

/// Papers are typeset, printed as pictures by poppler, turned, tilted and dirtied by Pillow, and read back.
@Suite struct `Scanned sheets` {
    private static let reader = ScanReader(settings: FormsTestTools.settings)

    private static func paper(_ pages: Int) async throws -> RenderedForm {
        let rows = (0..<(pages * 12)).map { number in
            ["question": "第\(number)次发放工资是什么时候？", "answer": "记不清了，大约是月底，用现金发的，没有签字。"]
        }
        let kind = try FormsTestTools.kind("inquiry-transcript")
        return try await FormsTestTools.renderer.render(
            FormsTestTools.document(kind, FormContent(["dialogue": .table(rows)])))
    }

    /// The paper as a scanner gives it: gray, at a resolution, each sheet turned and tilted, with speckles.
    private static func scan(
        _ paper: RenderedForm, resolution: Int = 150, turn: Int = 0, tilt: Double = 0, order: [Int]? = nil,
        backs: Bool = false
    ) async throws -> [UInt8] {
        try await FormsTestTools.withFolder { folder in
            try Data(paper.pdf).write(to: folder.appendingPathComponent("paper.pdf"))
            let drawn = try FormsTestTools.run(
                "pdftoppm",
                [
                    "-r", String(resolution), "-gray", folder.appendingPathComponent("paper.pdf").path,
                    folder.appendingPathComponent("sheet").path,
                ])
            #expect(drawn.status == 0)
            let script = """
                import glob, random, sys
                from PIL import Image
                folder, turn, tilt, order, backs, dpi = sys.argv[1:]
                sheets = [Image.open(name).convert("L") for name in sorted(glob.glob(folder + "/sheet*.pgm"))]
                if order: sheets = [sheets[int(place)] for place in order.split(",")]
                chance = random.Random(7)
                done = []
                for sheet in sheets:
                    sheet = sheet.rotate(int(turn), expand=True).rotate(float(tilt), fillcolor=246, resample=Image.BICUBIC)
                    for _ in range(600):
                        sheet.putpixel((chance.randrange(sheet.width), chance.randrange(sheet.height)), 60)
                    done.append(sheet)
                    if backs == "yes": done.append(Image.new("L", sheet.size, 250))
                done[0].save(folder + "/scan.pdf", save_all=True, append_images=done[1:], resolution=float(dpi), quality=55)
                """
            let places = (order ?? []).map(String.init).joined(separator: ",")
            let made = try FormsTestTools.run(
                FormsTestTools.settings.python,
                [
                    "-c", script, folder.path, String(turn), String(tilt), places, backs ? "yes" : "no",
                    String(resolution),
                ])
            #expect(made.status == 0)
            return Array(try Data(contentsOf: folder.appendingPathComponent("scan.pdf")))
        }
    }

    private static func match(_ sheets: [ScanSheet], pages: Int) -> ScanMatch {
        ScanMatch(sheets, caseID: "c-2026-0128", formID: "f-0017", version: 2, pages: [pages])
    }

    @Test(arguments: [(0, 0.0, 150), (180, 0.0, 150), (180, 2.0, 150), (90, -3.0, 200), (0, 1.5, 100)])
    func `are read upright, turned, tilted and coarse`(turn: Int, tilt: Double, resolution: Int) async throws {
        let paper = try await Self.paper(2)
        #expect(paper.pageCount > 1)
        let scan = try await Self.scan(paper, resolution: resolution, turn: turn, tilt: tilt)
        let sheets = try await Self.reader.sheets(of: scan)
        #expect(sheets.map(\.mark?.page) == (1...paper.pageCount).map { $0 })
        let match = Self.match(sheets, pages: paper.pageCount)
        #expect(match.findings == [])
        #expect(match.read == paper.pageCount)
    }

    @Test(arguments: [QuarterTurn.none, .right, .half, .left])
    func `tell how they lay on the glass`(turn: QuarterTurn) async throws {
        // Pillow turns against the clock: what brings a sheet back is as much with it.
        let scan = try await Self.scan(try await Self.paper(2), turn: turn.rawValue, tilt: 2)
        let turns = try await Self.reader.sheets(of: scan).map(\.turn)
        #expect(turns.count > 1 && Set(turns) == [turn])
    }

    @Test func `with codes that lie differently are left as they are`() {
        let text = PageMark(caseID: "c1", formID: "f1", version: 1, page: 1).text
        #expect(ScanSheet(codes: [(text, 90), (text, 90)], isBlank: false).turn == .right)
        #expect(ScanSheet(codes: [(text, 90), (text, 180)], isBlank: false).turn == .none)
        #expect(ScanSheet(codes: [("someone else's code", 180)], isBlank: false).turn == .none)
    }

    @Test func `may have empty backs, which count for nothing`() async throws {
        let paper = try await Self.paper(2)
        let sheets = try await Self.reader.sheets(of: try await Self.scan(paper, backs: true))
        #expect(sheets.count == 2 * paper.pageCount)
        #expect(sheets.filter(\.isBlank).count == paper.pageCount)
        #expect(Self.match(sheets, pages: paper.pageCount).findings == [])
        #expect(Self.match(sheets, pages: paper.pageCount).sheets == paper.pageCount)
    }

    @Test func `that are missing, come twice or stand in another order are named`() async throws {
        let paper = try await Self.paper(4)
        let count = paper.pageCount
        #expect(count >= 3)
        let gap = try await Self.reader.sheets(of: try await Self.scan(paper, order: [0, 2]))
        #expect(Self.match(gap, pages: count).findings == [.missing(pages: [2] + Array(4..<(count + 1)))])
        let mixed = [Self.page(1), Self.page(3), Self.page(2), Self.page(3)]
        #expect(
            Self.match(mixed, pages: 3).findings == [.misplaced(sheet: 3, page: 2), .repeated(sheet: 4, page: 3)])
    }

    @Test func `of another form, case or version are named`() {
        let other = PageMark(caseID: "c-2026-0128", formID: "f-0018", version: 1, page: 1)
        let sheets = [Self.page(1), ScanSheet(mark: other), Self.page(2, version: 1)]
        #expect(
            Self.match(sheets, pages: 2).findings == [
                .foreign(sheet: 2, mark: other), .otherVersion(sheet: 3, found: 1, wanted: 2), .missing(pages: [2]),
            ])
        let stray = PageMark(caseID: "c-2026-0129", formID: "f-0017", version: 2, page: 1)
        #expect(Self.match([ScanSheet(mark: stray)], pages: 1).findings.first == .foreign(sheet: 1, mark: stray))
    }

    @Test func `that cannot be read may be confirmed, unless too few of them are there`() {
        let blurred = ScanSheet(mark: nil)
        let enough = Self.match([Self.page(1), blurred], pages: 2)
        #expect(enough.findings == [.unread(sheet: 2)])
        #expect(enough.mayBeConfirmed)
        let few = Self.match([blurred], pages: 2)
        #expect(few.findings == [.unread(sheet: 1), .missing(pages: [1, 2])])
        #expect(!few.mayBeConfirmed)
    }

    @Test func `are matched with the length of either printing`() {
        let sheets = [Self.page(1), Self.page(2)]
        let match = ScanMatch(sheets, caseID: "c-2026-0128", formID: "f-0017", version: 2, pages: [3, 2])
        #expect(match.findings == [])
    }

    @Test func `of several forms in one scan are parted, each in the order of its pages`() async throws {
        let one = PageMark(caseID: "c1", formID: "f1", version: 1, page: 2)
        let first = PageMark(caseID: "c1", formID: "f1", version: 1, page: 1)
        let two = PageMark(caseID: "c1", formID: "f2", version: 3, page: 1)
        let sheets = [
            ScanSheet(mark: one), ScanSheet(mark: nil, isBlank: true), ScanSheet(mark: two), ScanSheet(mark: nil),
            ScanSheet(mark: first),
        ]
        let found = ScanRun.runs(of: sheets)
        #expect(
            found.runs == [
                ScanRun(caseID: "c1", formID: "f1", version: 1, sheets: [4, 0]),
                ScanRun(caseID: "c1", formID: "f2", version: 3, sheets: [2]),
            ])
        #expect(found.unread == [3])
        let paper = try await Self.paper(3)
        let scan = try await Self.scan(paper)
        let parts = try await Self.reader.parts(of: scan, [[1], [0]])
        for (part, page) in zip(parts, [2, 1]) {
            #expect(try await Self.reader.sheets(of: part).map(\.mark?.page) == [page])
            #expect(try await Self.reader.pageCount(of: part) == 1)
        }
    }

    @Test(arguments: ["", "scan", "%PDF-1.7\nrubbish", "GIF89a", "II*\u{0}\u{8}\u{0}\u{0}\u{0}"])
    func `that are no scan are refused, and the next one is read`(content: String) async throws {
        await #expect(throws: FormsError.scanNotReadable) { try await Self.reader.sheets(of: Array(content.utf8)) }
        let paper = try await Self.paper(1)
        #expect(try await Self.reader.sheets(of: paper.pdf).first?.mark?.page == 1)
    }

    @Test func `too long to be looked at are refused before anything reads them`() async throws {
        let long = [UInt8](repeating: 0x20, count: ScanReader.longestScan + 1)
        await #expect(throws: FormsError.scanTooLong(bytes: long.count, limit: ScanReader.longestScan)) {
            try await Self.reader.sheets(of: long)
        }
    }

    private static func page(_ page: Int, version: Int = 2) -> ScanSheet {
        ScanSheet(mark: PageMark(caseID: "c-2026-0128", formID: "f-0017", version: version, page: page))
    }
}
