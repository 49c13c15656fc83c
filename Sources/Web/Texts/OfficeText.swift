import Casework
import Chronology
import Office
import Rules

/// The words for devices, hand-overs and the lines of the office's own log.
enum OfficeText {
    static func title(_ kind: DeviceRecord.Kind) -> String {
        switch kind {
        case .bodyWorn: "执法记录仪"
        case .camera: "摄像机、照相机"
        case .voiceRecorder: "录音笔"
        case .windowCamera: "窗口录像设备"
        case .collectionStation: "采集工作站"
        case .other: "其他"
        }
    }

    static func title(_ state: DeviceRecord.State) -> String {
        switch state {
        case .inUse: "在用"
        case .inRepair: "维修中"
        case .retired: "已报废停用"
        }
    }

    static func title(_ step: DeviceStep) -> String {
        switch step {
        case .fault: "报告故障"
        case .repair: "送修"
        case .back: "修复返回"
        case .retired: "报废停用"
        }
    }

    static func text(_ what: DeviceRecord.Step.What) -> (title: String, note: String) {
        switch what {
        case .registered: ("登记", "")
        case .assigned(let unit, let holder): ("调配", "\(unit)，" + (holder.map { "由\($0)领用" } ?? "无人领用"))
        case .checked(let passed, let note): (passed ? "检查正常" : "检查发现问题", note)
        case .faultReported(let note): ("报告故障", note)
        case .sentToRepair(let note): ("送修", note)
        case .returned(let note): ("修复返回", note)
        case .retired(let note): ("报废停用", note)
        }
    }

    static func title(_ step: HandoverRecord.Step) -> String {
        switch step {
        case .countersign: "等待接收人签收"
        case .confirm: "等待负责人确认"
        case .done: "已确认"
        case .dropped: "已取消"
        }
    }

    private static let kinds = [
        "account-opened": "开设账号", "account-moved": "调整部门", "account-closed": "停用账号", "role-granted": "授予职责",
        "role-withdrawn": "收回职责", "case-right-given": "授予单案权限", "case-right-ended": "收回单案权限",
        "deputy-named": "指定代理人", "deputy-ended": "结束代理", "one-time-code-issued": "发出一次性代码",
        "password-set": "设置口令", "password-reset-asked": "申请重置口令", "authenticator-enrolled": "启用动态口令",
        "authenticator-removed": "停用动态口令", "unit-opened": "开设部门", "unit-closed": "撤销部门",
        "device-registered": "登记设备", "device-assigned": "调配设备", "device-checked": "检查设备",
        "device-noted": "设备事项", "handover-begun": "提出案件移交", "handover-countersigned": "签收案件移交",
        "handover-confirmed": "确认案件移交", "handover-dropped": "取消案件移交", "refused": "被拒绝的尝试",
        "rules-adopted": "采用规范", "rules-change-proposed": "提出规则变更", "rules-change-confirmed": "确认规则变更",
        "rules-change-dropped": "取消规则变更", "review-sample-drawn": "抽取评查案卷",
        "blob-damaged": "巡检发现文件损坏", "blob-mended": "损坏的文件已经恢复", "scrub-completed": "巡检完成一轮",
        "certificate-watched": "设定要查看证书的网址",
        "recovery-key-proved": "验证恢复密钥",
        "recovery-key-change-asked": "申请更换恢复密钥", "recovery-key-changed": "更换恢复密钥", "numbers-chosen": "设定编号",
        "backup-targets-set": "设定备份位置", "backup-plan-set": "设定自动备份", "backup-made": "备份成功",
        "backup-failed": "备份没有成功", "backup-drill-made": "试恢复", "office-restored": "从备份恢复",
        "witness-set": "登记或者变更外部见证", "witness-refused": "外部见证拒绝签名",
        "witness-refusal-over": "外部见证恢复签名",
    ]

    /// What a line of the office's own log is called.
    static func title(_ line: OfficeLogLine) -> String { kinds[line.kind] ?? line.kind }

    /// What was refused, in words.
    static func refused(_ what: String) -> String {
        let words = [
            "look": "查看", "act": "办理", "receive": "登记", "accounts": "办理账号", "rights": "办理权限", "units": "办理部门",
            "devices": "登记设备", "reset": "重置口令", "office-log": "查看管理日志", "sealed": "查看密封页", "handover": "案件移交",
            "form-drafted": "制作文书", "form-submitted": "提交文书", "form-reviewed": "审核文书", "form-decided": "审批文书",
            "form-issued": "印发文书", "form-signed": "归入签名", "form-voided": "作废文书", "act-entered": "登记事项",
            "act-recorded": "登记执法活动", "service-entered": "登记送达", "export": "导出案卷",
            "supervision": "查看监督统计", "findings": "查看监督清单", "sample": "抽取案卷", "rules": "办理规则变更",
            "system": "查看或者设定系统",
            "recovery": "办理恢复密钥", "numbers": "设定编号",
            "backups": "查看备份",
            "backup-settings": "设定备份",
        ]
        return words[what] ?? FactKind(what).title
    }

    /// What it was done to: a case by its id, all else by its name.
    static func subject(_ line: OfficeLogLine) -> String {
        line.subject.hasPrefix("case/") ? "案件 " + line.subject.dropFirst(5) : line.subject
    }

    /// What it says besides, without the names of secrets.
    static func details(_ line: OfficeLogLine, rules: RuleBook) -> String {
        let titles = MissingText(rules: rules, caseID: nil)
        let names = [
            "role": "职责", "roles": "职责", "from": "自", "to": "至", "reason": "理由", "unit": "部门", "name": "姓名",
            "deputyName": "代理人", "caseID": "案件", "what": "事项", "note": "说明", "number": "编号", "expires": "有效期至",
        ]
        return [
            "name", "deputyName", "role", "roles", "unit", "caseID", "number", "from", "to", "expires", "what", "note",
            "reason",
        ]
        .compactMap { key in
            guard let label = names[key], let value = line.content[key], !value.isEmpty else { return nil }
            let shown =
                switch key {
                case "role", "roles":
                    value.split(separator: "、").map { titles.titles([String($0)]) }.joined(separator: "、")
                case "what": refused(value)
                case "expires": Instant(value).map(TimeText.minute) ?? value
                default: value
                }
            return "\(label)：\(shown)"
        }.joined(separator: "；")
    }
}
