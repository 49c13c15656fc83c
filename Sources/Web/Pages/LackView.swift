import Office
import Rules

/// What a case lacks in one link of the procedure.
struct LackView: PageModel {
    let stage: String
    let count: Int
    let items: [ItemView]

    /// One thing that is missing, with what asks for it and what would mend it.
    struct ItemView: PageModel {
        let kind: String
        let says: String
        let rule: String
        let pack: String
        let article: String
        let isOverdue: Bool
        let blocks: String?
        let lines: [MissingText.Line]
    }

    /// All that is missing, by the links of the procedure in the order in which they first stand.
    static func all(_ found: Completeness, texts: MissingText) -> [LackView] {
        var order: [String] = []
        for item in found.items where !order.contains(item.stage) { order.append(item.stage) }
        return order.map { stage in
            let items = found.items.filter { $0.stage == stage }.map { ItemView($0, texts: texts) }
            return LackView(stage: stage.isEmpty ? "其他环节" : stage, count: items.count, items: items)
        }
    }
}

extension LackView.ItemView {
    init(_ item: Completeness.Item, texts: MissingText) {
        self.init(
            kind: CompletenessText.title(item.kind), says: item.rule == nil ? "《\(item.says)》" : item.says,
            rule: item.rule?.text ?? "",
            pack: texts.rules.packs.first { $0.id == item.pack }.map { "《\($0.title)》" } ?? "",
            article: item.article, isOverdue: item.isOverdue, blocks: item.blocks.map { CompletenessText.title($0) },
            lines: CompletenessText.lines(item, texts: texts))
    }
}
