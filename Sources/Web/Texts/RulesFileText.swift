import Casework
import Forms
import Office
import Rules

/// The words for what a calendar or a text from a file would change.
enum RulesFileText {
    /// What a file is called.
    static func title(_ file: RulesFile) -> String {
        switch file {
        case .calendar(let name, _, _): "放假安排文件「\(name)」"
        case .pack(let pack, _): "《\(pack.title)》"
        }
    }

    /// Why a `.zip` is not taken, and what to do.
    static func text(_ error: RulesBundleError) -> String {
        let why =
            switch error.problem {
            case .notReadable: "不是 .zip 压缩包，或者已经损坏。请重新压缩，或者直接选中其中的 YAML 文件。"
            case .tooLarge: "解开以后超过 \(RulesFile.byteLimit >> 20) MB，没有读取。规范的文件没有这么大，请核对来源。"
            case .unsafePath(let name): "里的「\(name.prefix(80))」指向压缩包以外，没有读取。请核对来源，或者直接选中 YAML 文件。"
            case .locked(let name): "里的「\(name.prefix(80))」设了密码。请去掉密码重新压缩。"
            case .repeated(let name): "里有两个名为「\(name.prefix(80))」的文件。一个压缩包只放一部规范的文件。"
            case .empty: "里没有 .yaml 或者 .yml 文件。"
            }
        return "压缩包「\(error.name.prefix(80))」" + why
    }

    /// The tables of what would be different.
    static func tables(_ preview: RulesPreview) -> [RegisterModel.TableView] {
        var tables: [RegisterModel.TableView] = []
        if let days = preview.days {
            let years = days.announced.map { "\($0) 年" }.joined(separator: "、")
            tables.append(
                RegisterModel.TableView(
                    "放假安排的变化", ["变化"],
                    (years.isEmpty ? [] : ["新公布：\(years)"] + []).map { [.init($0)] }
                        + days.stretches.map { [.init(CalendarText.line($0))] }, empty: "没有哪一天的放假或者上班有变化。"))
        } else {
            tables.append(
                RegisterModel.TableView(
                    "条文的变化", ["条款", "变化", "原来", "现在"],
                    preview.rules.map { difference in
                        [
                            .init(difference.rule.text), .init(kind(difference)), .init(difference.before ?? "—"),
                            .init(difference.after ?? "—"),
                        ]
                    }, empty: isNew(preview) ? "本单位还没有采用这部规范，全部条文都是新增的。" : "条文没有变化。"))
        }
        let rows = preview.cases.flatMap { entry in
            entry.changes.map { change -> [RegisterModel.CellView] in
                [
                    .init(entry.summary.number, href: "/cases/\(entry.summary.id)"),
                    .init("\(change.rule.text) \(change.says)"), .init(kind(change.kind)), .init(due(change.before)),
                    .init(due(change.after)),
                ]
            }
        }
        tables.append(
            RegisterModel.TableView(
                "案件期限的变化（\(preview.cases.count) 件案件）", ["案件", "事项", "变化", "原来", "以后"], Array(rows.prefix(200)),
                empty: "现有案件的期限没有变化。"))
        return tables
    }

    /// What to know besides.
    static func notes(_ preview: RulesPreview) -> [String] {
        var notes = ["由两人确认后，自选定的日期起生效；此前的判断按当时所知的规则，不受影响。"]
        if preview.firm > 0 { notes.append("\(preview.firm) 个暂定的期限成为确定的期限。") }
        return notes
    }

    private static func isNew(_ preview: RulesPreview) -> Bool {
        if case .pack = preview.file { return preview.rules.isEmpty }
        return false
    }

    private static func kind(_ kind: ObligationChange.Kind) -> String {
        switch kind {
        case .appears: "新增要求"
        case .vanishes: "不再要求"
        case .moves: "期限或者状态变动"
        }
    }

    private static func due(_ standing: ObligationChange.Standing?) -> String {
        guard let standing else { return "—" }
        return standing.due.map(TimeText.minute) ?? "没有期限"
    }

    private static func kind(_ difference: PackDifference) -> String {
        switch difference.kind {
        case .added: "新增"
        case .removed: "删去"
        case .changed: "修改：" + difference.facets.map(word).joined(separator: "、")
        }
    }

    private static func word(_ facet: PackDifference.Facet) -> String {
        switch facet {
        case .article: "条款序号"
        case .says: "文字"
        case .demand: "要求或者期限"
        case .force: "效力"
        case .deviation: "偏离的批准人"
        case .inForce: "施行日期"
        case .confirmed: "核对情况"
        case .procedures: "适用程序"
        case .readings: "可选的理解"
        case .duty: "共同的职责"
        }
    }
}
