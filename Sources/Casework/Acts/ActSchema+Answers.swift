internal import Chronology
package import Rules

extension ActSchema {
    /// What is wrong with the answers and attachments of an act, whatever it is about.
    package func problems(of event: ActEntered) -> [Problem] {
        var problems: [Problem] = []
        let answers = event.answers.merging(event.personal ?? [:]) { kept, _ in kept }
        for question in questions {
            guard let answer = answers[question.name], !answer.isBlank else {
                if question.isRequired { problems.append(.blank(question.name)) }
                continue
            }
            // Personal data on the open part could never be withheld.
            if question.isPersonal, event.answers[question.name] != nil {
                problems.append(.notAllowed(question.name, value: ""))
            }
            if !question.kind.accepts(answer) {
                problems.append(.notAllowed(question.name, value: answer.texts.joined(separator: ", ")))
            }
        }
        for name in answers.keys.sorted() where !questions.contains(where: { $0.name == name }) {
            problems.append(.notAllowed(name, value: answers[name]?.text ?? ""))
        }
        if attachments == .required, event.attachments.isEmpty { problems.append(.attachmentMissing) }
        return problems
    }

    /// The schema of an act of a unit's book; nil for others. Years and quarters begin by themselves.
    package static func ofBook(_ what: FactKind) -> ActSchema? {
        guard let kind = ActLibrary.bundled.act(what), kind.scope == .unit, !beginsByItself.contains(what) else {
            return nil
        }
        return ActSchema(kind)
    }

    /// All acts of a unit's book, in the order of the library.
    package static var book: [ActSchema] { ActLibrary.bundled.acts.compactMap { ofBook($0.fact) } }

    private static let beginsByItself: Set<FactKind> = [FactKind("year-begun"), FactKind("quarter-begun")]
}

extension ActSchema.Question.Kind {
    /// Whether an answer is of this kind.
    fileprivate func accepts(_ value: FactValue) -> Bool {
        switch (self, value) {
        case (.text, .text(let text)): text.count <= 500
        case (.paragraph, .text(let text)): text.count <= 8000
        case (.yesNo, .boolean), (.time, .instant): true
        case (.day, .text(let text)): Day(text) != nil
        case (.number, .integer(let number)), (.money, .integer(let number)): number >= 0
        case (.choice(let options), .text(let text)): options.contains(text)
        case (.choices(let options), .list(let texts)): texts.allSatisfy(options.contains)
        case (.lines, .list(let texts)): texts.count <= 200
        default: false
        }
    }
}
