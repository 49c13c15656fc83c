import Rules

/// What an officer has to do so that an answer can be given, where «fill it in» would not say it.
enum AnswerInstructions {
    /// What to do about an answer that a rule misses.
    /// - Parameter name: as the rule names it; fields of forms begin with `field.`.
    static func text(_ name: String, rules: RuleBook) -> String {
        if name.hasPrefix("field.") {
            let field = String(name.dropFirst(6))
            let label = rules.packs.lazy.flatMap(\.forms).flatMap(\.fields).first { $0.name == field }?.label
            return "填写「\(label ?? AnswerLabels.question(field))」一栏"
        }
        if let known = texts[name] { return known }
        let label = AnswerLabels.question(name)
        return "填写「\(label == name ? "本页所列的该项内容" : label)」"
    }

    private static let texts: [String: String] = [
        "captures": "拍摄送达过程的照片或者截取屏幕并上传，填写件数",
        "window-recording": "填写窗口录像的编号；没有录像的，写明原因",
        "window-recording-reason": "写明没有窗口录像的原因",
        "posting-proof": "填写邮寄凭证的单号，并上传凭证",
        "mail-return-receipt": "填写邮件回执的情况，并上传回执",
        "fax-time": "填写传真发出的时间",
        "fax-number": "填写对方的传真号码",
        "notice-text": "填写公告的内容",
        "process": "写明公告张贴或者刊登的经过",
        "manner": "选定公告的方式",
        "entrusted-body": "填写受委托送达的机关",
        "entrusting-organ": "填写委托机关的名称",
        "return-circumstances": "写明文书退回的情况",
        "receipt": "先制作送达回证，由受送达人或者见证人签名，再在本页选定该回证",
        "witnesses": "填写见证人的姓名、单位；见证人应当在送达回证上签名",
        "signer": "填写签名人的姓名",
        "signers": "填写各方签名的人数",
        "certificates-shown": "选定是否已经出示执法证件",
        "certificates-reason": "写明没有出示执法证件的理由",
        "badges": "填写每名执法人员的执法证号",
        "officers": "选定参加的执法人员，不得少于两人",
        "officer-count": "选定参加的执法人员，不得少于两人",
        "text-record": "先制作文字记录（笔录），再在本页选定",
        "record": "先制作所依据的笔录或者报告，再在本页选定",
        "evidence": "写明证据情况，并上传证明材料",
        "reason": "写明理由",
        "basis": "写明依据的条款",
        "citation": "写明法律依据的名称和条款",
        "explanation": "写明情况说明",
        "objective": "选定中断是否由于客观原因",
        "voice-explanation": "选定恢复记录时是否已经语音说明原因",
        "volume": "填写存储器（光盘、硬盘）的编号",
        "opinion": "填写意见",
        "participants": "填写每名参加人的姓名",
        "circumstances": "写明送达的经过和结果",
        "cause": "选定或者写明原因",
        "sending-organ": "填写来文机关的名称",
        "sending-number": "填写来文字号",
    ]
}
