internal import Rules

extension ActEntered {
    /// The act with each answer under the name that the library gives it now: entries are read for ever as they were
    /// written, and a question may have been called otherwise then.
    var withPresentNames: ActEntered {
        guard let questions = ActLibrary.bundled.act(what)?.questions.filter({ $0.formerName != nil }),
            !questions.isEmpty
        else { return self }
        var act = self
        for question in questions {
            guard let former = question.formerName else { continue }
            if let answer = act.answers.removeValue(forKey: former) { act.answers[question.name] = answer }
            if let answer = act.personal?.removeValue(forKey: former) { act.personal?[question.name] = answer }
        }
        return act
    }
}
