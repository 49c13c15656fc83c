/// A spreadsheet file with one sheet of texts, as Excel and WPS open it. Source: ECMA-376, parts 1 and 2.
package struct Workbook: Sendable {
    /// The name of the sheet, at most 31 characters.
    package let name: String
    /// The first row stands out.
    package let rows: [[String]]
    /// The widths of the columns, in characters.
    package let widths: [Int]

    package init(name: String, rows: [[String]], widths: [Int]) {
        self.name = name
        self.rows = rows
        self.widths = widths
    }

    /// The bytes of the `.xlsx` file. Every cell is text, so that no long number loses its digits and no text becomes a
    /// formula. The same workbook is always the same bytes.
    package var file: [UInt8] {
        var archive = ZipArchive()
        archive.add("[Content_Types].xml", Workbook.types)
        archive.add("_rels/.rels", Workbook.links)
        archive.add("xl/workbook.xml", book)
        archive.add("xl/_rels/workbook.xml.rels", Workbook.bookLinks)
        archive.add("xl/styles.xml", Workbook.styles)
        archive.add("xl/worksheets/sheet1.xml", sheet)
        return archive.bytes
    }

    private static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    private static let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    private static let package = "http://schemas.openxmlformats.org/package/2006"
    private static let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"

    private static let types =
        head + "<Types xmlns=\"\(package)/content-types\">"
        + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
        + "<Override PartName=\"/xl/workbook.xml\" ContentType=\"\(kind).sheet.main+xml\"/>"
        + "<Override PartName=\"/xl/worksheets/sheet1.xml\" ContentType=\"\(kind).worksheet+xml\"/>"
        + "<Override PartName=\"/xl/styles.xml\" ContentType=\"\(kind).styles+xml\"/></Types>"

    private static let links =
        head + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(relations)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

    private static let bookLinks =
        head + "<Relationships xmlns=\"\(package)/relationships\">"
        + "<Relationship Id=\"rId1\" Type=\"\(relations)/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        + "<Relationship Id=\"rId2\" Type=\"\(relations)/styles\" Target=\"styles.xml\"/></Relationships>"

    // Format 49 is text; the second style is bold, for the first row.
    private static let styles =
        head + "<styleSheet xmlns=\"\(main)\">"
        + "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"宋体\"/></font>"
        + "<font><b/><sz val=\"11\"/><name val=\"宋体\"/></font></fonts>"
        + "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill>"
        + "<fill><patternFill patternType=\"gray125\"/></fill></fills>"
        + "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
        + "<cellStyleXfs count=\"1\"><xf/></cellStyleXfs><cellXfs count=\"3\"><xf/>"
        + "<xf numFmtId=\"49\" fontId=\"0\" applyNumberFormat=\"1\" applyAlignment=\"1\">"
        + "<alignment vertical=\"top\" wrapText=\"1\"/></xf>"
        + "<xf numFmtId=\"49\" fontId=\"1\" applyNumberFormat=\"1\" applyFont=\"1\"/></cellXfs></styleSheet>"

    private var book: String {
        let forbidden: Set<Character> = ["[", "]", ":", "*", "?", "/", "\\"]
        let name = String(self.name.filter { !forbidden.contains($0) }.prefix(31))
        return Workbook.head + "<workbook xmlns=\"\(Workbook.main)\" xmlns:r=\"\(Workbook.relations)\">"
            + "<sheets><sheet name=\"\(Workbook.escaped(name.isEmpty ? "1" : name))\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
    }

    private var sheet: String {
        var xml = Workbook.head + "<worksheet xmlns=\"\(Workbook.main)\">"
        if !widths.isEmpty {
            let columns = widths.enumerated().map { index, width in
                "<col min=\"\(index + 1)\" max=\"\(index + 1)\" width=\"\(width)\" customWidth=\"1\"/>"
            }
            xml += "<cols>\(columns.joined())</cols>"
        }
        xml += "<sheetData>"
        for (index, row) in rows.enumerated() {
            let style = index == 0 ? 2 : 1
            xml += "<row r=\"\(index + 1)\">"
            for cell in row {
                xml +=
                    "<c s=\"\(style)\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\(Workbook.escaped(cell))</t></is></c>"
            }
            xml += "</row>"
        }
        return xml + "</sheetData></worksheet>"
    }

    /// A text inside XML: its marks escaped, without what XML 1.0 cannot hold.
    private static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            default:
                guard scalar.value >= 0x20, scalar.value != 0xFFFE, scalar.value != 0xFFFF else { continue }
                escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}
