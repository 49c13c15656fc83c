import Chronology
package import Ledger
import Office

/// The words for witnesses, on the office's side and on theirs.
package enum WitnessText {
    /// Why a witness did not cosign.
    static func text(_ problem: WitnessProblem) -> String {
        switch problem {
        case .unreachable: "见证方没有应答。"
        case .badAnswer(let status): "见证方的应答不能用（\(status)）。"
        case .unknown: "见证方不认识本单位的日志，或者还没有登记现在的公钥。"
        case .behind(let seen):
            "见证方见过 \(seen) 条记录，比本单位现有的多：这里恢复过旧备份，或者日志被截短。"
        case .rewritten: "见证方见过的过去与现在的日志不一致：过去的记录被改写过。"
        }
    }

    /// What to do about it.
    static func action(_ problem: WitnessProblem) -> String {
        switch problem {
        case .unreachable: "会自动再试；一直不通的，检查网络，或者改用 U 盘。"
        case .badAnswer: "请核对见证节点的网址和公钥，再告诉见证方的管理人员。"
        case .unknown: "请把本页的公钥交给见证方登记。"
        case .behind: "马上停止登记，保留现场，报告负责人：换回最新的备份；确实没有的，由两人批准开启新纪元。"
        case .rewritten: "马上停止登记，保留现场，报告负责人和上级机关，用见证方保存的签名查明是哪些记录。"
        }
    }

    /// How requests reach a witness.
    static func title(_ setting: WitnessSetting) -> String {
        switch setting.manner {
        case .http: "自动发送到 \(setting.address)"
        case .stick: "用 U 盘送"
        case .visits: "由见证方自己来取"
        case .off: "已停用"
        }
    }

    /// How a witness's look at a log ended, told where the witness runs.
    package static func lines(_ outcome: WitnessVisit.Outcome, place: String, isHandedBack: Bool) -> [String] {
        switch outcome {
        case .cosigned(_, let size):
            ["\(place)：已见证前 \(size) 条记录。" + (isHandedBack ? "签名已交回。" : "签名没有交回，请把签名文件送去。")]
        case .empty: ["\(place)：日志还没有检查点。"]
        case .unknown(let origin):
            [
                "\(place)：不认识日志 \(origin)。请当面取得它的公钥，核对后用 --key 登记。",
                LogOrigin(origin).epoch > 1
                    ? "注意：名字里的 epoch 说明该单位恢复过旧备份，丢弃了一段记录。请先问清原因和批准人，再登记新公钥。" : "",
            ].filter { !$0.isEmpty }
        case .unsigned(let origin):
            ["\(place)：检查点不是用已登记的公钥签名的（\(origin)）。如果该单位换了密钥，请当面取得新公钥，用 --key 登记。"]
        case .alarm(let alarm): lines(alarm)
        }
    }

    /// What a witness is alarmed at, loudly.
    package static func lines(_ alarm: WitnessAlarm) -> [String] {
        let what =
            switch alarm.kind {
            case .behind: "日志变短了：曾见证前 \(alarm.seen) 条，现在只有 \(alarm.shown) 条。恢复过旧备份，或者被截短。"
            case .forked: "同样是 \(alarm.shown) 条，内容与见证过的不同：过去的记录被改写，并且重新签了名。"
            case .rewritten: "前 \(alarm.seen) 条与见证过的不同（现有 \(alarm.shown) 条）：过去的记录被改写，并且重新签了名。"
            case .tilesDiffer: "公布的摘要与它自己的检查点不一致：公布的文件损坏，或者被改动。"
            }
        return [
            "!!!!!!!!!!!! 警报 !!!!!!!!!!!!", "\(alarm.origin)", what, "没有签名。两份签名都已保存为证据：\(alarm.evidence)",
            "请马上通知该单位负责人和法制机构，不要删除证据文件夹。",
        ]
    }

    /// Why a witness did not cosign a file that was brought to it.
    package static func line(_ refusal: Witness.Refusal) -> String {
        switch refusal {
        case .unknownLog(let origin): "不认识日志 \(origin)。请当面取得它的公钥，核对后用 --key 登记。"
        case .unsigned(let origin): "不是用已登记的公钥签名的（\(origin)）。如果该单位换了密钥，请用 --key 登记新公钥。"
        case .sizesReversed, .outdated: "这份文件不是从上次见证的地方接着的。请把交回的文件送回该单位，由它重新导出一份。"
        case .forked, .inconsistent: "这份文件不能证明日志是接着上次见证的。"
        }
    }
}
