import Chronology
import Office
import Rules

/// The integrity of the log, for whoever wants to check it.
struct IntegrityModel: PageModel {
    let origin: String
    let size: Int64
    let checkpoint: String
    let verifierKey: String
    let witnesses: [String]
    let isWitnessed: Bool
    let epochs: [String]
    let hasEpochs: Bool
    let keyChanges: [String]
    let hasKeyChanges: Bool
    let isDemo: Bool

    init(_ integrity: Integrity, _ information: OfficeInformation) {
        origin = information.origin
        size = integrity.size
        checkpoint = integrity.checkpoint
        verifierKey = integrity.verifierKey
        witnesses = integrity.witnesses.map { witness in
            "\(witness.name) 已于 \(TimeText.minute(witness.time)) 见证前 \(witness.size) 条记录"
        }
        isWitnessed = !integrity.witnesses.isEmpty
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
}

extension Rule.Force {
    var title: String {
        switch self {
        case .gate: "不满足不能办理"
        case .due: "应当办理"
        case .advice: "提示"
        }
    }
}

/// Signing in.
struct SignInModel: PageModel {
    let agency: String
    let name: String?
    let to: String?
    let wrong: String?
    /// The people of a demo office.
    let people: [DemoPerson]
    /// The password that all of them have.
    let password: String
    let isDemo: Bool

    /// Somebody whom a demo office lists.
    struct DemoPerson: PageModel {
        let signInName: String
        let name: String
        let roles: String
    }
}
