import Archive
import Chronology
import Cryptography
import Foundation
import TestKit
import Testing

@Suite struct `The contents of a volume` {
    private func item(
        _ id: String, stage: Int, hour: Int, pages: Int, part: VolumePart = .main, kind: VolumeItem.Kind = .form,
        bag: EvidenceBag? = nil, remark: RecordingRemark? = nil, hasFile: Bool = true
    ) -> VolumeItem {
        let day = Day(epochDay: 20_000)
        let file = VolumeContent(digest: SHA256.hash(Array(id.utf8)), byteCount: id.utf8.count, fileExtension: "pdf")
        return VolumeItem(
            id: id, title: id, date: day, responsible: "张三", stage: stage, time: Instant(day, hour: hour), kind: kind,
            part: part, pages: pages, files: hasFile ? [file] : [], bag: bag, remark: remark)
    }

    @Test(.rows("WH-2.1"), .features("volume"))
    func `are ordered by stage, then time, with pages that go on without a gap in each volume`()
        throws
    {
        let contents = try SampleVolume.contents(
            origin: "log.example",
            items: [
                item("d", stage: 2, hour: 1, pages: 1), item("b", stage: 0, hour: 9, pages: 4),
                item("x", stage: 1, hour: 1, pages: 5, part: .supplementary), item("a", stage: 0, hour: 8, pages: 1),
                item("c", stage: 1, hour: 7, pages: 2), item("y", stage: 3, hour: 1, pages: 1, part: .supplementary),
            ])
        let main = contents.catalogue(of: .main)
        #expect(main.map(\.id) == ["a", "b", "c", "d"])
        #expect(main.map(\.number) == [1, 2, 3, 4])
        #expect(main.map(\.pagesText) == ["1", "2–5", "6–7", "8"])
        #expect(contents.catalogue(of: .supplementary).map(\.pagesText) == ["1–5", "6"])
        #expect(contents.pages(of: .main) == 8)
    }

