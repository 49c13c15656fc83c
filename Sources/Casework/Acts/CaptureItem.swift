package import Rules

/// Something that the recordings of an act should show, and what was answered.
package struct CaptureItem: Hashable, Sendable {
    /// `time`, `place` and the like; `listed-1`, `listed-2` … for what an officer added.
    package let name: String
    /// What an officer added, in his words; nil for what every act has.
    package let added: String?
    /// `marked`, `not-present` or `not-captured`; nil until it is answered.
    package let answer: String?

    /// An officer adds to the list of an act.
    package static let listed = FactKind("capture-item-listed")
    /// What was added is answered.
    package static let answered = FactKind("capture-item-answered")

    /// The entry that answers it.
    package func answering(_ answers: [String: FactValue], about act: String) -> ActEntered {
        var answers = answers
        answers["item"] = .text(added ?? name)
        return ActEntered(what: added == nil ? .captureAnswered : Self.answered, subject: act, answers: answers)
    }
}

extension Case {
    /// What the recordings of an act should show: what every act has, then what was added for this one.
    package func captureItems(of act: Act) -> [CaptureItem] {
        func texts(_ kind: FactKind) -> [(item: String, answer: String?)] {
            entered(kind).filter { $0.act.subject == act.recorded.act }.compactMap { one in
                one.act.answers["item"]?.text.map { ($0, one.act.answers["answer"]?.text) }
            }
        }
        let answered = Dictionary(texts(CaptureItem.answered), uniquingKeysWith: { _, last in last })
        var added: [String] = []
        for (item, _) in texts(CaptureItem.listed) where !added.contains(item) { added.append(item) }
        return ActSchema.captureItems.map { CaptureItem(name: $0, added: nil, answer: act.answers[$0]) }
            + added.enumerated().map { index, item in
                CaptureItem(name: "listed-\(index + 1)", added: item, answer: answered[item] ?? nil)
            }
    }
}
