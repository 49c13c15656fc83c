internal import Casework
internal import Chronology

/// What does not hold in a draw, in English for the terminal.
enum DrawFindingText {
    /// A finding in one line.
    static func line(_ finding: DrawRecord.Finding) -> String {
        switch finding {
        case .format(let format): "format: «\(format)» is not \(DrawLists.format)"
        case .lists(let problem): "lists: \(problem)"
        case .digest(let stated, let computed): "digest: \(stated) is stated, the lists give \(computed)"
        case .announced(let stated, let announced): "digest: \(stated) is stated, \(announced) was announced"
        case .seedEarly(let entered, let day): "seed: entered on \(entered), before it is known on \(day)"
        case .seedMissing: "seed: none"
        case .seedNotNormal(let text): "seed: «\(text)» is not in its normal spelling"
        case .exclusionLate(let object, let inspector, let day):
            "exclusions: \(inspector) at \(object) was entered on \(day), when the seed could be known"
        case .exclusionUnknown(let object, let inspector): "exclusions: \(inspector) at \(object) is not in the lists"
        case .resultMissing: "result: none"
        case .object(let rank, let stated, let computed):
            "result: object \(rank) is \(stated ?? "none"), the seed draws \(computed ?? "none")"
        case .inspectors(let object, let stated, let computed):
            "result: the inspectors of \(object) are \(stated.joined(separator: ",")), the seed draws "
                + computed.joined(separator: ",")
        case .details(let object): "result: name or hash of \(object) or of its inspectors differs"
        }
    }

    /// Where JSON stops being a draw.
    static func place(of error: any Error) -> String {
        switch error as? DecodingError {
        case .keyNotFound(let key, let context): path(context.codingPath + [key]) + " is missing"
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            path(context.codingPath) + " is of another kind"
        case .dataCorrupted(let context) where !context.codingPath.isEmpty: path(context.codingPath) + " cannot be used"
        default: "it is not JSON"
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
}
