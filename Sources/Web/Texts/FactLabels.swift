import Rules

extension FactKind {
    /// What the act is called on a page, in the words of the regulation.
    var title: String {
        switch self {
        case .matterReceived: "登记投诉、举报或者交转办事项"
        case .materialReceived: "收取材料"
        case .materialStamped: "在材料上加盖条形章"
        case .originalNotProduced: "说明未能提供原件"
        case .acceptanceAssessed: "审查受理条件"
        case .acceptanceDecided: "作出受理或者不予受理的决定"
        case .matterDropped: "不作处理并说明理由"
        case .formDrafted: "制作文书"
        case .formSubmitted: "提交文书"
        case .formReviewed: "审核文书"
        case .formForwarded: "报请审批"
        case .formApproved: "审批同意"
        case .formRefused: "审批不同意"
        case .formNumbered: "编文号"
        case .formIssued: "印发文书"
        case .formSigned: "签名、盖章"
        case .formScanned: "扫描件归入"
        case .formVoided: "文书作废"
        case .formCorrected: "更正文书"
        case .handedOver: "移交"
        case .handoverConfirmed: "接收移交"
        case .caseNumbered: "编立案序号"
        case .leadAssigned: "确定案件首办责任人"
        case .conflictDeclared: "申报回避"
        case .actRecorded: "记录执法活动"
        case .actCompleted: "确认执法活动记录完整"
        case .triggerAssessed: "判断是否应当音像记录"
        case .recordingExempted: "记录不进行音像记录的情形"
        case .recordingAdded: "上传音像记录"
        case .recordingStored: "存入专用存储器"
        case .recordingLabelled: "标注音像记录"
        case .captureAnswered: "核对音像记录内容"
        case .gapExplained: "说明记录中断"
        case .recordingFailureReported: "报告无法继续记录"
        case .evidenceAdded: "登记证据"
        case .evidencePrinted: "冲洗打印照片并注明"
        case .evidenceBagged: "装入证据袋"
        case .evidenceRemarked: "填写证据材料备考表"
        case .served: "送达文书"
        case .serviceReturned: "邮寄文书退回"
        case .correctionVerified: "核查改正情况"
        case .statementRequested: "当事人申请陈述（申辩）"
        case .statementHeard: "听取陈述（申辩）"
        case .deliberationDecided: "合议是否进入处罚程序"
        case .hearingRequested: "当事人申请听证"
        case .hearingConcluded: "听证结论"
        case .complexityJudged: "判断是否情节复杂或者重大"
        case .legalReviewed: "法制审核"
        case .collectivelyDiscussed: "集体讨论"
        case .penaltyProcedureEntered: "进入处罚程序"
        case .performanceReceived: "登记履行"
        case .decisionFulfilled: "确认履行完毕"
        case .remedyBegun: "登记复议、诉讼"
        case .joinedInto: "并案"
        case .takenIn: "接收并入或者分出的人员和材料"
        case .splitOff: "分案"
        case .remedyEnded: "登记复议、诉讼结果"
        case .investigationResumed: "恢复调查"
        case .caseClosed: "结案"
        case .volumeCompiled: "整理案卷"
        case .caseArchived: "归档"
        case .deviationRecorded: "记录偏离"
        case .noteMade: "记录说明"
        case .caseTakenOver: "接入在办案件"
        default: ActLibrary.bundled.act(self)?.title ?? rawValue
        }
    }
}

extension FormStep {
    /// What the step in the life of a form is called.
    var title: String {
        switch self {
        case .drafted: "制作"
        case .submitted: "提交"
        case .reviewed: "审核"
        case .forwarded: "报批"
        case .approved: "审批"
        case .issued: "印发"
        case .signed: "签名盖章"
        }
    }

    /// What a form is called that waits for the step.
    var waiting: String {
        switch self {
        case .drafted: "待制作"
        case .submitted: "待提交"
        case .reviewed: "待审核"
        case .forwarded: "待报批"
        case .approved: "待审批"
        case .issued: "待印发"
        case .signed: "待签名盖章"
        }
    }
}

extension FormKind.Family {
    var title: String {
        switch self {
        case .approvalTable: "审批表"
        case .letter: "决定书、通知书"
        case .transcript: "笔录"
        case .inventory: "清单"
        case .receipt: "回执、回证"
        case .register: "登记表"
        case .report: "报告"
        }
    }
}

extension FormKind.VolumePart {
    var title: String {
        switch self {
        case .main: "正卷"
        case .supplementary: "副卷"
        }
    }
}
