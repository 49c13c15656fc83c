import Archive
import Casework
import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Office

@Suite(.features("volume", "catalogue")) struct `The volume of a case` {
    @Test(.features("catalogue"), .rows("WH-42.2"))
    func `has each paper on the pages that its catalogue and its index page say`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        sample.material("m1", "工资结算单", pages: 3, try await sample.paper("结算甲", "结算乙", "结算丙"))
        sample.material("m2", "劳务用工协议", pages: 4, nil)
        sample.submit("f1", "inquiry-transcript", try await sample.paper("笔录原件"))
        sample.sign("f1", ["party", "officer"], try await sample.paper("笔录签字一", "笔录签字二"))
        sample.submit("f2", "rectification-verification-record", try await sample.paper("核实记录"))
        let made = try await sample.made()

        let rows = made.listing.part(.main).catalogue
        #expect(rows.map(\.title) == ["工资结算单", "劳务用工协议", "劳动保障监察调查询问笔录", "改正情况核实记录"])
        #expect(rows.map(\.pagesText) == ["1–3", "4–7", "8–9", "10"])
        #expect(rows.map(\.noteText) == ["", "纸质", "", ""])
        #expect(made.listing.part(.main).pages == 10)
        // Cover and catalogue stand before the first number, the remarks sheet behind the last.
        #expect(made.pages(.main).map(\.number) == ["", "", "1", "2", "3", "4-7", "8", "9", "10", ""])
        for (row, words) in zip(rows, [["结算甲", "结算乙", "结算丙"], ["劳务用工协议"], ["笔录签字一", "笔录签字二"], ["核实记录"]]) {
            let pages = made.pages(of: row, in: .main)
            #expect(pages.count == words.count)
            for (page, word) in zip(pages, words) { #expect(page.text.contains(word), "\(row.title) \(word)") }
        }
        // The catalogue on paper has the first page of each, and of the last one first and last.
        let catalogue = made.pages(.main)[1].text
        for words in ["1投诉人工资结算单", "2投诉人劳务用工协议", "纸质", "3李建国劳动保障监察调查询问笔录"] {
            #expect(catalogue.contains(words), "\(words)")
        }
        #expect(catalogue.contains("2026-09-041"))
        let index = String(decoding: made.listing.indexPage, as: UTF8.self)
        for row in rows { #expect(index.contains("<td>\(row.date)</td><td>\(row.pagesText)</td>")) }
        #expect(index.contains("共 4 件，10 页"))
        let cover = made.pages(.main)[0].text
        #expect(cover.contains("劳动保障监察案卷"))
        let remarks = try #require(made.pages(.main).last?.text)
        for words in ["卷内备考表", "4件", "10页", "纸质材料1件共4页未扫描"] { #expect(remarks.contains(words)) }
    }

    @Test func `binds the scan of what was signed and keeps the frozen paper beside it`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        let document = try await sample.paper("电子文书")
        let scan = try await sample.paper("手写签字")
        sample.submit("f1", "inquiry-transcript", document)
        sample.sign("f1", ["party"], scan)
        let same = try await sample.paper("没有另外扫描")
        sample.submit("f2", "rectification-verification-record", same)
        sample.sign("f2", ["party"], same)
        let made = try await sample.made()

        let signed = try #require(made.row("劳动保障监察调查询问笔录"))
        #expect(
            signed.files == [
                "data/正卷/001-劳动保障监察调查询问笔录（签字扫描件）.pdf", "data/正卷/001-劳动保障监察调查询问笔录（电子原件）.pdf",
            ])
        #expect(made.listing.files.first { $0.path == signed.files[0] }?.sha256 == scan.digest)
        #expect(made.listing.files.first { $0.path == signed.files[1] }?.sha256 == document.digest)
        #expect(made.text(.main).contains("手写签字"))
        #expect(!made.text(.main).contains("电子文书"))
        let index = String(decoding: made.listing.indexPage, as: UTF8.self)
        #expect(index.contains(">劳动保障监察调查询问笔录（签字扫描件）</a> · <a href="))
        #expect(index.contains(">电子原件</a>"))
        // The scan is the frozen paper itself: one file, one page.
        let once = try #require(made.row("改正情况核实记录"))
        #expect(once.files == ["data/正卷/002-改正情况核实记录.pdf"])
        #expect(once.pagesText == "2")
    }

    @Test func `a scan that shows all who signed before takes the place of the earlier one`() async throws {
        let sample = SampleVolumeCase(try await SampleOffice())
        let (first, second, third) = (
            try await sample.paper("一"), try await sample.paper("二"), try await sample.paper("三")
        )
        func bound(_ signatures: [([String], BlobReference)]) throws -> [BlobReference] {
            var copy = sample
            copy.submit("f1", "inquiry-transcript", first)
            for (signers, scan) in signatures { copy.sign("f1", signers, scan) }
            return VolumePieces.signedScans(of: try #require(copy.case.form("f1")))
        }
        #expect(try bound([(["party"], second), (["party", "officer"], third)]) == [third])
        #expect(try bound([(["party"], second), (["officer"], third)]) == [second, third])
        #expect(try bound([(["party", "party"], second), (["party"], third)]) == [second, third])
        #expect(try bound([(["party"], second), (["officer"], second)]) == [second])
    }

    @Test func `counts a picture as a page and prints its explanation under it`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        let photo = try await sample.blob(SamplePicture.photo, "image/jpeg", "照片.jpg")
        sample.add(
            .actEntered(
                ActEntered(
                    what: .evidenceAdded, subject: "e1", answers: ["evidence-kind": "image", "bound": true],
                    personal: ["name": "留置送达照片"], attachments: [photo])))
        sample.add(
            .actEntered(
                ActEntered(
                    what: .evidencePrinted, subject: "e1",
                    answers: ["recorder-name": "赵敏", "recorder-identity": "执法人员"],
                    personal: ["place": "当事人办公场所", "content": "留置送达指令书"])))
        let made = try await sample.made()
        let row = try #require(made.row("留置送达照片"))
        #expect(row.pagesText == "1")
        let page = try #require(made.pages(of: row, in: .main).first)
        for words in ["赵敏", "执法人员", "当事人办公场所", "留置送达指令书"] { #expect(page.text.contains(words)) }
    }

    @Test(.rows("WH-2.1"))
    func `sends a closing without a penalty to the stage of decisions, and one after performance to that of service`()
        async throws
    {
        var sample = SampleVolumeCase(try await SampleOffice())
        func close(_ id: String, _ variant: String) async throws {
            let paper = try await sample.paper(id)
            sample.add(
                .formDrafted(
                    FormDrafted(
                        form: id, formKind: "case-closure-approval-form", version: 1, about: nil, corrects: nil,
                        fields: ["variant": .text(variant)])))
            sample.add(.formSubmitted(FormSubmitted(form: id, version: 1, to: nil, document: paper, setWith: "test")))
        }
        try await close("f1", "fulfilled")
        try await close("f2", "no-penalty")
        sample.submit("f3", "penalty-decision", try await sample.paper("决定书"))
        sample.submit("f4", "inspection-record", try await sample.paper("检查记录"))
        let office = sample.sample.office
        let pieces = VolumePieces(case: sample.case, rules: office.rules, information: office.information)
        let stages = Dictionary(uniqueKeysWithValues: pieces.all.map { ($0.id, $0.stage) })
        let decided = try #require(stages["f3"])
        let fulfilled = try #require(stages["f1"])
        let inspected = try #require(stages["f4"])
        #expect(stages["f2"] == decided)
        #expect(fulfilled > decided)
        #expect(inspected < decided)
    }

    @Test(.rows("WH-41.2"))
    func `binds a photograph that came in with the recordings, once it was printed`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        let photo = try await sample.blob(SamplePicture.photo, "image/jpeg", "门面照片.jpg")
        sample.add(
            .recordingAdded(
                RecordingAdded(
                    recording: "r1", act: nil, device: "X-1", deviceRegistered: true, deviceReason: nil,
                    start: Instant(Day(epochDay: 20_700), hour: 10), durationMilliseconds: 0, isEvidence: true,
                    container: "jpeg", probedWith: "test", blob: photo)))
        let before = try await sample.made()
        #expect(before.row("门面照片")?.pagesText == "")
        sample.add(
            .actEntered(
                ActEntered(
                    what: .evidencePrinted, subject: "r1",
                    answers: ["recorder-name": "赵敏", "recorder-identity": "执法人员"],
                    personal: ["place": "当事人办公场所", "content": "门面"])))
        let made = try await sample.made()
        let row = try #require(made.row("门面照片"))
        #expect(row.pagesText == "1")
        let page = try #require(made.pages(of: row, in: .main).first)
        for words in ["赵敏", "执法人员", "当事人办公场所", "门面"] { #expect(page.text.contains(words)) }
    }

    @Test func `a file that cannot be opened is listed, kept and remarked on, and stops nothing`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        let broken = try await sample.blob(Array("%PDF-1.7 rubbish".utf8), "application/pdf", "坏.pdf")
        sample.material("m1", "结算单", pages: 2, broken)
        let document = try await sample.paper("电子文书")
        sample.submit("f1", "inquiry-transcript", document)
        sample.sign("f1", ["party"], try await sample.blob([1, 2, 3], "application/pdf", "签字.pdf"))
        let made = try await sample.made()
        let material = try #require(made.row("结算单"))
        #expect(material.pagesText == "1–2")
        #expect(material.noteText == "纸质")
        #expect(made.listing.files.first { $0.path == material.files.first }?.sha256 == broken.digest)
        #expect(made.text(.main).contains("电子文书"))
        let remarks = try #require(made.pages(.main).last?.text)
        #expect(remarks.contains("《结算单》的扫描件“坏.pdf”不能打印成页，原件随卷"))
        #expect(remarks.contains("《劳动保障监察调查询问笔录》的签字扫描件“签字.pdf”不能打印成页，原件随卷"))
    }

    @Test func `holds a recording that nobody remarked on, and an object that lies in no bag`() async throws {
        var sample = SampleVolumeCase(try await SampleOffice())
        let film = try await sample.blob([0, 0, 0, 1], "video/mp4", "窗口录像.mp4")
        sample.add(
            .recordingAdded(
                RecordingAdded(
                    recording: "r1", act: nil, device: "WH-WIN-01", deviceRegistered: true, deviceReason: nil,
                    start: Instant(Day(epochDay: 20_700)), durationMilliseconds: 1000, isEvidence: false,
                    container: "mp4", probedWith: "test", blob: film)))
        sample.add(
            .actEntered(
                ActEntered(
                    what: .evidenceAdded, subject: "e1", answers: ["evidence-kind": "object", "bound": false],
                    personal: ["name": "搅拌机"])))
        let made = try await sample.made()
        let recording = try #require(made.row("窗口录像"))
        #expect(recording.pagesText == "")
        #expect(recording.noteText == "音像，见证据材料备考表")
        #expect(made.row("搅拌机")?.noteText == "未装袋，另行存放")
        let sheet = try #require(made.row("证据材料备考表"))
        let page = try #require(made.pages(of: sheet, in: .main).first)
        for words in ["执法录音录像（不作为证据）", "未注明"] { #expect(page.text.contains(words)) }
    }
}

@Suite struct `The supplementary volume of a case` {
    /// A case with papers of both volumes.
    private func both() async throws -> MadeVolume {
        var sample = SampleVolumeCase(try await SampleOffice())
        sample.submit("f1", "filing-approval-form", try await sample.paper("空白审批表"))
        sample.decide("f1", "同意立案查处")
        sample.submit("f2", "prior-notice", try await sample.paper("送审告知书"))
        sample.decide("f2", "同意", onPaper: try await sample.paper("签批手迹"))
        sample.add(
            .formIssued(
                FormIssued(form: "f2", version: 1, number: "武人社监告字〔2026〕1号", document: try await sample.paper("印发告知书")))
        )
        sample.submit("f3", "service-receipt", about: "f2", try await sample.paper("告知书回执"))
        sample.submit("f4", "case-closure-approval-form", try await sample.paper("作废的结案表"))
        sample.add(.formVoided(FormVoided(form: "f4", reason: "内部理由不外传")))
        sample.add(
            .actEntered(
                ActEntered(
                    what: .legalReviewed, subject: nil, answers: ["passed": true, "opinion": "同意"],
                    attachments: [try await sample.paper("法制审核意见")])))
        return try await sample.made()
    }

    @Test func `is paged like the main one, and nothing of it is in the main one`() async throws {
        let made = try await both()
        let inside = made.listing.part(.supplementary)
        #expect(
            inside.catalogue.map(\.title)
                == [
                    "劳动保障监察立案审批表", "法制审核意见", "劳动保障监察行政处罚（行政处理）事先告知书（纸质签批件）",
                ].sorted { first, second in
                    inside.catalogue.firstIndex { $0.title == first } ?? 9
                        < inside.catalogue.firstIndex { $0.title == second } ?? 9
                })
        for row in inside.catalogue { #expect(!made.pages(of: row, in: .supplementary).isEmpty, "\(row.title)") }
        let secret = made.text(.supplementary)
        for words in ["副卷", "同意立案查处", "签批手迹", "法制审核意见", "内部理由不外传", "卷内备考表", "劳动保障监察案卷"] {
            #expect(secret.contains(words), "\(words)")
        }
        let open = made.text(.main)
        for words in ["副卷", "同意立案查处", "签批手迹", "法制审核意见", "内部理由不外传", "审批表"] {
            #expect(!open.contains(words), "\(words)")
        }
        #expect(open.contains("印发告知书"))
        let paths = made.listing.files.map(\.path)
        #expect(paths.contains("data/supplementary-volume.pdf"))
        #expect(!paths.contains { $0.hasPrefix("data/正卷/") && ($0.contains("签批") || $0.contains("审批")) })
    }

    @Test func `shows the opinions that were given in the system`() async throws {
        let made = try await both()
        let row = try #require(made.row("劳动保障监察立案审批表", in: .supplementary))
        #expect(
            row.files.map { $0.split(separator: "/").last } == [
                "001-劳动保障监察立案审批表（审批后打印件）.pdf", "001-劳动保障监察立案审批表（电子原件）.pdf",
            ])
        let text = made.pages(of: row, in: .supplementary).map(\.text).joined()
        #expect(text.contains("同意立案查处"))
        #expect(!text.contains("空白审批表"))
    }

    @Test func `a receipt lies behind what it was for and says what that was`() async throws {
        let rows = try await both().listing.part(.main).catalogue
        #expect(
            rows.map(\.title) == [
                "劳动保障监察行政处罚（行政处理）事先告知书", "劳动保障监察送达回执——行政处罚（行政处理）事先告知书",
            ])
        #expect(rows.first?.documentNumber == "武人社监告字〔2026〕1号")
    }
}
