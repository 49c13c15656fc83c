import Casework
import Rules

/// The words for what acts ask and for the answers that they offer.
enum AnswerLabels {
    /// What a question is called; its code where it has no words, so that nothing is ever unlabelled.
    static func question(_ name: String, of kind: FactKind? = nil) -> String {
        kind.flatMap { special["\($0.rawValue).\(name)"] } ?? questions[name] ?? ofLibrary[name] ?? administrator(name)
            ?? name
    }

    /// The name or sign-in name of one of the three administrators, as the setup asks for them.
    private static func administrator(_ name: String) -> String? {
        for (prefix, word) in [("name-", "姓名"), ("sign-in-", "用户名")] where name.hasPrefix(prefix) {
            return AccountText.roles[String(name.dropFirst(prefix.count))].map { $0 + word }
        }
        return nil
    }

    /// What an answer is called.
    static func option(_ value: String, of question: String) -> String {
        options["\(question).\(value)"] ?? options[value] ?? value
    }

    /// What a thing that recordings should show is called.
    static func title(of item: CaptureItem) -> String { item.added ?? option(item.name, of: "item") }

    /// The words of the act library; where two acts ask for the same thing, those of the first.
    private static let ofLibrary = Dictionary(
        ActLibrary.bundled.acts.flatMap(\.questions).map { ($0.name, $0.label) }
    ) { first, _ in first }

    private static let special: [String: String] = [
        "handed-over.what": "移交的内容", "handed-over.from": "移交部门", "handed-over.to": "接收部门",
        "handed-over.form": "文书", "handover-confirmed.what": "接收的内容", "recording-failure-reported.to": "报告对象",
        "gap-explained.from": "中断开始", "gap-explained.to": "中断结束", "acceptance-assessed.met": "符合受理条件",
        "legal-reviewed.passed": "审核通过", "collectively-discussed.result": "讨论结果",
        "evidence-printed.time": "拍摄时间", "evidence-printed.place": "拍摄地点", "evidence-printed.content": "证明内容",
        "evidence-bagged.time": "取得时间", "evidence-bagged.place": "取得地点", "evidence-bagged.name": "证据名称",
        "evidence-remarked.time": "制作时间", "evidence-remarked.place": "制作地点",
        "evidence-remarked.content": "证明内容", "evidence-remarked.location": "存放位置",
        "remedy-ended.document": "法律文书名称和文号", "correction-verified.record": "核查所依据的笔录或者报告",
        "recording-exempted.reason": "不记录的情形", "capture-answered.act": "执法活动",
        "statement-requested.signer": "申请人签名", "decision-fulfilled.evidence": "履行完毕的证明",
        "deviation-recorded.about": "所涉事项", "deviation-recorded.rule": "偏离的规则编号",
        "collectively-discussed.brought-by": "提请讨论的部门", "volume-compiled.pages": "案卷页数",
    ]

