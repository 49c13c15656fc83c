import Cryptography
import Foundation
import HTTPTypes

/// What a tus request says in its header fields. Source: tus resumable upload protocol 1.0.0.
struct TusHeaders {
    let fields: HTTPFields

    /// The version of the protocol that is spoken here.
    static let version = "1.0.0"
    static let extensions = "creation,termination,checksum"
    static let algorithms = "sha1,sha256"
    /// The largest file: 64 GiB.
    static let maximumSize: Int64 = 64 << 30

    /// The value of a field; nil where it is absent.
    subscript(name: String) -> String? { HTTPField.Name(name).flatMap { fields[$0] } }

    /// Whether the client speaks our version.
    var isOurVersion: Bool { self["Tus-Resumable"] == Self.version }

    /// A length or an offset: digits only, at most ``maximumSize`` above which it is nil as well.
    func count(_ name: String) -> Int64? {
        guard let text = self[name], !text.isEmpty, text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        return Int64(text)
    }

    /// > Upload-Metadata: pairs separated by commas, key and Base64 value separated by a space; a value may be missing.
    /// Nil where it is malformed or holds a key twice.
    var metadata: [String: String]? {
        guard let text = self["Upload-Metadata"] else { return [:] }
        var values: [String: String] = [:]
        for pair in text.split(separator: ",") {
            let parts = pair.split(separator: " ", omittingEmptySubsequences: true).map(String.init)
            guard (1...2).contains(parts.count), let key = parts.first, values[key] == nil else { return nil }
            guard parts.count == 2 else {
                values[key] = ""
                continue
            }
            guard let data = Data(base64Encoded: parts[1]) else { return nil }
            values[key] = String(decoding: data, as: UTF8.self)
        }
        return values
    }

    /// What the `Upload-Checksum` field says.
    enum Checksum: Equatable {
        case none
        case sha1([UInt8])
        case sha256([UInt8])
        /// An algorithm that is not offered, or no such field.
        case malformed

        /// Whether the bytes are those of the checksum.
        func fits(_ bytes: [UInt8]) -> Bool {
            switch self {
            case .none: true
            case .sha1(let expected): SHA1.hash(bytes) == expected
            case .sha256(let expected): SHA256.hash(bytes).bytes == expected
            case .malformed: false
            }
        }
    }

    /// > Upload-Checksum: algorithm and Base64 checksum separated by a space.
    var checksum: Checksum {
        guard let text = self["Upload-Checksum"] else { return .none }
        let parts = text.split(separator: " ").map(String.init)
        guard parts.count == 2, let data = Data(base64Encoded: parts[1]) else { return .malformed }
        switch parts[0].lowercased() {
        case "sha1" where data.count == 20: return .sha1(Array(data))
        case "sha256" where data.count == 32: return .sha256(Array(data))
        default: return .malformed
        }
    }

    /// The digest of the whole file, where the client knew it: 64 hexadecimal digits under the key `sha256`.
    /// - Returns: nil where the metadata name none; a failure where they name one that is no digest.
    static func digest(_ metadata: [String: String]) -> Result<Digest?, MalformedRequest> {
        guard let text = metadata["sha256"], !text.isEmpty else { return .success(nil) }
        guard let digest = Digest(hex: text.lowercased()) else {
            return .failure(MalformedRequest(status: 400, text: "sha256 must be 64 hexadecimal digits"))
        }
        return .success(digest)
    }
}
