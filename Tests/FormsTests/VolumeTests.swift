import Chronology
import Foundation
import Rules
import Testing

@testable import Forms

@Suite struct `The sheets of a volume` {
    private var head: VolumeHead {
        VolumeHead(
            issuer: "武汉市劳动保障监察支队", caseNumber: "武人社监立〔2026〕128号", part: "正卷", isDemo: true,
            madeAt: FormsTestTools.noon)
    }

    private func text(_ sheet: VolumeSheet) async throws -> (text: String, pages: Int) {
        let paper = try await FormsTestTools.renderer.render(sheet)
        return (try await FormsTestTools.text(of: paper.pdf), paper.pageCount)
    }

    @Test func `has a cover with what the volume holds`() async throws {
        let cover = VolumeCover(
            head: head, lines: [("案　　由", "拖欠工资"), ("当 事 人", "武汉宏囍建设工程有限公司")], papers: 31, pages: 87,
            retention: "30年", archiveNumber: "2026-监-128")
        let shown = try await text(.cover(cover)).text
        for words in ["劳动保障监察案卷", "正卷", "武汉宏囍建设工程有限公司", "拖欠工资", "31", "87", "30年", "2026-监-128"] {
            #expect(shown.contains(words))
        }
    }

    @Test func `has a catalogue of as many pages as it needs`() async throws {
        let entries = (0..<70).map { index in
            VolumeCatalogue.Entry(
                number: "武人社监令字〔2026〕\(index)号", author: "武汉市劳动保障监察支队", title: "劳动保障监察限期改正指令书之\(index)",
                date: "2026.11.22",
                pages: index == 69 ? "139-140" : "\(2 * index + 1)")
        }
        let shown = try await text(.catalogue(VolumeCatalogue(head: head, entries: entries)))
        #expect(shown.pages > 2)
        #expect(shown.text.contains("卷内目录"))
        #expect(shown.text.contains("劳动保障监察限期改正指令书之69"))
        #expect(shown.text.contains("139-140"))
        #expect(shown.text.contains("2武人社监令字〔2026〕1号武汉市劳动保障监察支队劳动保障监察限期改正指令书之12026.11.223"))
    }

    @Test func `has remarks on the volume and on what could not be bound`() async throws {
        let remarks = VolumeRemarks(
            head: head, papers: 31, pages: 87, apart: "执法记录仪录像2段", situation: "本卷齐全完整。",
            compiler: .init(name: "陈堃", day: Day(2026, 12, 1)), checker: .init(name: "李镕"))
        let shown = try await text(.remarks(remarks)).text
        for words in ["卷内备考表", "31件", "87页", "执法记录仪录像2段", "本卷齐全完整。", "陈堃", "2026年12月1日", "李镕"] {
            #expect(shown.contains(words))
        }
        let evidence = EvidenceRemarks(
            head: head,
            entries: [
                .init(
                    content: "现场检查录像", time: "2026年10月9日09:00至09:40", place: "江岸区某工地", recorderName: "周喆",
                    recorderIdentity: "执法人员", location: "专用存储器01号")
            ], compiler: .init(name: "陈堃"))
        let table = try await text(.evidenceRemarks(evidence)).text
        for words in ["证据材料备考表", "现场检查录像", "江岸区某工地", "周喆", "执法人员", "专用存储器01号"] {
            #expect(table.contains(words))
        }
    }

    @Test func `prints an image with its explanation`() async throws {
        try await FormsTestTools.withFolder { folder in
            let file = folder.appendingPathComponent("photo.svg")
            let svg = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 30">\
                <path fill="navy" d="M0 0h40v30H0z"/></svg>
                """
            try Data(svg.utf8).write(to: file)
            let image = ImageSheet(
                head: head, title: "留置送达照片", path: file.path,
                explanation: [("时间", "2026年10月20日10时"), ("地点", "公司门口"), ("内容", "张贴限期改正指令书"), ("记录人", "周喆（执法人员）")])
            let shown = try await text(.image(image))
            #expect(shown.pages == 1)
            for words in ["留置送达照片", "公司门口", "张贴限期改正指令书", "周喆（执法人员）"] { #expect(shown.text.contains(words)) }
        }
    }
}
