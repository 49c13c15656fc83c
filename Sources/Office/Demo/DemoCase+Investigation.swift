internal import Casework
internal import Chronology
internal import Recordings
internal import Rules

extension DemoCase {
    private func officers() async throws -> [Officer] {
        [try await account("li").officer, try await account("zhao").officer]
    }

    /// Forty minutes on site, ended a few minutes ago.
    func inspect(at moment: Instant) async throws {
        if withRecordings {
            try await act(
                .triggerAssessed, as: "li",
                [
                    "trigger": "dispute-risk", "answer": true, "reason": "涉及多名劳动者，可能引发投诉、上访",
                    "covers": .list(["inspection"]),
                ])
        }
        var event = ActRecorded(
            act: "inspection-1", what: .inspection, from: moment.adding(seconds: -45 * 60),
            to: moment.adding(seconds: -5 * 60), isOnSite: true, officers: try await officers())
        event.certificatesShown = true
        event.cooperation = "yes"
        event.place = "汉阳滨江项目二标段项目部"
        event.persons = "\(parties.employers[0].legalRepresentative ?? "")（法定代表人）"
        event.findings = "现场有工人作业，未见工资支付台账，项目部未公示维权信息。"
        acts["inspection"] = event.act
        try await enter(.actRecorded(event), as: "li", at: event.to)
    }

    /// Two recordings that leave three minutes between them.
    func record(at moment: Instant) async throws {
        guard withRecordings else { return }
        let start = moment.adding(seconds: -(45 + 105) * 60)
        for (name, offset, length) in [("执法记录仪-1.mp4", 0, 18), ("执法记录仪-2.mp4", 21, 19)] {
            let begins = start.adding(seconds: offset * 60)
            let video = try await SampleRecording(
                seconds: length * 60, width: 320, height: 240, framesPerSecond: 1, startedAt: begins, hasSound: true,
                hasIndexAtEnd: true, caption: "演示"
            ).make()
            let upload = try await upload(video, name, "video/mp4", as: "li")
            let recording = try await office.addRecording(
                upload: upload, act: "inspection-1", device: "WH-BWC-001", deviceReason: nil, start: begins,
                isEvidence: true, in: id, try await context("li"))
            recordings.append(recording)
        }
        try await act(
            .gapExplained, as: "li", about: "inspection-1",
            [
                "from": .instant(start.adding(seconds: 18 * 60)), "to": .instant(start.adding(seconds: 21 * 60)),
                "cause": "battery", "objective": true, "voice-explanation": true, "gap-kind": "interruption",
                "explanation": "电池耗尽，更换电池后继续，恢复时已语音说明。",
            ])
        for item in ActSchema.captureItems where item != "service" {
            try await act(
                .captureAnswered, as: "li", about: "inspection-1",
                ["item": .text(item), "answer": "marked", "position": 60])
        }
        for recording in recordings {
            let number = try await office.cases.current(id).number ?? ""
            try await act(.recordingStored, as: "li", about: recording, ["volume": "专用存储器A"])
            try await act(
                .recordingLabelled, as: "li", about: recording, ["case-number": .text(number), "handler": "李建国"],
                personal: ["party": .text(parties.employers[0].name)])
        }
    }

    func finaliseInspection(at moment: Instant) async throws {
        let form = try await submit(
            "inspection-record", as: "li", about: "inspection-1", ["certificates-shown": .text("yes")])
        try await sign(form, as: "li", ["party", "officer", "officer"], [])
        try await enter(.actFinalised(ActFinalised(act: "inspection-1")), as: "li")
    }

    func question(at moment: Instant) async throws {
        var event = ActRecorded(
            act: "questioning-1", what: .questioning, from: moment.adding(seconds: -3600), to: moment, isOnSite: false,
            officers: try await officers())
        event.certificatesShown = true
        event.cooperation = "yes"
        event.place = "支队询问室"
        event.persons = parties.employers[0].legalRepresentative
        try await enter(.actRecorded(event), as: "li", at: moment)
        let form = try await submit(
            "inquiry-transcript", as: "li", about: "questioning-1",
            [
                "certificates-shown": .text("yes"),
                "dialogue": .rows([
                    ["question": "你单位是否拖欠工人工资？", "answer": "有一部分没有付清，工程款还没有结算。"],
                    ["question": "拖欠哪些人、多少金额？", "answer": "与投诉人提交的工资结算单一致。"],
                ]),
            ])
        try await sign(form, as: "li", ["party", "officer", "officer"], [event.persons ?? ""])
        try await enter(.actFinalised(ActFinalised(act: "questioning-1")), as: "li")
    }

    func conclude() async throws {
        try await submit(
            "investigation-conclusion-report", as: "li",
            [
                "course": .text("经投诉立案，先后进行现场检查和调查询问。"),
                "facts": .text("当事人未按约定足额支付劳动者工资，金额与工资结算单一致。"),
                "evidence": .text("投诉登记表、工资结算单、调查检查记录、调查询问笔录、现场录像。"),
                "basis": .text("《中华人民共和国劳动法》第五十条、《劳动保障监察条例》第二十六条。"), "violation": .yes(true),
                "proposed-outcome": .text("rectification-order"), "proposal": .text("责令限期支付拖欠的工资。"),
            ])
    }

    func order() async throws {
        try await submit(
            "rectification-order", as: "li",
            [
                "demand": .text("足额支付拖欠的劳动者工资，并报送支付凭证。"), "period-days": .number(10),
                "period-basis": .text("ordinary"),
            ])
        try await issue("rectification-order", as: "li")
    }

    /// Left at the premises, with a photo and its print.
    func serveOrder(at moment: Instant) async throws {
        let photo = try await upload(SamplePicture.photo, "留置送达照片.jpg", "image/jpeg", as: "li")
        let blob = try await office.finishUpload(photo, by: try await account("li"))
        try await serve(
            "rectification-order", as: "li", method: "leave", at: moment, ["circumstances": "负责人拒绝签收，留置于其办公场所并拍照。"],
            receipt: ["circumstances": .text("负责人拒绝签收，留置于其办公场所并拍照。")], attachments: [blob])
        try await act(
            .evidenceAdded, as: "li", about: "e1", ["evidence-kind": "image", "bound": true],
            personal: ["name": "留置送达照片"], attachments: [blob])
        try await act(
            .evidencePrinted, as: "li", about: "e1",
            ["time": .instant(moment), "recorder-name": "赵　敏", "recorder-identity": "执法人员"],
            personal: ["place": "当事人办公场所", "content": "留置送达限期改正指令书"])
    }

    func verify(at moment: Instant) async throws {
        var event = ActRecorded(
            act: "verification-1", what: .verification, from: moment.adding(seconds: -1800), to: moment,
            isOnSite: false,
            officers: try await officers())
        event.certificatesShown = true
        event.place = "当事人办公场所"
        event.persons = parties.employers[0].legalRepresentative
        event.findings = "期满未支付。"
        try await enter(.actRecorded(event), as: "li", at: moment)
        let record = try await submit(
            "rectification-verification-record", as: "li", about: "verification-1",
            [
                "result": .text("not"), "findings": .text("期满未提供支付凭证，劳动者确认未收到工资。"),
                "evidence": .text("电话回访记录、银行流水。"),
            ])
        try await enter(.actFinalised(ActFinalised(act: "verification-1")), as: "li")
        try await act(
            .correctionVerified, as: "li", about: "verification-1", ["result": "not", "record": .text(record)])
    }
}
