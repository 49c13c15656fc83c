import Chronology
import Office
import Rules

/// The figures of supervision, drawn.
struct SupervisionModel: PageModel {
    let from: String
    let to: String
    let figure: String
    let units: [ChoiceView]
    let figures: [BarView]
    let title: String
    let explanation: String
    let total: Int
    let charts: [ChartView]
    let all: String
    let exports: [LinkView]
    let risks: [RiskView]
    let risksTotal: Int
    let hasRisks: Bool
    let moreRisks: String
    let bases: [BasisView]
    let samples: [SampleView]
    let mayDraw: Bool
    /// What the office's text calls who leads a case.
    let leadTitle: String
    let largest: Int
    var problem: ProblemView?

    /// Bars of one kind.
    struct ChartView: PageModel {
        let title: String
        let bars: [BarView]
        let isEmpty: Bool
    }

    /// A bar, with its words and its number beside it.
    struct BarView: PageModel, Equatable {
        let href: String
        let label: String
        let count: Int
        /// Its length, of 100.
        let width: Int
        let style: String
        var isChosen = false
    }

    /// A case with several findings.
    struct RiskView: PageModel {
        /// Nil for who may see the figures and not the cases.
        let href: String?
        let number: String
        let party: String
        let lead: String
        let count: Int
        let findings: String
    }

    /// A row of a text that asks for supervision.
    struct BasisView: PageModel {
        let rule: String
        let pack: String
        let article: String
        let says: String
    }

    /// A sample drawn before.
    struct SampleView: PageModel {
        let href: String
        let title: String
        let by: String
    }

    /// - Parameter opensCases: whether the person may see cases and not only figures.
    init(
        _ found: Supervision, query: SupervisionQuery, units known: [String], leadTitle: String, mayDraw: Bool,
        opensCases: Bool
    ) {
        self.leadTitle = leadTitle
        from = query.from.description
        to = query.to.description
        let shown = query.figure ?? .overdue
        figure = shown.rawValue
        let inUnits = Set(found.sums.map(\.unit) + known + [query.unit].compactMap { $0 }).sorted()
        units =
            [ChoiceView(value: "", text: "全部部门", isChosen: query.unit == nil)]
            + inUnits.filter { !$0.isEmpty }.map { ChoiceView(value: $0, text: $0, isChosen: query.unit == $0) }
        let totals = Dictionary(grouping: found.sums, by: \.figure).mapValues { $0.reduce(0) { $0 + $1.count } }
        let largest = totals.values.max() ?? 0
        figures = Figure.allCases.map { figure in
            var other = query
            other.figure = figure
            let count = totals[figure] ?? 0
            return BarView(
                href: "/supervision" + Self.address(other), label: SupervisionText.title(figure), count: count,
                width: Self.width(count, of: largest), style: SupervisionText.style(figure), isChosen: figure == shown)
        }
        title = SupervisionText.title(shown)
        explanation = SupervisionText.explanation(shown)
        total = totals[shown] ?? 0
        var chosen = query
        chosen.figure = shown
        let sums = found.sums.filter { $0.figure == shown }
        charts = [
            Self.chart(
                "按月份",
                Month.months(from: query.from, through: query.to).map { ($0.description, SupervisionText.month($0)) },
                sums, by: \.month.description, chosen
            ) { query, key in
                query.from = Month(key) ?? query.from
                query.to = query.from
            },
            Self.chart("按部门", Self.keys(sums, \.unit), sums, by: \.unit, chosen) { $0.unit = $1 },
            Self.chart("按人员", Self.keys(sums, \.officer), sums, by: \.officer, chosen) { $0.officer = $1 },
        ]
        all = "/supervision/cases" + Self.address(chosen)
        exports = [
            LinkView(href: "/supervision.csv" + Self.address(query), text: "导出统计 CSV"),
            LinkView(href: "/supervision.xlsx" + Self.address(query), text: "导出统计 Excel"),
            LinkView(href: "/supervision/recordings" + Self.address(query), text: "执法记录仪资料"),
        ]
        risks = found.risks.map { RiskView($0, opens: opensCases) }
        risksTotal = found.risksTotal
        hasRisks = !found.risks.isEmpty
        moreRisks = "/supervision/cases" + Self.address(Self.breaches(query)) + "&by=case"
        bases = found.bases.map { basis in
            BasisView(
                rule: basis.rule.id.text, pack: "《\(basis.pack.title)》", article: basis.rule.article,
                says: basis.rule.says)
        }
        samples = found.samples.suffix(20).reversed().map { SampleView($0) }
        self.mayDraw = mayDraw
        self.largest = Office.largestSample
    }

