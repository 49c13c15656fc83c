internal import Chronology
internal import Office

extension OfficeReport {
    /// What the log says of itself and who has witnessed it, as `verify` prints it.
    var logFacts: [String: String] {
        var facts: [String: String] = [:]
        if witnesses.isEmpty { facts["witness"] = "尚无外部见证" }
        for witness in witnesses { facts["witness \(witness.name)"] = witness.line }
        for epoch in epochs { facts["epoch \(epoch.number)"] = epoch.line }
        for (number, change) in keyChanges.enumerated() { facts["key change \(number + 1)"] = change.line }
        return facts
    }
}

extension LogWitness {
    var line: String {
        "已于 \(time.day) \(time.clockText) 见证前 \(size) 条记录" + (epoch > 1 ? "（第 \(epoch) 纪元）" : "")
    }
}

extension LogEpoch {
    var line: String {
        "\(opened.day) \(opened.clockText) 从第 \(restored) 条记录之后继续，原已签名的 \(abandoned) 条中其后的记录已丢失；"
            + "批准人：\(approvers.joined(separator: "、"))；原因：\(reason)"
    }
}

extension LogKeyChange {
    var line: String { "\(time.day) \(time.clockText) 第 \(size) 条记录之后由 \(old) 换为 \(new)；原因：\(reason)" }
}
