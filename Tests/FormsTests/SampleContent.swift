import Chronology
import Rules

@testable import Forms

/// Contents for every kind of form, made from its fields.
enum SampleContent {
    /// Every field stated, in plausible words.
    static func full(_ kind: FormKind) throws -> FormContent {
        var content = FormContent()
        for (index, field) in kind.contentFields.enumerated() {
            switch field.kind {
            case .text: content[field.name] = .text("内容\(index)甲")
            case .paragraph: content[field.name] = .text("第\(index)项情况属实。\n另起一段\(index)说明。")
            case .number: content[field.name] = .number(100 + index)
            case .money: content[field.name] = .money(Money(fen: 2_134_560))
            case .day: content[field.name] = Day(2026, 10, 8).map { .day($0) }
            case .time: content[field.name] = .time(FormsTestTools.noon)
            case .choice: content[field.name] = field.options.last.map { .choice($0.id) }
            case .yesNo: content[field.name] = .yesNo(true)
            case .persons: content[field.name] = .persons(["张囍堃", "李镕"])
            case .table:
                content[field.name] = .table(
                    (1...3).map { row in Dictionary(field.columns.map { ($0.id, "格\(row)") }) { first, _ in first } })
            }
        }
        return content
    }

    /// Every text as long as the field takes, tables of forty rows.
    static func long(_ kind: FormKind) -> FormContent {
        var content = FormContent()
        for field in kind.contentFields {
            switch field.kind {
            case .text: content[field.name] = .text(String(repeating: "长", count: 190) + "末尾\(field.name.count)")
            case .paragraph:
                content[field.name] = .text(
                    String(repeating: "经查该单位未按照约定足额支付劳动者工资。", count: 190) + "段末\(field.name.count)")
            case .persons: content[field.name] = .persons((1...40).map { "参加人员\($0)" })
            case .table:
                content[field.name] = .table(
                    (1...40).map { row in
                        Dictionary(field.columns.map { ($0.id, "420102199001011234第\(row)行") }) { first, _ in first }
                    })
            default: break
            }
        }
        return content
    }

    /// What the paper must show of a field, piece by piece.
    static func texts(of value: FieldValue, _ field: FormKind.Field) -> [String] {
        switch value {
        case .text(let text): text.split(separator: "\n").map(String.init)
        case .table(let rows): rows.flatMap { row in field.columns.compactMap { row[$0.id] } }
        case .money: ["21345.60元", "贰万壹仟叁佰肆拾伍元陆角"]
        default: [value.text(for: field)]
        }
    }

    /// The end of a long content, which a clipped cell would not show.
    static func lastWords(of value: FieldValue?) -> String? {
        switch value {
        case .text(let text): String(text.suffix(4))
        case .persons(let names): names.last
        case .table(let rows): rows.isEmpty ? nil : "第\(rows.count)行"
        default: nil
        }
    }
}