    /// The query for all that speaks against the work, in cases with two things and more.
    private static func breaches(_ query: SupervisionQuery) -> SupervisionQuery {
        var other = query
        other.figure = nil
        other.atLeast = 2
        return other
    }

    private static func keys(_ sums: [FigureSum], _ path: KeyPath<FigureSum, String>) -> [(String, String)] {
        let totals = Dictionary(grouping: sums) { $0[keyPath: path] }.mapValues { $0.reduce(0) { $0 + $1.count } }
        return totals.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(40).map {
            ($0.key, $0.key.isEmpty ? "未确定" : $0.key)
        }
    }

    private static func chart(
        _ title: String, _ keys: [(String, String)], _ sums: [FigureSum], by path: (FigureSum) -> String,
        _ query: SupervisionQuery, _ narrow: (inout SupervisionQuery, String) -> Void
    ) -> ChartView {
        let totals = Dictionary(grouping: sums, by: path).mapValues { $0.reduce(0) { $0 + $1.count } }
        let largest = totals.values.max() ?? 0
        let bars = keys.map { key, label in
            var other = query
            narrow(&other, key)
            let count = totals[key] ?? 0
            return BarView(
                href: "/supervision/cases" + address(other), label: label, count: count,
                width: width(count, of: largest), style: SupervisionText.style(query.figure ?? .overdue))
        }
        return ChartView(title: title, bars: bars, isEmpty: bars.isEmpty)
    }

    /// The length of a bar: something that is there is always seen.
    private static func width(_ count: Int, of largest: Int) -> Int {
        count == 0 || largest == 0 ? 0 : max(1, count * 100 / largest)
    }

    /// The query as it stands in an address.
    static func address(_ query: SupervisionQuery) -> String {
        var parts = ["from=\(query.from)", "to=\(query.to)"]
        if let unit = query.unit { parts.append("unit=" + PercentEncoding.encode(unit)) }
        if let officer = query.officer { parts.append("officer=" + PercentEncoding.encode(officer)) }
        if let figure = query.figure { parts.append("figure=\(figure.rawValue)") }
        if query.atLeast > 1 { parts.append("at-least=\(query.atLeast)") }
        if query.page > 0 { parts.append("page=\(query.page)") }
        return "?" + parts.joined(separator: "&")
    }

    /// Reads what ``address(_:)`` wrote; what is not understood is left out, and no time means the last twelve months.
    static func query(_ form: FormBody, today: Day) -> SupervisionQuery {
        let now = Month(today)
        let year = Month(Day(epochDay: today.epochDay - 334))
        var query = SupervisionQuery(
            from: form["from"].flatMap { Month($0) } ?? year, to: form["to"].flatMap { Month($0) } ?? now)
        if query.to < query.from { swap(&query.from, &query.to) }
        query.unit = form["unit"].map { String($0.prefix(100)) }
        query.officer = form["officer"].map { String($0.prefix(100)) }
        query.figure = form["figure"].flatMap { Figure(rawValue: $0) }
        query.atLeast = form["at-least"].flatMap { Int($0) }.map { min(max(1, $0), 1000) } ?? 1
        query.page = form["page"].flatMap { Int($0) }.map { min(max(0, $0), 100_000) } ?? 0
        return query
    }
}

extension SupervisionModel.RiskView {
    init(_ item: CaseCount, opens: Bool) {
        let summary = item.summary
        self.init(
            href: opens ? "/cases/\(summary.id)" : nil, number: summary.number, party: summary.party,
            lead: summary.lead ?? "未确定",
            count: item.count, findings: "\(item.count) 项")
    }
}

extension SupervisionModel.SampleView {
    init(_ sample: ReviewSample) {
        self.init(
            href: "/supervision/samples/\(sample.id)",
            title: "\(sample.body.from) 至 \(sample.body.to)\(sample.body.unit.map { " \($0)" } ?? "")："
                + "从 \(sample.body.population) 件中抽取 \(sample.body.cases.count) 件",
            by: AccountText.mark(sample.drawn))
    }
}
