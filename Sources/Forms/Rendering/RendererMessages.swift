internal import Foundation

// The messages of the tool; `Templates/worker.py` describes them.

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

struct VersionsRequest: Encodable {
    var command = "versions"
}

struct RenderAnswer: Decodable {
    let pdf: Data
    let pages: Int
    let versions: ToolVersions
}

struct SurveyAnswer: Decodable {
    let kind: String
    let pages: Int?
    let archival: Bool?
    let pictures: [SurveyedFile.Picture]?
}

struct MergeAnswer: Decodable {
    let pages: Int
    let partPages: [Int]
    let archival: Bool
}
