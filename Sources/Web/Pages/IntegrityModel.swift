import Chronology
import Office

/// The integrity of the log, for whoever wants to check it, and who has witnessed it.
struct IntegrityModel: PageModel {
    let origin: String
    let size: Int64
    let checkpoint: String
    let verifierKey: String
    let witnesses: [WitnessView]
    let isWitnessed: Bool
    /// Whether who looks may ask witnesses, and whether any is asked over the network.
    let mayAsk: Bool
    let isAsked: Bool
    let mayChange: Bool
    let epochs: [String]
    let hasEpochs: Bool
    let keyChanges: [String]
    let hasKeyChanges: Bool
    let isDemo: Bool
    var problem: ProblemView?

    /// A witness.
    struct WitnessView: PageModel {
        let name: String
        let state: String
        let style: String
        let seen: String
        /// Why it did not cosign.
        let problem: String?
        let manner: String
        /// The file to carry to it; nil where nobody carries.
        let file: String?
        let settings: String?
    }

    init(
        _ integrity: Integrity, _ witnesses: [WitnessOverview], _ information: OfficeInformation,
        mayAsk: Bool = false, mayChange: Bool = false
    ) {
        origin = information.origin
        size = integrity.size
        checkpoint = integrity.checkpoint
        verifierKey = integrity.verifierKey
        self.witnesses = witnesses.map { Self.view($0, size: integrity.size, mayAsk: mayAsk, mayChange: mayChange) }
        isWitnessed = witnesses.contains { $0.last != nil }
        self.mayAsk = mayAsk
        isAsked = mayAsk && witnesses.contains { $0.setting.manner == .http }
        self.mayChange = mayChange
        epochs = integrity.epochs.map { epoch in
            "第 \(epoch.number) 纪元：\(TimeText.minute(epoch.opened)) 恢复备份后从第 \(epoch.restored) 条记录之后继续，"
                + "原已签名的 \(epoch.abandoned) 条中其后的记录已丢失。批准人：\(epoch.approvers.joined(separator: "、"))。"
                + "原因：\(epoch.reason)"
        }
        hasEpochs = !integrity.epochs.isEmpty
        keyChanges = integrity.keyChanges.map { change in
            "\(TimeText.minute(change.time)) 第 \(change.size) 条记录之后，签名密钥由 \(change.old) 换为 \(change.new)，"
                + "新旧密钥都已签名。原因：\(change.reason)"
        }
        hasKeyChanges = !integrity.keyChanges.isEmpty
        isDemo = information.isDemo
    }

    private static func view(_ witness: WitnessOverview, size: Int64, mayAsk: Bool, mayChange: Bool) -> WitnessView {
        let isAlarm = witness.problem?.isAlarm ?? false
        let (word, style) = isAlarm ? ("不认可", "overdue") : witness.last == nil ? ("还没有", "soon") : ("已见证", "met")
        let problem = witness.problem.map { problem in
            (witness.tried.map { "\(TimeText.minute($0)) " } ?? "") + WitnessText.text(problem)
                + WitnessText.action(problem)
        }
        return WitnessView(
            name: witness.setting.name, state: word, style: style,
            seen: witness.last.map {
                "\(TimeText.minute($0.time)) 见证前 \($0.size) 条记录，其后还有 \(size - $0.size) 条没有见证。"
            } ?? "还没有见证过本单位的日志。",
            problem: problem, manner: WitnessText.title(witness.setting),
            file: mayAsk && witness.setting.manner == .stick ? "/witnesses/\(witness.setting.id)/request" : nil,
            settings: mayChange ? "/witnesses/\(witness.setting.id)" : nil)
    }
}
