import Casework

extension RecordDifference {
    /// The difference in a sentence for who reads the paper.
    var text: String {
        switch self {
        case .officerNotInRecords(let name, let label): "「\(label)」写有「\(name)」，本案没有其参加的记录。"
        case .officerNotNamed(let name, let label): "\(name) 参加了本案的执法活动，「\(label)」没有写明。"
        case .dayNotInRecords(let day, let label): "「\(label)」写有 \(day)，本案当日没有任何记录。"
        case .evidenceNotInCase(let name, let label): "「\(label)」写有《\(name)》，案卷中没有。"
        case .partyNotInCase(let name, let label): "「\(label)」写的是「\(name)」，不是本案登记的当事人。"
        case .endsBeforeStart(let label): "「\(label)」早于开始时间。"
        }
    }
}
