import Office

/// The words for the recovery key and what is wrong with it.
enum RecoveryText {
    /// What is wrong, and what would make it possible.
    static func text(_ problem: RecoveryProblem) -> String {
        switch problem {
        case .notProved:
            "恢复密钥还没有验证，不能办理案件：服务器损坏时，没有它就打不开任何材料。请管理员在「系统」的「恢复密钥」中验证，或者在服务器上运行 liuhen keys prove。"
        case .unreadable: "这不是一把恢复密钥。请照纸上的 12 组逐组输入，或者用扫码枪扫二维码。"
        case .groups(let groups): "第 \(groups.map(String.init).joined(separator: "、")) 组输入有误，请对照纸上重新输入这几组。"
        case .notTheKey: "这把密钥打不开本单位的材料：它不是现在这把恢复密钥。请核对是不是拿错了纸。"
        case .wrongAnswer: "答案不对。请用恢复密钥打开最近一次的验证文件，把里面的一行文字原样填写。"
        case .noChallenge: "没有等待答复的验证文件，或者之后又生成过新的。请重新生成。"
        case .noChange: "没有等待确认的更换申请，或者已经办理。"
        case .samePerson: "申请人和确认人须是不同的管理员，请由另一名管理员确认。"
        case .unchanged: "填写的就是现在使用的恢复密钥，不需要更换。"
        }
    }

    /// The input that the problem is about.
    static func field(_ problem: RecoveryProblem) -> String? {
        switch problem {
        case .unreadable, .groups, .notTheKey: "recovery-key"
        case .wrongAnswer, .noChallenge: "answer"
        case .unchanged: "recipient"
        case .notProved, .noChange, .samePerson: nil
        }
    }
}
