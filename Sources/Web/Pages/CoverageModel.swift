import Chronology
import Office
import Rules

/// A text article by article: what each row asks, what carries it, and what the product does with it.
struct CoverageModel: PageModel {
    let id: String
    let title: String
    let facts: [InputModel.FactView]
    let query: String
    let shown: Int
    let total: Int
    let isFiltered: Bool
    let articles: [ArticleView]

    /// An article with its rows.
    struct ArticleView: PageModel {
        let article: String
        let rules: [RuleView]
    }

    /// A row.
    struct RuleView: PageModel {
        let id: String
        let says: String
        let carrier: String
        let effects: [String]
        let force: String
        let style: String
        let isUnconfirmed: Bool
        let deviation: String?
        let readings: [String]
        let hasReadings: Bool
        let inForce: String?
    }

    init(_ pack: Pack, query: String, state: RulesState, rules: RuleBook) {
        id = pack.id
        title = pack.title
        self.query = query
        facts = Self.facts(pack, inForce: state.inForce[pack.id])
        let texts = RuleText(rules: rules)
        let titles = MissingText(rules: rules, caseID: nil)
        let views = pack.rules.sorted { $0.id < $1.id }.map { rule in
            let readable = state.readable.first { $0.rule.id == rule.id }?.rule ?? rule
            let chosen = state.readings[rule.id]
            return (
                rule.article,
                RuleView(
                    id: rule.id.text, says: rule.says, carrier: RuleText.carrier(of: rule),
                    effects: texts.effects(of: rule), force: rule.force.title, style: rule.force.rawValue,
                    isUnconfirmed: !rule.isConfirmed,
                    deviation: rule.deviation.map { "可由\(titles.titles([$0]))写明理由后放行" },
                    readings: readable.readings.map { ($0.id == chosen ? "（本单位采用）" : "") + $0.says },
                    hasReadings: !readable.readings.isEmpty,
                    inForce: rule.inForceFrom.map { "自 \(TimeText.day($0)) 起" })
            )
        }
        let words = query.split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        let found = views.filter { article, view in
            let text = ([article, view.id, view.says, view.carrier] + view.effects + view.readings)
                .joined(separator: "\n").lowercased()
            return words.allSatisfy { text.contains($0) }
        }
        shown = found.count
        total = views.count
        isFiltered = !words.isEmpty
        var order: [String] = []
        for (article, _) in found where !order.contains(article) { order.append(article) }
        articles = order.map { article in
            ArticleView(article: article, rules: found.filter { $0.0 == article }.map(\.1))
        }
    }

    /// The head of a text: what it is, who issued it and when, on what it rests and what it replaces.
    static func facts(_ pack: Pack, inForce: Day?) -> [InputModel.FactView] {
        [
            ("标题", "《\(pack.title)》"), ("文号", pack.number ?? "原文未载"), ("发文机关", pack.issuer ?? "原文未载"),
            ("印发", pack.head.issued.map(TimeText.day) ?? ""), ("公布", pack.head.posted.map(TimeText.day) ?? ""),
            ("施行", inForce.map { "自 \(TimeText.day($0)) 起" } ?? "按各条所注"),
            ("依据", RuleText.list(pack.head.restsOn)), ("取代", RuleText.list(pack.head.replaces)), ("出处", pack.source),
            ("核对日期", pack.checked.description),
        ].filter { !$0.1.isEmpty }.map { InputModel.FactView(label: $0.0, value: $0.1) }
    }
}
