internal import Foundation
internal import Ledger

/// Files that the command line is given: keys and checkpoints of others.
enum KeyFile {
    /// The bytes of a file.
    static func bytes(_ path: String, option: String) throws -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandFailure("\(option): cannot be read: \(path)")
        }
        return Array(data)
    }

    /// The verifier key in a file.
    static func verifierKey(_ path: String) throws -> VerifierKey {
        let text = String(decoding: try bytes(path, option: "--key"), as: UTF8.self)
        guard let key = try? VerifierKey(text.trimmingCharacters(in: .whitespacesAndNewlines)) else {
            throw CommandFailure("--key: \(path) holds no key as `liuhen keys public` prints it")
        }
        return key
    }

    /// The witnesses' keys in a file, one a line.
    static func witnesses(_ path: String) throws -> [WitnessKey] {
        let text = String(decoding: try bytes(path, option: "--witness"), as: UTF8.self)
        do {
            let keys = try WitnessKey.list(text)
            guard !keys.isEmpty else { throw CommandFailure("--witness: \(path) holds no key") }
            return keys
        } catch LedgerError.malformed(_, let line) {
            throw CommandFailure("--witness: \(path):\(line) is no key of a witness (name+hash+base64, type 04)")
        }
    }
}
