import Casework
package import Office
package import Rules

/// The words for what a case lacks.
package enum CompletenessText {
    static func title(_ kind: Completeness.Kind) -> String {
        switch kind {
        case .paper: "文书"
        case .signature: "签名"
        case .scan: "扫描件"
        case .recording: "音像记录"
        case .remark: "备考说明"
        case .paperOnly: "仅有纸质"
        case .other: "其他记录"
        }
    }

    static func title(_ blocks: Completeness.Blocked) -> String {
        switch blocks {
        case .closing: "结案前"
        case .archiving: "归档前"
        }
    }

    /// One line for each thing that would mend it, with the addresses where that is done.
    package static func lines(
        _ item: Completeness.Item, caseID: String, rules: RuleBook
    ) -> [(text: String, links: [String])] {
        lines(item, texts: MissingText(rules: rules, caseID: caseID)).map { line in
            (line.whole, line.addresses)
        }
    }

    static func lines(_ item: Completeness.Item, texts: MissingText) -> [MissingText.Line] {
        guard item.kind != .paperOnly else {
            return [MissingText.Line("《\(item.says)》的审批只有纸质件，本案其他审批是电子的", links: links(to: item, texts))]
        }
        let lines = texts.lines(item.missing)
        guard item.form != nil else { return lines }
        return lines.map { MissingText.Line($0.text, links: links(to: item, texts)) }
    }

    private static func links(to item: Completeness.Item, _ texts: MissingText) -> [LinkView] {
        guard let form = item.form, let caseID = texts.caseID else { return [] }
        return [LinkView(href: "/cases/\(caseID)/forms/\(form)", text: "打开")]
    }
}

extension MissingText.Line {
    /// The line with its choices.
    fileprivate var whole: String {
        choices.isEmpty
            ? text + links.map(\.text).joined(separator: "、") : text + choices.map(\.whole).joined(separator: "；")
    }

    fileprivate var addresses: [String] { links.map(\.href) + choices.flatMap(\.addresses) }
}
