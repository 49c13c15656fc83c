/// The messages of the tool; `Templates/worker.py` describes them.
struct RenderRequest: Encodable {
    var command = "render"
    let data: TypesetData
}

struct SurveyRequest: Encodable {
    var command = "survey"
    let path: String
    let folder: String
}

struct MergeRequest: Encodable {
    var command = "merge"
    let parts: [Part]
    let output: String
    let first: Int
    let title: String

    struct Part: Encodable {
        let path: String
        let title: String
        var numbers: Int?
        var label: String?
        let turns: [Int]

        init(_ part: BoundPart) {
            path = part.path
            title = part.title
            turns = part.turns.map(\.rawValue)
            switch part.numbering {
            case .counted: numbers = 0
            case .unnumbered(let word): label = word
            case .standsFor(let sheets): numbers = max(1, sheets)
            }
        }
    }
}

/// A request with the number that its answer repeats.
struct Numbered<Request: Encodable>: Encodable {
    let id: Int
    let request: Request

    private enum CodingKeys: String, CodingKey { case id }

    func encode(to encoder: any Encoder) throws {
        try request.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
    }
}

struct Hello: Decodable {
    let typst: String
    let templates: String
    let fonts: String
    let missingFonts: [String]
}

struct Answer: Decodable {
    let id: Int?
    let pdf: String?
    let pages: Int?
    let partPages: [Int]?
    let archival: Bool?
    let kind: String?
    let pictures: [SurveyedFile.Picture]?
    let error: String?
    let detail: String?
}
