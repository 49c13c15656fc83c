import Cryptography
import Foundation
import Testing
import Vault

/// The vectors of C2SP/CCTV, read from the folder `age` of the one that the environment names as `LIUHEN_VECTORS`.
///
/// Two readers are held against each file. ``AgeStream`` gives chunks out as it goes, and must release exactly the
/// bytes whose hash the vector names, on success and before a payload failure. ``AgeReader`` authenticates the last
/// chunk before it gives anything out. With a payload failure it therefore releases no byte, where a streaming reader
/// releases the chunks before the fault. One file is different, `stream_two_final_chunks_second`: its third chunk is a
/// true last one, so it opens; its second is marked as last too, so reading stops there, after the first chunk, where a
/// streaming reader gives the second out and then finds bytes behind it.
@Suite(.enabled(if: AgeVector.folder != nil, "LIUHEN_VECTORS names no folder"))
struct `Other people's age files give the outcome that their makers expect` {
    @Test func `every file in scope ends as the vector says, after the same bytes`() throws {
        let vectors = try AgeVector.all()
        #expect(vectors.count == 143)
        var passed = 0
        var openedThenFailed: [String] = []
        var outOfScope: [String: [String]] = [:]
        for vector in vectors {
            if let reason = vector.reasonOutOfScope {
                outOfScope[reason, default: []].append(vector.name)
                continue
            }
            let identities = try vector.identities.map { try AgeIdentity(text: $0) }
            let streamed = Released { (take) throws(VaultError) in
                try AgeStream.forEachChunk(of: ByteSource(vector.file), identities: identities, take)
            }
            let seekable = Released { (take) throws(VaultError) in
                let reader = try AgeReader(ByteSource(vector.file), identities: identities)
                for start in stride(from: 0, to: reader.byteCount, by: 65536) {
                    take(try reader.read(start..<(start + 65536)))
                }
            }
            let isRight =
                streamed.outcome == vector.expected && seekable.outcome == vector.expected
                && streamed.bytes.starts(with: seekable.bytes)
                && (vector.expected != "success" || seekable.bytes == streamed.bytes)
                && (vector.payload.map { streamed.digest.hex == $0 } ?? streamed.bytes.isEmpty)
            if vector.expected != "success", !seekable.bytes.isEmpty { openedThenFailed.append(vector.name) }
            #expect(isRight, "\(vector.name): \(vector.expected), got \(streamed) and \(seekable). \(vector.comment)")
            if isRight { passed += 1 }
        }
        for (reason, names) in outOfScope.sorted(by: { $0.key < $1.key }) {
            print("out of scope: \(reason): \(names.joined(separator: " "))")
        }
        let left = outOfScope.values.reduce(0) { $0 + $1.count }
        print("conformance: age \(passed) passed, \(left) out of scope")
        #expect(passed + left == vectors.count)
        #expect(openedThenFailed == ["stream_two_final_chunks_second"])
    }
}

/// What a reader gave out, in order, and how it ended, in the vectors' words.
private struct Released: CustomStringConvertible {
    let digest: Digest
    let bytes: [UInt8]
    let outcome: String

    init(_ reading: (([UInt8]) -> Void) throws(VaultError) -> Void) {
        var bytes: [UInt8] = []
        var outcome = "success"
        do {
            try reading { bytes += $0 }
        } catch {
            outcome =
                switch error {
                case .header: "header failure"
                case .noMatch: "no match"
                case .headerMAC: "HMAC failure"
                case .payload: "payload failure"
                default: error.code
                }
        }
        digest = SHA256.hash(bytes)
        self.bytes = bytes
        self.outcome = outcome
    }

    var description: String { "\(outcome) after \(digest.hex.prefix(8))" }
}

/// One file: lines of `key: value`, an empty line, the age file.
private struct AgeVector {
    let name: String
    let expected: String
    let payload: String?
    let identities: [String]
    let comment: String
    let reasonOutOfScope: String?
    let file: [UInt8]

    static var folder: String? { ProcessInfo.processInfo.environment["LIUHEN_VECTORS"] }

    static func all() throws -> [AgeVector] {
        let folder = try #require(folder) + "/age"
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map { name in
            try AgeVector(name: name, bytes: Array(Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(name)"))))
        }
    }

    init(name: String, bytes: [UInt8]) throws {
        self.name = name
        var fields: [String: [String]] = [:]
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")), end > rest.startIndex {
            let parts = String(decoding: rest[..<end], as: UTF8.self).split(separator: ":", maxSplits: 1)
            fields[String(parts[0]), default: []].append(parts[1].trimmingCharacters(in: .whitespaces))
            rest = rest[(end + 1)...]
        }
        let body = Array(rest.dropFirst())
        expected = try #require(fields["expect"]?.first)
        payload = fields["payload"]?.first
        identities = fields["identity"] ?? []
        comment = fields["comment"]?.first ?? ""
        reasonOutOfScope =
            if fields["armored"] != nil {
                "armoured text, which the vault neither writes nor reads"
            } else if fields["passphrase"] != nil {
                "a passphrase (scrypt), which no blob has"
            } else if identities.contains(where: { $0.hasPrefix("AGE-SECRET-KEY-PQ-") }) {
                "a hybrid identity (ML-KEM)"
            } else {
                nil
            }
        file = fields["compressed"] == ["zlib"] ? try AgeVector.inflate(body) : body
    }

    private static func inflate(_ bytes: [UInt8]) throws -> [UInt8] {
        let scratch = try ScratchFolder()
        try scratch.write(bytes, to: "deflated")
        let script = "import sys,zlib;open(sys.argv[2],'wb').write(zlib.decompress(open(sys.argv[1],'rb').read()))"
        let result = try CommandRun(
            "python3", ["-c", script, scratch.path + "/deflated", scratch.path + "/inflated"])
        try #require(result.status == 0, "python3 inflates: \(result.complaint)")
        return try scratch.bytes("inflated")
    }
}
