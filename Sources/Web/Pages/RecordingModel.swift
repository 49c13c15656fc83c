import Casework
import Chronology
import Office
import Recordings
import Rules

/// The recordings of a case, by the acts that they show.
struct RecordingsModel: PageModel {
    let caseHead: CaseHead
    let caseID: String
    let tabs: [ChoiceView]
    let heading: String
    let acts: [ActView]
    let recordings: [RecordingRow]
    let isEmpty: Bool

    init(_ dossier: CaseDossier) {
        let folded = dossier.case
        caseHead = CaseHead(dossier)
        caseID = folded.id
        tabs = CaseTabs.all(folded.id, chosen: "recordings")
        acts = folded.acts.map { ActView($0, in: folded) }
        recordings = folded.recordings.map { RecordingRow($0, in: folded) }
        isEmpty = recordings.isEmpty
        let open = acts.reduce(0) { $0 + $1.gaps.count { !$0.isExplained } }
        let unstored = recordings.count { !$0.isStored }
        let doubtful = recordings.count { !$0.doubts.isEmpty }
        let parts = [
            "音像记录 \(recordings.count) 份", open > 0 ? "\(open) 处缺口未说明" : nil, unstored > 0 ? "\(unstored) 份未存储" : nil,
            doubtful > 0 ? "\(doubtful) 份时间对不上" : nil,
        ]
        heading = parts.compactMap { $0 }.joined(separator: "，")
    }
}

/// A recording being played, with the time of its act above.
struct PlayerModel: PageModel {
    let caseHead: CaseHead
    let caseID: String
    let heading: String
    let source: String
    let mediaType: String
    let isAudio: Bool
    let row: RecordingRow
    let act: ActView?
    let track: TrackView?
    let label: [InputModel.FactView]
    let facts: [InputModel.FactView]
    /// For those who check the file itself.
    let fileFacts: [InputModel.FactView]
    /// Milliseconds since 1970 at which the recording starts, for the clock beside the picture.
    let start: Int64
    let angles: [LinkView]

    init(_ recording: Case.Recording, _ dossier: CaseDossier) {
        let folded = dossier.case
        let added = recording.added
        caseHead = CaseHead(dossier)
        caseID = folded.id
        heading = "音像记录：\(added.blob.title)"
        source = "/cases/\(folded.id)/blobs/\(added.blob.digest)"
        mediaType = added.blob.mediaType
        isAudio = added.blob.mediaType.hasPrefix("audio/")
        row = RecordingRow(recording, in: folded)
        let shown = added.act.flatMap { folded.act($0) }
        act = shown.map { ActView($0, in: folded) }
        let siblings = folded.recordings.filter { $0.added.act == added.act }
        track = shown.flatMap { folded.coverage(of: $0.recorded) }.map {
            TrackView($0, recordings: siblings, caseID: folded.id)
        }
        label = (recording.label ?? [:]).sorted { $0.key < $1.key }.map {
            InputModel.FactView(label: AnswerLabels.question($0.key), value: $0.value)
        }
        facts = [
            InputModel.FactView(label: "开始时间", value: TimeText.minute(added.start)),
            InputModel.FactView(
                label: "时长", value: TimeText.length(milliseconds: Int64(added.durationMilliseconds))),
            InputModel.FactView(
                label: "记录设备", value: added.device + (added.deviceRegistered ? "（已登记）" : "（未登记）")),
        ]
        fileFacts = [
            InputModel.FactView(label: "SHA-256", value: added.blob.digest),
            InputModel.FactView(label: "大小", value: "\(added.blob.byteCount) 字节"),
            InputModel.FactView(label: "检验工具", value: added.probedWith),
        ]
        start = added.start.milliseconds
        angles = siblings.filter { $0.added.recording != added.recording }.map {
            LinkView(href: "/cases/\(folded.id)/recordings/\($0.added.recording)", text: $0.added.blob.title)
        }
    }
}

/// The tabs of a case.
enum CaseTabs {
    static func all(_ id: String, chosen: String) -> [ChoiceView] {
        CaseModel.tabNames.map { code, title in
            let place = "/cases/\(id)"
            let href =
                switch code {
                case "overview": place
                case "recordings", "volume": "\(place)/\(code)"
                case "platform": "\(place)/platforms"
                default: "\(place)?tab=\(code)"
                }
            return ChoiceView(value: href, text: title, isChosen: code == chosen)
        }
    }
}