    private static let questions: [String: String] = [
        "certificate-address": "网址和端口", "outbox-manner": "报送方式", "outbox-address": "地址或者文件夹", "outbox-since": "报送起始日",
        "leading": "并入的案件编号", "join-approver": "批准的负责人", "join-scan": "签批的扫描件",
        "split-people": "分出的投诉人", "split-employers": "新案的用人单位", "split-materials": "转到新案的材料",
        "split-matter": "分出的事项", "replaced-text": "已被取代的规范",
        "agency": "执法机构全称", "bureau": "人力资源和社会保障局全称", "word": "机关代字", "level": "层级", "origin": "日志名称",
        "packs": "规范", "calendar": "放假安排文件", "numbers": "编号", "series": "编号", "number-start": "起始号", "pattern": "编号的写法",
        "numbers-reason": "起始号之前的编号在哪里", "recovery": "恢复密钥", "recovery-key": "恢复密钥", "recipient": "公开编号",
        "administrators": "管理员", "rules-file": "规范文件",
        "backup-title": "名称", "backup-address": "文件夹或者 S3 地址", "backup-time": "每天几点开始", "backup-days": "保留的天数",
        "backup-weeks": "保留的周数", "backup-months": "保留的月数", "backup-years": "保留的年数", "backup-keep": "保留的份数",
        "witness-key": "见证方公钥", "witness-manner": "怎样送去见证", "witness-address": "见证节点网址",
        "witness-file": "见证方交回的文件",
        "stamp": "条形章", "date": "日期", "compared-by": "核对人", "reason": "理由", "met": "是否符合", "ground": "依据",
        "accepted": "予以受理", "what": "内容", "from": "自", "to": "至", "form": "文书", "officer": "执法人员",
        "trigger": "应当记录的情形", "answer": "结论", "citation": "法律依据", "covers": "适用的执法活动",
        "explanation": "说明", "volume": "存储器编号", "case-number": "案号", "party": "当事人", "handler": "承办人",
        "item": "项目", "position": "位置（秒）", "act": "执法活动", "cause": "原因", "objective": "属于客观原因",
        "voice-explanation": "恢复记录时已语音说明原因", "found-at": "发现时间", "evidence-kind": "证据种类",
        "name": "名称", "bound": "可以装订", "time": "时间", "place": "地点", "content": "内容",
        "recorder-name": "制作人", "recorder-identity": "制作人身份", "quantity": "数量", "location": "位置",
        "return-circumstances": "退回情况", "result": "结果", "record": "记录", "signer": "签名人",
        "receiver": "接收部门", "scribe": "代书人", "organiser": "组织人", "recorder": "记录人",
        "enter": "进入处罚程序", "participants": "参加人", "eligible": "符合听证条件", "timely": "在期限内提出",
        "held": "举行听证", "supports": "支持拟作决定", "complex": "情节复杂或者给予较重处罚", "passed": "通过",
        "opinion": "意见", "brought-by": "提请人", "amount": "本次履行金额（元）", "outstanding": "尚未履行金额（元）",
        "evidence": "证据情况", "route": "途径", "effect": "结果", "document": "文书", "catalogued": "已编目件数",
        "uncatalogued": "未编目件数", "unbagged": "未装袋证据件数", "unprinted": "未打印照片件数", "pages": "页数",
        "archive-number": "档案号", "rule": "规则编号", "about": "所涉事项", "note": "说明事项", "badges": "执法证号",
        "officers": "执法人员", "officer-count": "执法人员人数", "signers": "签名人", "signer-count": "签名人数",
        "certificates-shown": "出示执法证件", "certificates-reason": "未出示执法证件的理由", "cooperation": "当事人是否配合",
        "obstruction": "是否阻碍执法", "on-site": "现场执法", "persons": "在场人员", "findings": "情况和发现",
        "recorded": "已音像记录", "gaps": "未说明的中断", "late-start": "晚于到场开始记录", "early-end": "早于离场结束记录",
        "text-record": "文字记录", "missing-captures": "未核对的记录内容", "receipt": "送达回证", "addressee": "受送达人",
        "method": "送达方式", "captures": "照片、截图件数", "circumstances": "送达情况", "posting-proof": "邮寄凭证",
        "mail-return-receipt": "邮件回执", "fax-time": "传真发出时间", "fax-number": "传真号码",
        "entrusted-body": "受委托机关", "manner": "公告方式", "process": "公告经过", "notice-text": "公告内容",
        "confirmed-by-party": "受送达人已确认", "decision-document": "决定书", "cause-of-action": "案由", "procedure": "执法程序",
        "intake-number": "登记号", "complainants": "投诉人", "employers": "被投诉单位", "wages": "工资清单",
        "summary": "违法事实摘要", "description": "详细情况", "sending-organ": "来文机关", "sending-number": "来文字号",
        "sending-date": "来文日期", "employer-name": "单位名称", "employer-address": "单位地址",
        "violation-summary": "违法事实摘要", "reporter-name": "举报人姓名", "reporter-sex": "举报人性别",
        "reporter-contact": "举报人联系方式", "relation": "与本案关系", "channel": "来访方式", "source": "来源",
        "industry": "行业", "device": "记录设备", "device-reason": "使用未登记设备的理由", "device-registered": "已登记设备",
        "duration": "时长", "serial": "立案序号", "state-before": "中止前所处环节", "paper-name": "材料名称", "state": "所处环节",
        "received": "收到日期", "file": "表格文件", "loan": "借阅", "due": "归还期限", "number": "文号",
        "start": "开始时间", "end": "结束时间",
        "submitter": "提交人", "phase": "阶段", "copy": "复印件", "window-recording": "窗口录像",
        "window-recording-reason": "窗口未录音录像的理由",
        "identity-number": "身份证号码", "fingerprint": "捺指印", "lead": "首办责任人", "anonymous": "匿名",
        "served": "已送达", "recordings": "音像记录", "subject": "所涉对象", "choice-reason": "选择理由", "received-by": "收取人",
        "gap-kind": "缺口种类", "at": "发生时间", "upload": "文件",
        "field": "栏目", "material": "材料", "recording": "音像记录", "service": "送达",
        "account": "人员", "clock": "时间", "count": "件数", "seed": "种子", "value": "期限", "reading": "理解",
        "is-live": "状态", "password": "口令",
        "person-name": "姓名", "sign-in-name": "用户名", "unit-name": "部门名称", "unit": "部门", "role": "职责", "roles": "职责",
        "until": "截止日期", "deputy": "代理人", "case": "案件", "device-kind": "设备种类", "device-number": "设备编号",
        "device-note": "情况说明", "device-volume": "存储器编号", "purchased": "购置日期", "receiver-account": "接收人",
        "worker": "劳动者（工资清单中的一人）", "credit-code": "统一社会信用代码", "wages-file": "工资清单文件",
        "sealed-reason": "查看理由", "joining": "协办人员",
    ]

