import Testing

@testable import Office
@testable import Web

@Suite struct `What is said of a scan` {
    private let place = ScanMismatch.Place(
        caseID: "c9", caseNumber: "立〔2026〕9号", form: "f9", kind: "service-receipt", title: "送达回证")

    @Test(arguments: [
        ([1], "1"), ([1, 2], "1、2"), ([1, 2, 3], "1—3"), ([1, 2, 3, 5], "1—3、5"), ([2, 4, 5, 6, 9], "2、4—6、9"),
        ([], ""),
    ])
    func `draws runs of three and more together`(numbers: [Int], text: String) {
        #expect(ScanText.list(numbers) == text)
    }

    @Test func `names the sheets of another form and leads to it`() {
        let item = ScanText.item(.other(sheets: [2, 3], place), title: "询问笔录", caseID: "c1")
        #expect(item.text == "第 2、3 张是《送达回证》（立〔2026〕9号案）的页，不是《询问笔录》。")
        #expect(item.missing.first?.links.first?.href == "/cases/c9/forms/f9")
    }

    @Test func `leads from sheets out of order to the page that sorts them`() {
        let item = ScanText.item(.misplaced(sheet: 2, page: 3), title: "", caseID: "c1")
        #expect(item.text.hasPrefix("第 2 张是文书第 3 页，次序不对"))
        #expect(item.missing.first?.links.first?.href == "/cases/c1/scans")
        #expect(ScanText.item(.misplaced(sheet: 2, page: 3), title: "", caseID: nil).missing.isEmpty)
    }

    @Test func `says what to do about each finding`() {
        let findings: [(ScanMismatch.Finding, String)] = [
            (.notReadable, "重新扫描"), (.tooLong(limit: 64 << 20), "64 MB"), (.empty, "放反"), (.unread(sheets: [1]), "二维码"),
            (.foreign(sheets: [4]), "抽出"), (.otherVersion(sheets: [1], found: 1, wanted: 2), "打印第 2 版"),
            (.repeated(sheet: 3, page: 2), "抽出重复"), (.missing(pages: [2, 3]), "缺文书第 2、3 页"),
        ]
        for (finding, words) in findings {
            #expect(ScanText.item(finding, title: "询问笔录", caseID: "c1").text.contains(words), "\(finding)")
        }
    }
}
