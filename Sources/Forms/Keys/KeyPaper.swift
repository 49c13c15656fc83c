package import Chronology

/// The paper on which a recovery key is kept, with the receipt that its keeper signs. It is made in memory; nothing of it
/// is written to a disk.
package struct KeyPaper: Sendable {
    package var issuer: String
    /// The public side, which may be known: `age1…`.
    package var recipient: String
    /// The key in groups with their check characters.
    package var groups: [String]
    /// The key as it is scanned: `AGE-SECRET-KEY-1…`.
    package var identity: String
    package var madeAt: Instant

    /// A paper.
    package init(issuer: String, recipient: String, groups: [String], identity: String, madeAt: Instant) {
        self.issuer = issuer
        self.recipient = recipient
        self.groups = groups
        self.identity = identity
        self.madeAt = madeAt
    }

    /// The data for the templates.
    /// - Throws: ``FormsError/markTooLong(bytes:limit:)``.
    func data() throws(FormsError) -> TypesetData {
        var data = TypesetData(family: "key-paper", title: "恢复密钥", madeAt: madeAt)
        data.issuer = issuer
        data.foot = "公开编号 \(recipient.prefix(16))…"
        data.lines = [
            TypesetData.Line(label: "公开编号", value: recipient),
            TypesetData.Line(label: "生成日期", value: madeAt.day.chinese),
        ]
        data.entries = groups.map {
            VolumeCatalogue.Entry(number: "", author: "", title: $0, date: "", pages: "", remark: "")
        }
        data.marks = [TypesetData.Mark(text: "", svg: try QRCode(identity).svg)]
        data.notes = [
            "每组最后一位是校验位，输入时一并输入。空格、短横、大小写不影响。", "二维码内容与文字相同，可以用扫码枪输入，也可以用通用的 age 程序打开备份。",
            "装入信封密封，由单位负责人或者其指定的人保管，与服务器不放在同一处。",
        ]
        data.signatures = [
            .init(label: "保管人", name: "", date: ""), .init(label: "监交人", name: "", date: ""),
            .init(label: "单位负责人", name: "", date: ""),
        ]
        return data
    }
}

extension FormRenderer {
    /// The paper of a recovery key.
    package func render(_ paper: KeyPaper) throws(FormsError) -> RenderedForm { try typeset(paper.data()) }
}
