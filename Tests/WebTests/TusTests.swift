import Foundation
import HTTPTypes
import Testing

@testable import Web

@Suite struct `What a tus request says` {
    private func headers(_ fields: [String: String]) throws -> TusHeaders {
        var all: HTTPFields = [:]
        for (name, value) in fields { all[try #require(HTTPField.Name(name))] = value }
        return TusHeaders(fields: all)
    }

    /// The example of the protocol's text, section Creation.
    @Test func `the metadata of the protocol's own example are read`() throws {
        let metadata = try headers(["Upload-Metadata": "filename d29ybGRfZG9taW5hdGlvbl9wbGFuLnBkZg==,is_confidential"])
            .metadata
        #expect(metadata == ["filename": "world_domination_plan.pdf", "is_confidential": ""])
    }

    @Test(arguments: ["filename !!!", "a YQ==,a YQ==", "a YQ== x"])
    func `malformed metadata are refused`(text: String) throws {
        #expect(try headers(["Upload-Metadata": text]).metadata == nil)
    }

    @Test(arguments: ["", "-1", "+5", "1.0", "5 6", "0x10", "99999999999999999999"])
    func `a length that is no number is refused`(text: String) throws {
        #expect(try headers(["Upload-Length": text]).count("Upload-Length") == nil)
    }

    @Test func `offsets and lengths are read, and another version is not ours`() throws {
        #expect(try headers(["Upload-Offset": "70"]).count("Upload-Offset") == 70)
        #expect(try headers(["Tus-Resumable": "1.0.0"]).isOurVersion)
        #expect(try !headers(["Tus-Resumable": "0.2.2"]).isOurVersion)
        #expect(try !headers([:]).isOurVersion)
    }

    @Test func `a checksum fits its bytes alone`() throws {
        // SHA-1 of «abc», FIPS 180-4's example, in Base64.
        let checksum = try headers(["Upload-Checksum": "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="]).checksum
        #expect(checksum.fits(Array("abc".utf8)))
        #expect(!checksum.fits(Array("abd".utf8)))
        #expect(try headers([:]).checksum == .none)
    }

    @Test(arguments: [
        "md5 kAFQmDzST7DWlj99KOF/cg==", "sha1", "sha1 AAAA", "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "sha1 *",
    ])
    func `another algorithm or another length is malformed`(text: String) throws {
        #expect(try headers(["Upload-Checksum": text]).checksum == .malformed)
    }

    @Test(arguments: [
        ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (
            "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
            "a49b2446a02c645bf419f995b67091253a04a259"
        ),
    ])
    func `SHA-1 agrees with the examples of NIST`(message: String, digest: String) {
        let hex = SHA1.hash(Array(message.utf8)).map { String(format: "%02x", $0) }.joined()
        #expect(hex == digest)
    }

    @Test func `a whole file's digest is read from the metadata`() throws {
        let digest = String(repeating: "ab", count: 32)
        #expect(try TusHeaders.digest(["sha256": digest.uppercased()]).get().map(String.init(describing:)) == digest)
        #expect(try TusHeaders.digest([:]).get() == nil)
        #expect(throws: MalformedRequest.self) { _ = try TusHeaders.digest(["sha256": "12"]).get() }
    }

    @Test(arguments: [
        ("a/b/c.mp4", "c.mp4"), ("..\\..\\x.mp4", "x.mp4"), ("..", "未命名"), ("", "未命名"), ("a\u{0}\nb", "ab"),
    ])
    func `a file's name holds no path`(name: String, safe: String) { #expect(BlobName.safe(name) == safe) }
}
