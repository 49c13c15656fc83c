import Casework
import Chronology
import Office
import Rules

/// What the pages of draws show.
enum DrawPage {
    private static let method = [
        "一、名单冻结时登记摘要（SHA-256），此后名单改动一个字，摘要即不同。",
        "二、种子在冻结后才公布，本单位任何人不能左右；回避在种子公布日之前登记。",
        "三、每个检查对象的排序值 = SHA-256（摘要、种子、object、编号），取最小的若干个。",
        "四、每个抽中的对象，检查人员的排序值 = SHA-256（摘要、种子、inspector、对象编号、人员编号），除去回避的，取最小的若干个。",
        "五、导出 JSON 后，任何人可以用「liuhen draw verify 文件」或者自己编写的程序重新计算，得到同样的结果。",
    ].joined()

    /// All draws of the office.
    static func list(_ draws: [UnitDraw], units: [(id: String, name: String)], now: Instant) -> RegisterModel {
        var model = RegisterModel()
        model.actions = [LinkView(href: "/draws/new", text: "冻结名单，开始抽取")]
        model.actions += units.map { unit in
            let name = units.count > 1 ? "（\(unit.name)）" : ""
            return LinkView(
                href: "/books/\(unit.id)/enter/\(Draw.platformFact.rawValue)", text: "登记规定平台的抽取结果\(name)")
        }
        model.tables = [
            .init(
                nil, ["编号", "名称", "单位", "对象", "人员", "冻结时间", "种子公布日", "状态"],
                draws.map { entry in
                    let draw = entry.draw
                    return [
                        .init(draw.number, href: "/draws/\(entry.unit)/\(draw.id)"), .init(draw.title),
                        .init(entry.unitName), .init(String(draw.objectCount)), .init(String(draw.inspectorCount)),
                        .init(TimeText.minute(draw.frozen.at)), .init(TimeText.day(draw.seedKnownFrom)),
                        .init(DrawText.text(draw.state(on: now.day))),
                    ]
                }, empty: "还没有抽取。")
        ]
        return model
    }

    /// A draw with what may be done next.
    static func draw(_ draw: Draw, _ record: DrawRecord, unit: String, now: Instant) -> RegisterModel {
        let place = "/draws/\(unit)/\(draw.id)"
        let state = draw.state(on: now.day)
        var model = RegisterModel()
        model.facts = [
            fact("状态", DrawText.text(state)), fact("名单摘要", draw.digest),
            fact("冻结", "\(TimeText.minute(draw.frozen.at)) \(draw.frozen.by)"), fact("种子来源", draw.seedSource),
            fact("种子公布日", TimeText.day(draw.seedKnownFrom)),
            fact(
                "抽取",
                "从 \(draw.objectCount) 个检查对象中抽 \(record.lists.objectsDrawn) 个，"
                    + "每个对象从 \(draw.inspectorCount) 名检查人员中抽 \(record.lists.inspectorsEach) 名"),
        ]
        if let seed = draw.seed {
            model.facts.append(fact("种子", "\(seed.text)（\(TimeText.minute(seed.entered.at)) \(seed.entered.by) 登记）"))
        }
        switch state {
        case .frozen: model.actions = [LinkView(href: place + "/exclude", text: "登记回避")]
        case .seedDue: model.actions = [LinkView(href: place + "/seed", text: "登记种子")]
        case .seeded: model.actions = [LinkView(href: place + "/result", text: "计算并登记结果")]
        case .drawn: break
        }
        model.actions.append(LinkView(href: place + "/draw.json", text: "导出 JSON（供任何人复核）"))
        model.notes = [method]
        if record.result != nil { model.tables += results(record) }
        model.tables.append(exclusions(record))
        if record.result == nil {
            model.tables.append(candidates("检查对象", record.lists.objects))
        } else {
            model.tables.append(ranking(record))
        }
        model.tables.append(candidates("检查人员", record.lists.inspectors))
        return model
    }

    /// The form by which an exclusion is entered.
    static func exclusionForm(_ draw: Draw, _ record: DrawRecord, back: LinkView) -> ActionForm {
        ActionForm(
            "登记回避", action: back.href + "/exclude", back: back,
            notes: ["登记后，该检查人员不会被抽到检查该对象。回避在种子公布日（\(TimeText.day(draw.seedKnownFrom))）之前登记。"],
            facts: [fact("抽取", "\(draw.number) \(draw.title)")]
        ) { form in
            [
                .of("object", "检查对象", .choice(options(record.lists.objects)), in: form, required: true),
                .of("inspector", "检查人员", .choice(options(record.lists.inspectors)), in: form, required: true),
                .of("exclusion-reason", "回避理由", .paragraph, in: form, required: true),
            ]
        }
    }

