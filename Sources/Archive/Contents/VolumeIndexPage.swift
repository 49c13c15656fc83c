internal import Chronology
internal import Foundation

/// `index.html`: the volume for people. One file without script, fonts or anything from elsewhere, so that it opens
/// anywhere and for ever. Deterministic: the same contents give the same bytes.
struct VolumeIndexPage {
    /// Where it lies in the bag.
    static let path = "data/index.html"

    /// What the page shows.
    let origin: String
    let stream: String
    let heading: VolumeContents.Heading
    let main: VolumeListing.Part
    let supplementary: VolumeListing.Part
    /// The files that may be linked.
    let files: Set<String>

    /// The page.
    var bytes: [UInt8] { Array(html.utf8) }

    private var html: String {
        let isDemonstration = VolumeContents.isDemonstration(origin: origin)
        var body = ""
        if isDemonstration {
            body += "<p class=\"demo\" role=\"note\">演示 · 本案卷由演示单位生成，不是真实案卷</p>\n"
        }
        body += "<h1>\(text(heading.title))</h1>\n<dl>\n"
        for (term, value) in [
            ("案号", heading.number), ("办案单位", heading.unit), ("档号", heading.archiveNumber),
            ("归档日期", heading.archived.description), ("保管期限", heading.retention), ("日志", origin),
            ("案件流", stream),
        ] {
            body += "<dt>\(term)</dt><dd>\(text(value))</dd>\n"
        }
        body += "</dl>\n"
        if files.contains(VolumeListing.mainVolumePath) {
            body += "<p><a href=\"main-volume.pdf\">正卷全文（PDF，页号与纸质案卷一致）</a></p>\n"
        }
        body += section("正卷", main) + section("副卷", supplementary)
        body += remarks + bags
        body += """
            <section><h2>核验</h2>
            <p>本案卷可以脱离办案单位核验：<code>liuhen verify 案卷目录 --key 公钥文件</code>。公钥须通过本案卷以外的途径取得。\
            案件的全部记录在 <a href="entries/">entries</a> 目录，签名的检查点是 <a href="checkpoint">checkpoint</a>，\
            文件清单及哈希值是 <a href="volume.json">volume.json</a>。</p></section>

            """
        return """
            <!DOCTYPE html>
            <html lang="zh-CN">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>\(isDemonstration ? "演示 · " : "")\(text(heading.number)) \(text(heading.title))</title>
            <style>
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; line-height: 1.6; color: #1a1a1a;
              font-family: "Noto Serif CJK SC", "Source Han Serif SC", SimSun, serif; }
            table { width: 100%; border-collapse: collapse; margin: 1rem 0; }
            th, td { border: 1px solid #555; padding: .35rem .6rem; text-align: left; vertical-align: top; }
            th { background: #f1f1f1; }
            dl { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.5rem; }
            dt { font-weight: bold; } dd { margin: 0; overflow-wrap: anywhere; }
            a { color: #0b4f8a; }
            .demo { border: 3px solid #a80000; color: #a80000; padding: .5rem 1rem; font-weight: bold; }
            @media print { body { margin: 0; max-width: none; } }
            </style>
            </head>
            <body>
            \(body)</body>
            </html>

            """
    }

    private func section(_ title: String, _ part: VolumeListing.Part) -> String {
        guard !part.catalogue.isEmpty else { return "" }
        let rows = part.catalogue.map { row in
            "<tr><td>\(row.number)</td><td>\(links(row))</td><td>\(row.date)</td><td>\(text(row.responsible))</td>"
                + "<td>\(pages(row))</td></tr>\n"
        }
        return table(
            "\(title)卷内目录（共 \(part.pages) 页）", ["序号", "题名", "日期", "责任者", "页号"], rows.joined())
    }

    private var remarks: String {
        let rows = rowsOfBoth.compactMap { part, row -> String? in
            guard let remark = row.remark else { return nil }
            let cells = [
                remark.content, remark.time, remark.place, remark.recorder, remark.identity, remark.storage,
            ].map { "<td>\(text($0))</td>" }
            return "<tr><td>\(part) \(row.number)</td>\(cells.joined())</tr>\n"
        }
        let heads = ["序号", "证据内容", "时间", "地点", "录制人姓名", "录制人身份", "存放地点"]
        return rows.isEmpty ? "" : table("证据材料备考表", heads, rows.joined())
    }

    private var bags: String {
        let rows = rowsOfBoth.compactMap { part, row -> String? in
            guard let bag = row.bag else { return nil }
            let cells = [bag.name, bag.quantity, bag.time, bag.place].map { "<td>\(text($0))</td>" }
            return "<tr><td>\(bag.number)</td><td>\(part) \(row.number)</td>\(cells.joined())</tr>\n"
        }
        let heads = ["袋号", "序号", "证据名称", "数量", "收集时间", "收集地点"]
        return rows.isEmpty ? "" : table("证据袋", heads, rows.joined())
    }

    private var rowsOfBoth: [(String, CatalogueRow)] {
        main.catalogue.map { ("正卷", $0) } + supplementary.catalogue.map { ("副卷", $0) }
    }

    private func table(_ title: String, _ heads: [String], _ rows: String) -> String {
        let cells = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<section><h2>\(title)</h2>\n<table>\n<thead><tr>\(cells)</tr></thead>\n<tbody>\n\(rows)</tbody>\n"
            + "</table></section>\n"
    }

    private func links(_ row: CatalogueRow) -> String {
        let linked = row.files.filter(files.contains)
        guard let first = linked.first else { return text(row.title) }
        let others = linked.dropFirst().enumerated().map { position, path in
            " · <a href=\"\(address(path))\">附件\(position + 1)</a>"
        }
        return "<a href=\"\(address(first))\">\(text(row.title))</a>" + others.joined()
    }

    private func pages(_ row: CatalogueRow) -> String {
        if !row.pagesText.isEmpty { return row.pagesText }
        if row.remark != nil { return "见备考表" }
        if let bag = row.bag { return "证据袋 \(bag.number)" }
        return "—"
    }

    /// A path from the page's own folder, percent-encoded byte by byte where it is not plain (RFC 3986 §2.1).
    private func address(_ path: String) -> String {
        var address = ""
        for byte in path.dropFirst("data/".count).utf8 {
            let character = Character(Unicode.Scalar(byte))
            if byte < 0x80, character.isLetter || character.isNumber || "-._/".contains(character) {
                address.append(character)
            } else {
                address += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        return address
    }

    private func text(_ value: String) -> String {
        value.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;")
    }
}
