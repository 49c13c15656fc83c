internal import Foundation

/// What lies open beside the backups: whose they are, and the password as an age file that only the recovery key and the
/// server's own key open. With it and the stock tools `age` and `restic` everything comes back without this program.
struct BackupCover: Hashable, Sendable {
    /// Whose backups these are.
    struct Owner: Codable, Hashable, Sendable {
        /// The version of what lies beside the backups.
        var format = 1
        /// The founding name of the log.
        let origin: String
        let agency: String
        /// The recipient of the recovery key that opens the password.
        let recovery: String
    }

    let owner: Owner
    /// The password as an age file.
    let password: Data
    /// The newest signed checkpoint of the log that the backups are known to hold.
    var checkpoint: Data?
    /// The statements of all changes of the log's signing key, as a JSON list of signed notes: without them an older
    /// backup could not tell that the checkpoint is signed by a successor of its own key.
    var keyChanges: Data?

    static let ownerFile = "liuhen-backup.json"
    static let passwordFile = "password.age"
    static let checkpointFile = "checkpoint"
    static let keyChangesFile = "key-changes.json"
    /// All of them, the one that says whose they are last: where it stands, all else does.
    static let names = [passwordFile, textFile, checkpointFile, keyChangesFile, ownerFile]
    static let textFile = "恢复说明.txt"

    /// The files by name.
    var files: [String: Data] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        var files = [
            Self.passwordFile: password, Self.textFile: Data(Self.text(owner).utf8),
            Self.ownerFile: (try? encoder.encode(owner)) ?? Data(),
        ]
        files[Self.checkpointFile] = checkpoint
        files[Self.keyChangesFile] = keyChanges
        return files
    }

    init(owner: Owner, password: Data, checkpoint: Data?, keyChanges: Data?) {
        self.owner = owner
        self.password = password
        self.checkpoint = checkpoint
        self.keyChanges = keyChanges
    }

    /// Reads it from its files; nil where they are not of that form.
    init?(files: (String) -> Data?) {
        guard let json = files(Self.ownerFile), let owner = try? JSONDecoder().decode(Owner.self, from: json),
            owner.format == 1, let password = files(Self.passwordFile)
        else { return nil }
        self.init(
            owner: owner, password: password, checkpoint: files(Self.checkpointFile),
            keyChanges: files(Self.keyChangesFile))
    }

    /// How to get everything back, for who finds the disk in twenty years.
    private static func text(_ owner: Owner) -> String {
        """
        这里是「\(owner.agency)」执法全过程记录系统（留痕）的备份，日志名称 \(owner.origin)。
        备份是加密的。恢复需要本单位的恢复密钥（AGE-SECRET-KEY-1 开头的一行，纸上保存）。

        一、有本系统程序的，在新机器上执行：
            liuhen restore --from 本文件夹 --to 新的数据文件夹 --recovery 恢复密钥文件
            liuhen serve --data 新的数据文件夹

        二、没有本系统程序的，用通用工具 age 和 restic 也能取出全部内容：
            age --decrypt --identity 恢复密钥文件 password.age > password.txt
            restic --repo repository --password-file password.txt snapshots
            restic --repo repository --password-file password.txt restore latest --target 恢复出来的文件夹
           恢复出来的文件夹里，snapshot 下是日志、密钥和设置，blobs 下是材料和音像。
           把 snapshot 里的各项移到 blobs 旁边，就是完整的数据文件夹。
           blobs 里的每个文件都可以用 age 和恢复密钥单独打开：
            age --decrypt --identity 恢复密钥文件 blobs/xx/….age > 原文件
           备份放在对象存储（S3）的，本说明和 password.age 在名为 opening 的库里，其口令是 liuhen。

        These are backups of the records of \(owner.agency) (log \(owner.origin)). The recovery key opens password.age with
        the stock tool age; the password in it opens the folder repository with the stock tool restic.
        """ + "\n"
    }
}
