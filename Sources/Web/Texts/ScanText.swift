import Office

/// Tells why a scan is not taken for the sheets of a form, and where its sheets belong.
enum ScanText {
    /// One finding, with the way on where there is one.
    static func item(_ finding: ScanMismatch.Finding, title: String, caseID: String?) -> ProblemView.Item {
        switch finding {
        case .notReadable: return ProblemView.Item("上传的文件不是 PDF 或者图片，或者已经损坏，读不出内容。请重新扫描后上传。", field: "upload")
        case .tooLong(let limit):
            return ProblemView.Item("扫描件超过 \(limit >> 20) MB，请用 300 dpi 灰度扫描，或者分开上传。", field: "upload")
        case .empty: return ProblemView.Item("扫描件每一张都是空白的，请检查是否放反了纸面。", field: "upload")
        case .unread(let sheets):
            return ProblemView.Item(
                "第 \(list(sheets)) 张读不出打印在右下角的二维码（可能拍得模糊、被遮挡，或者不是本系统打印的纸张）。")
        case .other(let sheets, let place):
            let home = place.caseNumber.map { "（\($0)案）" } ?? ""
            let not = title.isEmpty ? "" : "，不是《\(title)》"
            var item = ProblemView.Item("第 \(list(sheets)) 张是《\(place.title)》\(home)的页\(not)。")
            item.missing = [
                MissingText.Line(
                    "应归入：",
                    links: [
                        LinkView(href: "/cases/\(place.caseID)/forms/\(place.form)", text: "《\(place.title)》\(home)")
                    ])
            ]
            return item
        case .foreign(let sheets): return ProblemView.Item("第 \(list(sheets)) 张的二维码不属于本单位任何案件的文书，请抽出后重新上传。")
        case .otherVersion(let sheets, let found, let wanted):
            return ProblemView.Item(
                "第 \(list(sheets)) 张印的是第 \(found) 版，文书现在是第 \(wanted) 版。请打印第 \(wanted) 版，签名后再扫描。")
        case .repeated(let sheet, let page): return ProblemView.Item("第 \(sheet) 张是文书第 \(page) 页，前面已经有了，请抽出重复的一张。")
        case .misplaced(let sheet, let page):
            var item = ProblemView.Item("第 \(sheet) 张是文书第 \(page) 页，次序不对。请按页码重新扫描，或者由系统自动排好。")
            if let caseID {
                item.missing = [
                    MissingText.Line("", links: [LinkView(href: "/cases/\(caseID)/scans", text: "扫描件归位")])
                ]
            }
            return item
        case .missing(let pages): return ProblemView.Item("缺文书第 \(list(pages)) 页。请把全部页补齐，一并扫描上传。")
        }
    }

    /// `1、2、5—9`: runs of three or more are drawn together.
    static func list(_ numbers: [Int]) -> String {
        var parts: [String] = []
        var rest = numbers[...]
        while let first = rest.popFirst() {
            var last = first
            while rest.first == last + 1, let next = rest.popFirst() { last = next }
            switch last - first {
            case 0: parts.append("\(first)")
            case 1: parts.append("\(first)、\(last)")
            default: parts.append("\(first)—\(last)")
            }
        }
        return parts.joined(separator: "、")
    }
}
