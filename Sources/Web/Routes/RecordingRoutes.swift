import Casework
import Chronology
import Hummingbird
import Office

/// The recordings of a case: list, taking one in, and the player.
struct RecordingRoutes {
    let site: Site

    func add(to router: Router<WebContext>) {
        router.get("/cases/:id/recordings") { request, context in
            let account = try context.signedIn()
            let model = RecordingsModel(try await site.office.dossier(context.part("id"), for: account))
            return site.page(
                "recordings", model, title: model.heading, context, trail: model.caseHead.trail, current: "/cases",
                notice: site.query(request)["done"].flatMap(NoticeText.of), isWide: true)
        }
        router.get("/cases/:id/recordings/new") { request, context in
            try await form(context, typed: nil, query: site.query(request), problem: nil)
        }
        router.post("/cases/:id/recordings") { request, context in try await take(request, context) }
        router.get("/cases/:id/recordings/:recording") { _, context in
            let account = try context.signedIn()
            let dossier = try await site.office.dossier(context.part("id"), for: account)
            let id = context.part("recording")
            guard let recording = dossier.case.recordings.first(where: { $0.added.recording == id }) else {
                throw OfficeError.notFound("recording", id: id)
            }
            let model = PlayerModel(recording, dossier)
            return site.page(
                "player", model, title: model.heading, context,
                trail: model.caseHead.trail + [LinkView(href: "/cases/\(model.caseID)/recordings", text: "音像")],
                current: "/cases", isWide: true)
        }
    }

    private func take(_ request: Request, _ context: WebContext) async throws -> Response {
        let id = context.part("id")
        let typed = try await site.form(request, context)
        return try await site.perform("上传音像记录", in: id, typed, context) { command in
            guard let upload = try await site.upload(typed, by: command.account) else {
                throw OfficeError.invalid([.attachmentMissing])
            }
            var start: Instant?
            if let text = typed["start"] {
                start = TimeText.read(text)
                if start == nil { throw OfficeError.invalid([.notAllowed("start", value: text)]) }
            }
            let recording = try await site.office.addRecording(
                upload: upload, act: typed["act"], device: typed.raw("device"), deviceReason: typed["deviceReason"],
                start: start, isEvidence: typed.yesNo("evidence") ?? false, in: id, command)
            return "/cases/\(id)/recordings/\(recording)"
        } again: { problem in
            try await form(context, typed: typed, query: typed, problem: problem)
        }
    }

    private func form(
        _ context: WebContext, typed: FormBody?, query: FormBody, problem: ProblemView?
    ) async throws -> Response {
        let account = try context.signedIn()
        let dossier = try await site.office.dossier(context.part("id"), for: account)
        let folded = dossier.case
        let acts = folded.acts.map { act in
            (
                act.recorded.act,
                "\(AnswerLabels.option(act.recorded.what.rawValue, of: "act")) \(TimeText.minute(act.recorded.from))"
            )
        }
        let devices = await site.office.allDevices().filter { $0.state == .inUse && $0.kind != .collectionStation }
        let sorted = acts.isEmpty ? [] : [("", "先不归类")] + acts
        let fields: [FieldView] = [
            .of(
                "upload", "音像文件", .file(accepts: "video/*,audio/*"), in: nil, required: typed?["upload"] == nil,
                hint: "大文件断线后重新选择同一文件即可续传。"),
            .of("act", "所记录的执法活动", .choice(sorted), in: typed, initially: query["act"] ?? acts.last?.0),
            .of("device", "记录设备编号", in: typed, required: true).suggesting(
                devices.map { ($0.number, $0.holder.map { "\($0.name)领用" } ?? $0.unit) }),
            .of("deviceReason", "使用未登记设备的理由", in: typed, hint: "使用已登记的执法记录仪不填。"),
            .of("start", "开始记录的时间", .moment, in: typed, hint: "不填则读取文件内的时间。"),
            .of("evidence", "作为证据使用", .yesNo, in: typed, initially: "no"),
        ]
        var model = InputModel(
            heading: "上传音像记录", action: "/cases/\(folded.id)/recordings", submit: "上传并归入",
            cancel: "/cases/\(folded.id)/recordings", version: folded.version, hasFiles: true, isResumable: true,
            groups: [InputModel.Group(title: nil, fields: fields)])
        if let upload = typed?["upload"] { model.hidden = [ChoiceView(value: upload, text: "upload", isChosen: false)] }
        model.caseHead = CaseHead(dossier)
        model.problem = problem
        return site.page(
            "input", model.marked(), title: model.heading, context, status: problem?.status ?? 200,
            trail: model.caseHead?.trail ?? [], current: "/cases")
    }
}