    /// The form by which the seed is fixed.
    static func seedForm(_ draw: Draw, _ record: DrawRecord, back: LinkView) -> ActionForm {
        ActionForm(
            "登记种子", action: back.href + "/seed", back: back, notes: ["种子登记后不能更改。全角、半角和多余的空格不影响结果，其他字符都影响。"],
            facts: [
                fact("种子来源", draw.seedSource), fact("种子公布日", TimeText.day(draw.seedKnownFrom)),
            ]
        ) { form in
            [
                .of("seed", "种子", in: form, required: true),
                .of("seed-again", "再填一次", in: form, required: true),
                .of("seed-proof", "公布处", in: form, hint: "网址、报纸或者公告的名称和日期。"),
            ]
        }
    }

    /// The form by which the result is computed.
    static func resultForm(_ draw: Draw, _ record: DrawRecord, back: LinkView) -> ActionForm {
        ActionForm(
            "计算并登记结果", action: back.href + "/result", back: back, notes: ["结果由系统按名单、回避和种子计算，不能填写，也不能再次抽取。"],
            facts: [fact("名单摘要", draw.digest), fact("种子", draw.seed?.text ?? "尚未登记")]
        ) { _ in [] }
    }

    private static func options(_ list: [DrawLists.Candidate]) -> [(String, String)] {
        list.map { ($0.id, $0.unit.isEmpty ? "\($0.name)（\($0.id)）" : "\($0.name)（\($0.unit)，\($0.id)）") }
    }

    private static func fact(_ label: String, _ value: String) -> InputModel.FactView {
        InputModel.FactView(label: label, value: value)
    }

    private static func results(_ record: DrawRecord) -> [RegisterModel.TableView] {
        let drawn = record.result?.objects ?? []
        return [
            .init(
                "抽取结果", ["名次", "检查对象", "编号", "单位", "检查人员"],
                drawn.enumerated().map { index, object in
                    let lacking = record.lists.inspectorsEach - object.inspectors.count
                    let names = object.inspectors.map(\.name).joined(separator: "、")
                    return [
                        .init(String(index + 1)), .init(object.name), .init(object.id),
                        .init(record.lists.object(object.id)?.unit ?? ""),
                        .init(lacking > 0 ? "\(names)（因回避尚缺 \(lacking) 人，另行指派）" : names),
                    ]
                }, empty: "")
        ]
    }

    private static func ranking(_ record: DrawRecord) -> RegisterModel.TableView {
        let drawn = Set(record.result?.objects.map(\.id) ?? [])
        let ranked =
            record.seed.flatMap { DrawSeed($0.text) }.map { DrawResult.objects(of: record.lists, seed: $0) } ?? []
        return .init(
            "全部检查对象的排序", ["名次", "排序值（前 16 位）", "编号", "名称", "单位", "结果"],
            ranked.enumerated().map { index, entry in
                let (object, hash) = entry
                return [
                    .init(String(index + 1)), .init(String(hash.prefix(16))), .init(object.id), .init(object.name),
                    .init(object.unit), .init(drawn.contains(object.id) ? "抽中" : ""),
                ]
            }, empty: "")
    }

    private static func exclusions(_ record: DrawRecord) -> RegisterModel.TableView {
        .init(
            "回避", ["检查对象", "检查人员", "理由", "登记"],
            record.exclusions.map { exclusion in
                [
                    .init(record.lists.object(exclusion.object)?.name ?? exclusion.object),
                    .init(record.lists.inspector(exclusion.inspector)?.name ?? exclusion.inspector),
                    .init(exclusion.reason),
                    .init("\(TimeText.minute(exclusion.entered.at)) \(exclusion.entered.by)"),
                ]
            }, empty: "没有登记回避。")
    }

    private static func candidates(_ title: String, _ list: [DrawLists.Candidate]) -> RegisterModel.TableView {
        .init(
            "\(title)名单（\(list.count)）", ["编号", "名称", "单位"],
            list.map { [.init($0.id), .init($0.name), .init($0.unit)] }, empty: "")
    }
}
