internal import Cryptography
internal import Foundation

/// A place for backups: a folder, which may be a USB disk's, or a store that speaks S3.
package struct BackupTarget: Hashable, Sendable, Codable {
    /// The absolute path of a folder, or `s3:https://host/bucket/prefix`.
    package let address: String
    /// What people call it: 移动硬盘甲.
    package var title: String
    /// Whether the nightly backup passes it over.
    package var isOff: Bool

    /// Takes an address as somebody typed it.
    /// - Returns: nil where it is neither an absolute path nor an address of S3.
    package init?(_ address: String, title: String = "", isOff: Bool = false) {
        let text = address.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.utf8.count <= 500, !text.contains(where: \.isNewline) else { return nil }
        if text.hasPrefix("s3:") {
            let rest = text.dropFirst(3)
            guard let url = URL(string: String(rest)), ["http", "https"].contains(url.scheme ?? ""),
                url.host?.isEmpty == false, url.path.split(separator: "/").count >= 1
            else { return nil }
            self.address = text.hasSuffix("/") ? String(text.dropLast()) : text
        } else {
            guard text.hasPrefix("/"), text.count > 1 else { return nil }
            self.address = URL(fileURLWithPath: text, isDirectory: true).standardizedFileURL.path
        }
        self.title = title
        self.isOff = isOff
    }

    /// The same place has the same id, whoever names it: 16 hexadecimal digits.
    package var id: String { String(SHA256.hash(Array(address.utf8)).hex.prefix(16)) }

    /// Whether it is reached over the network.
    package var isRemote: Bool { address.hasPrefix("s3:") }

    /// Its title, or its address where it has none.
    package var name: String { title.isEmpty ? address : title }
}

/// What a store asks for before it lets somebody in. Never part of the log.
package struct BackupSecrets: Hashable, Sendable, Codable {
    package let accessKey: String
    package let secretKey: String

    package init(accessKey: String, secretKey: String) {
        self.accessKey = accessKey
        self.secretKey = secretKey
    }

    /// Those of the environment, as tools of S3 read them.
    package init?(environment: [String: String]) {
        guard let access = environment["AWS_ACCESS_KEY_ID"], let secret = environment["AWS_SECRET_ACCESS_KEY"] else {
            return nil
        }
        self.init(accessKey: access, secretKey: secret)
    }

    var environment: [String: String] { ["AWS_ACCESS_KEY_ID": accessKey, "AWS_SECRET_ACCESS_KEY": secretKey] }
}
