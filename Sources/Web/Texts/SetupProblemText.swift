import Rules

/// Why an answer of the setup cannot stand, and what can.
enum SetupProblemText {
    /// The sentence; nil for a question that is not of the setup.
    static func says(_ name: String, _ value: String) -> String? {
        let shown = "「\(value.prefix(40))」"
        let question = AnswerLabels.question(name)
        if name.hasPrefix("figures.") { return "期限\(shown)不对：请填写 0 到 \(Deadline.longest) 之间的整数。" }
        if name.hasPrefix("sign-in-") {
            return "\(question)\(shown)不能用：须是 2 到 40 个小写字母、数字、点、横线，三名管理员各不相同，也不是系统保留的名称。"
        }
        if name.hasPrefix("name-") { return "\(question)\(shown)与另一名管理员相同：三员分立，须是三个不同的人。" }
        switch name {
        case "origin": return "日志名称\(shown)不能用：请用英文字母、数字、点和短横，例如 liuhen.example；不能以 demo. 开头。"
        case "numbers": return "编号\(shown)不对：每种编号只填一行，写法里要有 {number}（序号），起始号是不小于 1 的整数。"
        default: return nil
        }
    }
}
