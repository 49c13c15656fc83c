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
        body += section(.main, main) + section(.supplementary, supplementary)
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

    private func section(_ part: VolumePart, _ listed: VolumeListing.Part) -> String {
        guard !listed.catalogue.isEmpty else { return "" }
        let rows = listed.catalogue.map { row in
            let cells = [
                "\(row.number)", text(row.documentNumber ?? ""), text(row.responsible), links(row), "\(row.date)",
                row.pagesText.isEmpty ? "—" : row.pagesText, text(row.noteText),
            ]
            return "<tr>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>\n"
        }
        var wholes: [String] = []
        let bound = VolumeListing.boundPath(part)
        if files.contains(bound) {
            wholes.append("<a href=\"\(address(bound))\">\(part.folder)全文（PDF，页号与纸质案卷一致）</a>")
        }
        wholes += listed.sheets.filter { files.contains($0.file) }.map {
            "<a href=\"\(address($0.file))\">\(text($0.title))</a>"
        }
        return table(
            "\(part.folder)卷内目录（共 \(listed.catalogue.count) 件，\(listed.pages) 页）",
            ["序号", "文号", "责任者", "题名", "日期", "页号", "备注"], rows.joined(),
            above: wholes.isEmpty ? "" : "<p>\(wholes.joined(separator: " · "))</p>\n")
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

    private func table(_ title: String, _ heads: [String], _ rows: String, above: String = "") -> String {
        let cells = heads.map { "<th scope=\"col\">\($0)</th>" }.joined()
        return "<section><h2>\(title)</h2>\n\(above)<table>\n<thead><tr>\(cells)</tr></thead>\n"
            + "<tbody>\n\(rows)</tbody>\n</table></section>\n"
    }

    /// The title leads to the file whose pages are bound; the others follow under what they are.
    private func links(_ row: CatalogueRow) -> String {
        let labels = row.labels + Array(repeating: "", count: max(0, row.files.count - row.labels.count))
        let linked = zip(row.files, labels).filter { files.contains($0.0) }
        guard let first = linked.first else { return text(row.title) }
        let others = linked.dropFirst().map { path, label in
            " · <a href=\"\(address(path))\">\(text(label.isEmpty ? "附件" : label))</a>"
        }
        let label = first.1.isEmpty ? "" : "（\(first.1)）"
        return "<a href=\"\(address(first.0))\">\(text(row.title + label))</a>" + others.joined()
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