    @Test func `a recording without its row on the remarks sheet is refused`() throws {
        let recording = item("r", stage: 1, hour: 1, pages: 0, kind: .recording)
        #expect(throws: ArchiveError.incomplete(item: "r", field: "evidence-remarks-form")) {
            try SampleVolume.contents(origin: "log.example", items: [recording])
        }
    }

    @Test(arguments: ["content", "time", "place", "recorder", "recorder-identity", "storage-location"])
    func `a remarks row with a blank field is refused and names the field`(field: String) throws {
        func value(_ name: String) -> String { name == field ? " " : "有" }
        let remark = RecordingRemark(
            content: value("content"), time: value("time"), place: value("place"), recorder: value("recorder"),
            identity: value("recorder-identity"), storage: value("storage-location"))
        #expect(throws: ArchiveError.incomplete(item: "r", field: field)) {
            try SampleVolume.contents(
                origin: "log.example",
                items: [item("r", stage: 1, hour: 1, pages: 0, kind: .recording, remark: remark)])
        }
    }

    @Test(arguments: ["name", "quantity", "time", "place"])
    func `a bag label with a blank field is refused and names the field`(field: String) throws {
        func value(_ name: String) -> String { name == field ? "" : "有" }
        let bag = EvidenceBag(
            number: 1, name: value("name"), quantity: value("quantity"), time: value("time"), place: value("place"))
        #expect(throws: ArchiveError.incomplete(item: "o", field: field)) {
            try SampleVolume.contents(
                origin: "log.example",
                items: [item("o", stage: 1, hour: 1, pages: 0, kind: .evidence, bag: bag, hasFile: false)])
        }
    }

    @Test func `an object that is neither bound nor bagged is refused`() throws {
        let object = item("o", stage: 1, hour: 1, pages: 0, kind: .evidence, hasFile: false)
        #expect(throws: ArchiveError.incomplete(item: "o", field: "bag")) {
            try SampleVolume.contents(origin: "log.example", items: [object])
        }
    }

    @Test func `paper that was not scanned takes its pages in the numbering, and is marked`() throws {
        let day = Day(epochDay: 20_000)
        let paper = VolumeItem(
            id: "m", title: "劳务用工协议", date: day, responsible: "投诉人", stage: 0, time: Instant(day, hour: 9),
            kind: .evidence, part: .main, pages: 4, isApart: true, files: [])
        let contents = try SampleVolume.contents(
            origin: "log.example",
            items: [item("a", stage: 0, hour: 8, pages: 2), paper, item("b", stage: 1, hour: 8, pages: 1)])
        let rows = contents.catalogue(of: .main)
        #expect(rows.map(\.pagesText) == ["1–2", "3–6", "7"])
        #expect(rows.map(\.noteText) == ["", "纸质", ""])
        let listing = try VolumeListing(bytes: VolumeListing(contents).bytes)
        #expect(listing.part(.main).catalogue[1].apart == true)
        let page = String(decoding: listing.indexPage, as: UTF8.self)
        #expect(page.contains("<td>劳务用工协议</td><td>2024-10-04</td><td>3–6</td><td>纸质</td>"))
    }

    @Test func `an item with several files of one kind gives each a name of its own`() throws {
        let day = Day(epochDay: 20_000)
        let files = ["签字扫描件", "签字扫描件", "电子原件"].map {
            VolumeContent(digest: SHA256.hash(Array($0.utf8)), byteCount: 1, fileExtension: "pdf", label: $0)
        }
        let contents = try SampleVolume.contents(
            origin: "log.example",
            items: [
                VolumeItem(
                    id: "r", title: "询问笔录", date: day, responsible: "张三", stage: 0, time: Instant(day), kind: .form,
                    part: .main, pages: 2, files: files)
            ])
        #expect(
            contents.catalogue(of: .main)[0].files == [
                "data/正卷/001-询问笔录（签字扫描件）.pdf", "data/正卷/001-询问笔录（签字扫描件）-2.pdf",
                "data/正卷/001-询问笔录（电子原件）.pdf",
            ])
    }

    @Test func `the sheets of a volume lie before and behind its items and stand in no catalogue`() throws {
        func sheet(_ title: String, isLast: Bool) -> VolumeContents.Sheet {
            VolumeContents.Sheet(
                title: title, isLast: isLast,
                content: VolumeContent(digest: SHA256.hash(Array(title.utf8)), byteCount: 1, fileExtension: "pdf"))
        }
        var contents = try SampleVolume.contents(
            origin: "log.example", items: [item("a", stage: 0, hour: 8, pages: 2)])
        contents.sheets[.main] = [
            sheet("封面", isLast: false), sheet("卷内目录", isLast: false), sheet("卷内备考表", isLast: true),
        ]
        let listing = try VolumeListing(contents)
        #expect(listing.part(.main).catalogue.map(\.title) == ["a"])
        #expect(
            listing.part(.main).sheets.map(\.file) == [
                "data/正卷/000-1-封面.pdf", "data/正卷/000-2-卷内目录.pdf", "data/正卷/002-卷内备考表.pdf",
            ])
        let inFolder = listing.files.map(\.path).filter { $0.hasPrefix("data/正卷/") }
        #expect(
            inFolder.sorted() == [
                "data/正卷/000-1-封面.pdf", "data/正卷/000-2-卷内目录.pdf", "data/正卷/001-a.pdf",
                "data/正卷/002-卷内备考表.pdf",
            ])
    }

    @Test func `pages without a file are refused`() throws {
        #expect(throws: ArchiveError.pagesInvalid(item: "p")) {
            try SampleVolume.contents(
                origin: "log.example", items: [item("p", stage: 1, hour: 1, pages: 2, hasFile: false)])
        }
    }

    @Test func `a title with path tricks becomes a name inside the folder`() throws {
        let day = Day(epochDay: 20_000)
        let titles = ["../../etc/passwd", "a\u{202E}b\u{0000}\nc", "...", String(repeating: "案", count: 200), "CON:*?"]
        let items = titles.enumerated().map { position, title in
            VolumeItem(
                id: "\(position)", title: title, date: day, responsible: "", stage: position,
                time: Instant(day), kind: .form, part: .main, pages: 1,
                files: [VolumeContent(digest: SHA256.hash([]), byteCount: 0, fileExtension: "p/d")])
        }
        let paths = try VolumeListing(SampleVolume.contents(origin: "log.example", items: items)).files.map(\.path)
        let named = paths.filter { $0.hasPrefix("data/正卷/") }
        #expect(named.count == titles.count)
        for path in named {
            let name = try #require(path.split(separator: "/").last)
            #expect(path == "data/正卷/\(name)")
            #expect(name.utf8.count < 200)
            #expect(!name.contains { "\\:*?\"<>|\u{202E}\n".contains($0) })
            #expect(name.hasSuffix(".bin"))
        }
    }
}

