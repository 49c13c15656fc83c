import Casework
import Chronology
import Foundation
import Office

/// What a page asks for when the lists of a draw are frozen, and what was answered.
enum DrawForm {
    /// The page with what was typed.
    static func model(_ typed: FormBody?, units: [(id: String, name: String)], problem: ProblemView?) -> InputModel {
        let columns = "每行一个，依次为：编号、名称、单位，用制表符或者逗号分隔，可以从表格直接粘贴。编号不能重复，例如"
        let lists: [FieldView] = [
            .of("objects", "检查对象名单", .paragraph, in: typed, hint: columns + "统一社会信用代码。"),
            .of("objects-file", "检查对象名单文件", .file(accepts: ".xlsx,.xls,.csv,.txt"), in: nil, hint: "与上面填写的合并。"),
            .of("inspectors", "检查人员名单", .paragraph, in: typed, hint: columns + "执法证号。"),
            .of("inspectors-file", "检查人员名单文件", .file(accepts: ".xlsx,.xls,.csv,.txt"), in: nil, hint: "与上面填写的合并。"),
        ]
        let method: [FieldView] = [
            .of("objects-drawn", "抽取检查对象数", .number, in: typed, required: true),
            .of("inspectors-each", "每个对象的检查人员数", .number, in: typed, initially: "2", required: true),
            .of(
                "seed-source", "种子来源", .paragraph, in: typed, required: true,
                hint: "本单位任何人都不能左右、以后才公布的数，并写明抄写方式。例如：中国福利彩票双色球第 2026140 期开奖号码，"
                    + "六个红球由小到大，再写蓝球，以空格分隔；或者某日上证综指收盘点位，保留两位小数。"),
            .of("seed-known-from", "种子公布日", .day, in: typed, required: true, hint: "必须在今天之后。在此之前可以登记回避，之后截止。"),
        ]
        var model = InputModel(
            heading: "冻结双随机抽取名单",
            notes: ["名单冻结后不能更改。系统登记名单的摘要（SHA-256），请将摘要同时对外公布；改动任何一个字，摘要都会不同。"],
            action: "/draws/new", submit: "冻结名单", cancel: "/draws", hasFiles: true,
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "unit", "单位", .choice(units.map { ($0.id, $0.name) }), in: typed, initially: units.first?.id
                        ),
                        .of("draw-title", "抽取名称", in: typed, required: true),
                    ]),
                InputModel.Group(title: "名单", fields: lists), InputModel.Group(title: "抽取办法", fields: method),
            ])
        model.problem = problem
        return model.marked()
    }

    /// What was answered.
    /// - Throws: ``OfficeError/draw(_:)`` naming what cannot be read.
    static func read(_ form: FormBody) throws -> NewDraw {
        var problems: [DrawProblem] = []
        let objects = candidates(form.raw("objects"), "objects", &problems)
        let inspectors = candidates(form.raw("inspectors"), "inspectors", &problems)
        func number(_ name: String, _ list: [DrawLists.Candidate]) -> Int {
            guard let number = Int(form.raw(name)) else {
                problems.append(form[name] == nil ? .blank(name) : .outOfRange(name, limit: max(1, list.count)))
                return 0
            }
            return number
        }
        let (drawn, each) = (number("objects-drawn", objects), number("inspectors-each", inspectors))
        for name in ["draw-title", "seed-source"] where form[name] == nil { problems.append(.blank(name)) }
        guard let day = form["seed-known-from"].flatMap({ Day($0) }), problems.isEmpty else {
            if form["seed-known-from"].flatMap({ Day($0) }) == nil { problems.append(.blank("seed-known-from")) }
            throw OfficeError.draw(problems)
        }
        return NewDraw(
            title: form.raw("draw-title"), objects: objects, inspectors: inspectors, objectsDrawn: drawn,
            inspectorsEach: each, seedSource: form.raw("seed-source"), seedKnownFrom: day)
    }

    /// The form with the rows of its files among what was typed, so that no problem loses them.
    static func takingIn(_ form: FormBody, rows: (FormBody.File) async throws -> [[String]]) async throws -> FormBody {
        var form = form
        for name in ["objects", "inspectors"] {
            for file in form.filled(name + "-file") {
                let lines = try await rows(file).map { $0.prefix(3).joined(separator: "\t") }
                form.set(([form.raw(name)] + lines).filter { !$0.isEmpty }.joined(separator: "\n"), for: name)
            }
        }
        return form
    }

    private static func candidates(
        _ text: String, _ list: String, _ problems: inout [DrawProblem]
    ) -> [DrawLists.Candidate] {
        let lines = text.split(separator: "\n").filter { !$0.allSatisfy(\.isWhitespace) }
        if lines.isEmpty { problems.append(.blank(list)) }
        return lines.enumerated().compactMap { index, line in
            let marks: Set<Character> = line.contains("\t") ? ["\t"] : [",", "，"]
            let cells = line.split(omittingEmptySubsequences: false) { marks.contains($0) }.map { tidy($0) }
            if index == 0, headings.contains(cells[0]) { return nil }
            guard cells.count >= 2, !cells[0].isEmpty, !cells[1].isEmpty else {
                if problems.count < 20 { problems.append(.incompleteLine(list, line: index + 1)) }
                return nil
            }
            return DrawLists.Candidate(id: cells[0], name: cells[1], unit: cells.count > 2 ? cells[2] : "")
        }
    }

    private static let headings: Set<String> = [
        "编号", "序号", "代码", "信用代码", "统一社会信用代码", "证号", "执法证号", "id", "ID",
    ]

    private static func tidy(_ text: some StringProtocol) -> String {
        text.trimmingCharacters(in: .whitespacesAndNewlines).precomposedStringWithCanonicalMapping
    }
}
