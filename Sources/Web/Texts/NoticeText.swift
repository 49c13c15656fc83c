/// What was just done, told on the page that follows.
enum NoticeText {
    private static let texts = [
        "received": "已登记。", "taken-over": "已接入。接入以前的事项显示「接入前」，此后的按期限提醒。", "numbered": "已编立案序号。",
        "finalised": "已确认记录完整。", "saved": "已保存。", "proposed": "已提出，等另一人确认。",
        "submitted": "已提交，文书内容不再变动。", "reviewed": "已审核。", "forwarded": "已报请审批。", "decided": "已审批。",
        "issued": "已印发。", "signed": "已归入签名扫描件。", "voided": "已作废。", "entered": "已记录。", "assigned": "已确定首办责任人。",
        "act": "已记录执法活动。", "recording": "已归入音像记录。", "served": "已登记送达。", "material": "已收取材料。",
        "compiled": "已整理案卷。", "clock": "已调整演示时间。",
        "joined": "已并案。", "split": "已分案，这是新案。",
        "sessions": "已退出其他登录。", "password": "已修改口令，别处的登录已经退出。", "authenticator": "已启用动态口令。", "deputy": "已指定代理人。",
        "asked": "已经安排，几秒钟后可以看到进展。",
        "resent": "已重新排入报送，几秒钟后可以看到结果。",
        "witnessed": "已收下见证签名。", "witness-asked": "已向见证方发送，几秒钟后刷新可以看到结果。",
    ]

    /// The text of a code; nil for one that is not known, so that an address puts no words on a page.
    static func of(_ code: String) -> String? { texts[code] }
}
