import Casework
import Chronology
import Foundation
import Office

/// What the pages of routine inspections ask for, and what was answered.
enum RoutineForm {
    /// The page of a new plan.
    static func model(
        _ typed: FormBody?, units: [(id: String, name: String)], employers: [EmployerRecord], problem: ProblemView?
    ) -> InputModel {
        let known = employers.prefix(500).map { ($0.code, "\($0.name) \($0.code)") }
        var firms: [FieldView] = []
        if !known.isEmpty { firms.append(.of("known-firms", "从登记在册的单位中选", .choices(Array(known)), in: typed)) }
        firms += [
            .of(
                "firms", "其他单位", .paragraph, in: typed,
                hint: "每行一户，依次为：统一社会信用代码（没有的填自编号）、名称、地址、联系人，用制表符或者逗号分隔，可以从表格直接粘贴。"),
            .of("firms-file", "单位名单文件", .file(accepts: ".xlsx,.xls,.csv,.txt"), in: nil, hint: "与上面的合并，重复的只算一户。"),
        ]
        var model = InputModel(
            heading: "制定日常巡查计划", notes: ["每户一页巡查记录，不立案。发现违法行为的，另行登记案件并在记录中关联。"], action: "/routine/new",
            submit: "登记计划", cancel: "/routine", hasFiles: true,
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of(
                            "unit", "单位", .choice(units.map { ($0.id, $0.name) }), in: typed, initially: units.first?.id
                        ),
                        .of("plan", "计划名称", in: typed, required: true, hint: "如：第四季度工资支付日常巡查。"),
                        .of("approved-by", "批准人", in: typed, required: true),
                        .of("until", "完成期限", .day, in: typed, required: true),
                    ]), InputModel.Group(title: "巡查单位", fields: firms),
            ])
        model.problem = problem
        return model.marked()
    }

    /// The form with the rows of its file among what was typed, so that no problem loses them.
    static func takingIn(_ form: FormBody, rows: (FormBody.File) async throws -> [[String]]) async throws -> FormBody {
        var form = form
        for file in form.filled("firms-file") {
            let lines = try await rows(file).map { $0.prefix(4).joined(separator: "\t") }
            form.set(([form.raw("firms")] + lines).filter { !$0.isEmpty }.joined(separator: "\n"), for: "firms")
        }
        return form
    }

    /// The plan that was asked for.
    /// - Throws: ``OfficeError/invalid(_:)``.
    static func read(_ form: FormBody, known: [EmployerRecord]) throws -> NewRoutinePlan {
        let chosen = Set(form.all("known-firms"))
        var firms = known.filter { chosen.contains($0.code) }.map { record in
            RoutinePlan.Firm(
                id: record.code, name: record.name, address: record.known.address ?? "",
                contact: record.known.legalRepresentative ?? "")
        }
        for firm in typedFirms(form.raw("firms")) where !firms.contains(firm) { firms.append(firm) }
        return NewRoutinePlan(
            title: form.raw("plan"), approvedBy: form.raw("approved-by"), until: try form.day("until"), firms: firms)
    }

    private static func typedFirms(_ text: String) -> [RoutinePlan.Firm] {
        text.split(separator: "\n").enumerated().compactMap { index, line in
            guard !line.allSatisfy(\.isWhitespace) else { return nil }
            let marks: Set<Character> = line.contains("\t") ? ["\t"] : [",", "，"]
            let cells = line.split(omittingEmptySubsequences: false) { marks.contains($0) }.map {
                $0.trimmingCharacters(in: .whitespacesAndNewlines)
            }
            if index == 0, headings.contains(cells[0]) { return nil }
            func cell(_ number: Int) -> String { number < cells.count ? cells[number] : "" }
            return RoutinePlan.Firm(id: cell(0), name: cell(1), address: cell(2), contact: cell(3))
        }
    }

    private static let headings: Set<String> = ["编号", "序号", "代码", "信用代码", "统一社会信用代码", "id", "ID"]

    /// The page on which a visit is entered.
    static func visitModel(
        _ plan: RoutinePlan, _ firm: RoutinePlan.Firm, unit: String, officers: [(String, String)], typed: FormBody?,
        now: Instant, problem: ProblemView?
    ) -> InputModel {
        let place = "/routine/\(unit)/\(plan.id)"
        let results = RoutinePlan.Result.allCases.map { ($0.rawValue, $0.title) }
        var model = InputModel(
            heading: "巡查 \(firm.name)",
            notes: plan.record(of: firm.id).map { ["已经登记过（\($0.number)，\($0.result.title)）。再次登记的，以后一次为准。"] } ?? [],
            action: "\(place)/firms/\(PercentEncoding.encode(firm.id))", submit: "登记并生成记录", cancel: place,
            hasFiles: true,
            facts: [
                ("计划", "\(plan.number) \(plan.title)"), ("编号", firm.id), ("地址", firm.address), ("联系人", firm.contact),
            ].filter { !$0.1.isEmpty }.map { InputModel.FactView(label: $0.0, value: $0.1) },
            groups: [
                InputModel.Group(
                    title: nil,
                    fields: [
                        .of("from", "开始", .time, in: typed, required: true),
                        .of("to", "结束", .time, in: typed, required: true),
                        .of("patrol-officers", "巡查人员", .choices(officers), in: typed, required: true),
                        .of("present", "单位在场人员", in: typed, initially: firm.contact),
                        .of("found", "巡查内容和发现的情况", .paragraph, in: typed, required: true),
                        .of("result", "巡查结果", .choice(results), in: typed, required: true),
                        .of("measures", "当场改正的情况", .paragraph, in: typed, hint: "结果为当场改正的填写。"),
                        .of("case-number", "案件编号", in: typed, hint: "结果为转为案件的，先登记案件，再填写其编号。"),
                        .of(
                            "routine-scan", "签名页扫描件", .file(accepts: ".pdf,image/*"), in: nil,
                            hint: "现场签名的记录，可以现在上传。"),
                    ])
            ])
        model.problem = problem
        return model.marked()
    }

    /// What was answered of a visit.
    /// - Parameter caseOf: the id of the case of a number; nil where there is none that the person may see.
    /// - Throws: ``OfficeError/invalid(_:)``.
    static func visit(
        _ form: FormBody, caseOf: (String) async throws -> String?
    ) async throws -> RoutinePlan.Visit {
        var problems: [Problem] = []
        func time(_ name: String) -> Instant {
            guard let text = form[name] else {
                problems.append(.blank(name))
                return Instant(milliseconds: 0)
            }
            if let time = TimeText.read(text) { return time }
            problems.append(.notAllowed(name, value: text))
            return Instant(milliseconds: 0)
        }
        let (from, to) = (time("from"), time("to"))
        let result = form["result"].flatMap { RoutinePlan.Result(rawValue: $0) }
        if result == nil { problems.append(.blank("result")) }
        var caseID: String?
        if let number = form["case-number"] {
            caseID = try await caseOf(number)
            if caseID == nil { problems.append(.notAllowed("case-number", value: number)) }
        }
        guard problems.isEmpty, let result else { throw OfficeError.invalid(problems) }
        return RoutinePlan.Visit(
            from: from, to: to, officers: form.all("patrol-officers"), present: form.raw("present"),
            found: form.raw("found"), result: result, measures: form.raw("measures"), caseID: caseID,
            caseNumber: form["case-number"])
    }
}