    private static let options: [String: String] = [
        "note.registered": "登记其他来源的事项", "note.no-correction-phase": "不经限期改正的理由",
        "note.inquiry-notice-waived": "不发调查询问通知书的理由", "note.mail-return-receipt": "邮件回执情况",
        "note.preservation-disposed": "先行登记保存的处理", "note.no-recording": "未录音录像的理由",
        "note.no-party-present": "当事人不在场的说明", "note.party-absent": "当事人未到场的说明", "note.other": "其他",
        "complainant-submitted": "投诉人提交章", "reporter-submitted": "举报人提交章",
        "inspected-unit-submitted": "被检查单位提交章", "complainant-or-reporter-submitted": "投诉（举报）人提交章",
        "copy-verified": "复印件与原件核对一致章", "case": "案件", "forms": "文书", "volume": "案卷",
        "dispute-risk": "容易引发争议", "obstruction": "可能或者已经阻碍执法", "major-complex": "重大复杂案件",
        "required-by-law": "法律法规规定应当记录", "state-secret": "涉及国家秘密", "other-unsuitable": "其他不宜记录",
        "time": "执法时间", "place": "执法地点", "cause": "执法事由", "officer-identity": "执法人员身份",
        "party-identity": "当事人身份", "scene": "现场及周边环境", "evidence": "证据", "persons-conduct": "在场人员言行",
        "service": "送达文书", "voice-explanation": "恢复记录的语音说明", "marked": "已记录", "not-present": "现场没有该项",
        "not-captured": "有但没有记录到", "device-fault": "设备故障", "device-damage": "设备损坏", "weather": "恶劣天气",
        "battery": "电量不足", "storage": "存储空间不足", "other-objective": "其他客观原因", "unexcused": "非客观原因",
        "document": "书证", "object": "物证", "image": "照片", "recording": "音像", "corrected": "已改正",
        "partly": "部分改正", "not": "未改正", "review-dept": "案件审理部门", "for": "同意", "against": "不同意",
        "reconsideration": "行政复议", "suit": "行政诉讼", "upheld": "维持", "changed": "变更", "annulled": "撤销",
        "other": "其他", "fulfilled": "履行完毕", "no-penalty": "不予处罚", "other-end": "其他终结",
        "questioning": "询问", "inspection": "现场检查（勘验）", "verification": "改正情况核查", "call": "电话联系",
        "message": "信息联系", "yes": "是", "no": "否", "refused": "拒绝", "unasked": "未问", "true": "是", "false": "否",
        "direct": "直接送达", "leave": "留置送达", "mail": "邮寄送达", "fax": "传真送达", "email": "电子邮件送达",
        "entrusted": "委托送达", "public-notice": "公告送达", "service.message": "短信送达",
        "complaint": "投诉", "report": "举报", "referred": "转办", "assigned": "交办", "visit": "来访", "phone": "电话",
        "letter": "来信", "general": "一般行业", "construction": "建设领域", "complainant": "投诉人", "reporter": "举报人",
        "applicant": "申请人", "person-served": "管理（服务）相对人",
        "inspected-unit": "被检查单位", "dictated": "口述由工作人员记录", "officer": "执法人员", "party": "当事人",
        "witness": "见证人", "addressee": "受送达人", "participant": "参加人", "intake": "受理阶段",
        "investigation": "调查阶段", "offered": "已提供证据或者线索", "none-available": "无法提供", "self": "本人",
        "agent": "委托代理人", "handling": "承办", "review": "审理", "reception": "接待", "heightened": "重点留痕",
        "ordinary": "一般", "form": "文书", "act": "执法活动", "material": "材料", "closed": "已结案", "late-start": "晚于到场开始",
        "account": "人员", "unit": "部门", "grant": "职责", "deputy": "代理", "handover": "案件移交", "sealed": "密封页",
        "authenticator": "认证器", "device": "设备", "loan": "借阅",
        "backup-target": "备份位置",
        "interruption": "中断", "early-end": "早于离场结束",
    ]
}
