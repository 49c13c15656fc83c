import Office

/// The words for what goes to a supervision platform.
enum OutboxText {
    /// What an entry is and what it is about.
    static func title(_ item: OutboxItem) -> String {
        let parts = item.stream.split(separator: "/", maxSplits: 1).map(String.init)
        let place = parts.first.flatMap { places[$0] } ?? parts.first ?? ""
        return "\(kinds[item.kind] ?? item.kind)（\(place) \(parts.count > 1 ? parts[1] : "")）"
    }

    /// Why a message was not delivered.
    static func text(_ problem: DeliveryProblem) -> String {
        switch problem {
        case .unreachable(let code): "平台没有应答（\(code)）"
        case .status(let status): "平台拒绝，状态 \(status)"
        case .otherKey: "平台的应答属于另一条记录"
        case .folder: "文件夹不能写入"
        case .unreadable: "该条记录的内容已经销毁，不能报送"
        }
    }

    private static let places = ["case": "案件", "account": "人员", "unit": "部门", "book": "台账"]

    /// What each kind of entry is called; a test holds them against the mapping.
    static let kinds = [
        "unit-opened": "设立部门", "unit-closed": "撤销部门", "account-opened": "登记人员", "account-moved": "人员调整部门",
        "account-closed": "人员停用", "role-granted": "授予职责", "role-withdrawn": "收回职责", "matter-received": "登记事项",
        "case-numbered": "编立案序号", "lead-assigned": "确定首办责任人", "form-drafted": "制作文书", "form-submitted": "提交文书",
        "form-reviewed": "审核文书", "form-forwarded": "报请审批", "form-decided": "审批文书", "form-issued": "印发文书",
        "form-signed": "签名盖章", "form-voided": "文书作废", "act-recorded": "执法活动", "act-finalised": "确认执法活动",
        "act-entered": "登记事项办理", "material-received": "收取材料", "recording-added": "归入音像记录",
        "service-entered": "登记送达",
    ]
}
