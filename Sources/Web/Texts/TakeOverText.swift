import Casework

/// What a case brought along when it was taken over, in words.
enum TakeOverText {
    /// A line each: the cause, the dates, the people, the papers.
    static func details(_ body: CaseTakenOver) -> [String] {
        let dates =
            ["收件 \(TimeText.day(body.received))"] + body.milestones.map { "\($0.title) \(TimeText.day($0.day))" }
        let people = ([body.lead].compactMap { $0 } + body.others).map(\.name).joined(separator: "、")
        let papers = body.papers.isEmpty ? nil : "接入前材料 \(body.papers.count) 份"
        return [body.cause, body.summary, dates.joined(separator: "，"), people.isEmpty ? nil : "承办：\(people)", papers]
            .compactMap { $0 }
    }
}