@Suite struct `The listing of a volume` {
    @Test func `reads back what was written, and its digest is that of the bytes`() throws {
        let contents = try SampleVolume.contents(origin: "log.example", items: SampleVolume.items)
        let listing = try VolumeListing(contents)
        let again = try VolumeListing(bytes: listing.bytes)
        #expect(again == listing)
        #expect(again.digest == SHA256.hash(listing.bytes))
        #expect(again.files.map(\.path).contains("data/正卷/001-劳动保障监察立案审批表（签字扫描件）.pdf"))
        #expect(again.part(.main).pages == 2)
        #expect(again.part(.supplementary).catalogue.map(\.title) == ["合议表"])
        #expect(again.indexPage == listing.indexPage)
    }

    @Test func `from before there were sheets and labels is read still`() throws {
        let listing = try VolumeListing(SampleVolume.contents(origin: "log.example", items: SampleVolume.items))
        var object = try #require(
            try JSONSerialization.jsonObject(with: Data(listing.bytes)) as? [String: Any])
        for name in ["main", "supplementary"] {
            var part = try #require(object[name] as? [String: Any])
            part["sheets"] = nil
            part["catalogue"] = (part["catalogue"] as? [[String: Any]])?.map { row in row.filter { $0.key != "labels" }
            }
            object[name] = part
        }
        let old = try VolumeListing(bytes: Array(try JSONSerialization.data(withJSONObject: object)))
        #expect(old.part(.main).sheets == [])
        #expect(old.part(.main).catalogue.first?.labels == [])
        #expect(String(decoding: old.indexPage, as: UTF8.self).contains(">附件</a>"))
    }

    @Test(arguments: ["data/../../evil", "/etc/passwd", "data//x", "data/a\\\\b", "tag.txt", "data/C:/x"])
    func `a file outside the bag is refused`(path: String) throws {
        let listing = try VolumeListing(SampleVolume.contents(origin: "log.example", items: SampleVolume.items))
        let text = String(decoding: listing.bytes, as: UTF8.self)
        let changed = text.replacing("data/main-volume.pdf", with: path)
        #expect(changed != text)
        #expect(throws: ArchiveError.pathUnsafe(path.replacing("\\\\", with: "\\"))) {
            try VolumeListing(bytes: Array(changed.utf8))
        }
    }

    @Test func `a listing of another format is refused`() throws {
        let listing = try VolumeListing(SampleVolume.contents(origin: "log.example", items: SampleVolume.items))
        let text = String(decoding: listing.bytes, as: UTF8.self).replacing("liuhen-volume/1", with: "liuhen-volume/9")
        #expect(throws: ArchiveError.listingMalformed) { try VolumeListing(bytes: Array(text.utf8)) }
    }

    @Test func `the index page links every file, escapes titles, and says 演示 for a demo office only`() throws {
        let real = try VolumeListing(SampleVolume.contents(origin: "log.example", items: SampleVolume.items))
        let page = String(decoding: real.indexPage, as: UTF8.self)
        #expect(page.contains("拖欠工资案 &lt;甲公司&gt;"))
        #expect(!page.contains("<甲公司>"))
        #expect(!page.contains("演示"))
        for word in ["卷内目录", "证据材料备考表", "专用存储器一号", "音像，见证据材料备考表", "1–3", "电子原件"] { #expect(page.contains(word)) }
        for file in real.files where file.path != "data/index.html" {
            let address = try #require(
                file.path.dropFirst(5).addingPercentEncoding(
                    withAllowedCharacters: CharacterSet(charactersIn: "-._/").union(.asciiAlphanumerics)))
            #expect(page.contains("href=\"\(address)\""), "\(file.path)")
        }
        let demo = try VolumeListing(SampleVolume.contents(origin: "demo.example", items: SampleVolume.items))
        #expect(String(decoding: demo.indexPage, as: UTF8.self).contains("演示"))
    }
}

extension CharacterSet {
    fileprivate static var asciiAlphanumerics: CharacterSet {
        CharacterSet(charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789")
    }
}
