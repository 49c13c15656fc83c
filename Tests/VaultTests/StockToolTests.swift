import Cryptography
import Foundation
import Testing
import Vault

/// Whether the stock tools are to be used: they are there, or they have to be.
private let hasTools =
    ProcessInfo.processInfo.environment["LIUHEN_TOOLS_REQUIRED"] == "1"
    || ["age", "age-keygen", "openssl", "xxd"].allSatisfy { CommandRun.isThere($0) }

@Suite(.enabled(if: hasTools, "age, age-keygen, openssl or xxd is not installed"))
struct `The stock age tool and the vault read each other` {
    @Test(arguments: edgeSizes) func `age opens a blob with the server's key and with the recovery key`(
        size: Int
    ) throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(size)
        _ = try sample.vault.put(bytes)
        try sample.scratch.write(Array(sample.recovery.text.utf8), to: "recovery.key")
        for key in ["keys/vault.age-key", "recovery.key"] {
            let run = try CommandRun(
                "age", ["--decrypt", "-i", "\(sample.scratch.path)/\(key)"] + paths(sample, sample.blobFiles()))
            #expect(run.status == 0, "\(run.complaint)")
            #expect(run.output == bytes)
        }
    }

    @Test func `age opens a file that was uploaded in pieces`() async throws {
        let sample = try SampleVault()
        let spool = try sample.spool()
        let bytes = SplitMix.bytes(300_000)
        let id = try await spool.create(byteCount: 300_000, digest: nil)
        for start in stride(from: 0, to: 300_000, by: 37000) {
            _ = try await spool.append(id, at: Int64(start), Array(bytes[start..<min(start + 37000, 300_000)]))
        }
        _ = try await spool.finish(id)
        let run = try CommandRun(
            "age", ["-d", "-i", sample.scratch.path + "/keys/vault.age-key"] + paths(sample, sample.blobFiles()))
        #expect(run.status == 0, "\(run.complaint)")
        #expect(run.output == bytes)
    }

    @Test func `age refuses a blob with a key that it was not written for`() throws {
        let sample = try SampleVault()
        _ = try sample.vault.put([1])
        try sample.scratch.write(Array(AgeIdentity().text.utf8), to: "stranger.key")
        let run = try CommandRun(
            "age", ["-d", "-i", sample.scratch.path + "/stranger.key"] + paths(sample, sample.blobFiles()))
        #expect(run.status != 0)
    }

    @Test(arguments: edgeSizes) func `the vault's reader opens what age wrote for several`(size: Int) throws {
        let sample = try SampleVault()
        let bytes = SplitMix.bytes(size)
        try sample.scratch.write(bytes, to: "plain")
        let recipients = [try AgeIdentity().recipient, sample.keys.recovery, sample.keys.identity.recipient]
        let run = try CommandRun(
            "age", recipients.flatMap { ["-r", $0.text] } + ["-o"] + paths(sample, ["sealed", "plain"]))
        #expect(run.status == 0, "\(run.complaint)")
        let source = ByteSource(try sample.scratch.bytes("sealed"))
        for identity in [sample.keys.identity, sample.recovery] {
            let reader = try AgeReader(source, identities: [identity])
            #expect(try reader.read(0..<reader.byteCount) == bytes)
        }
        #expect(throws: VaultError.noMatch) { try AgeReader(source, identities: [AgeIdentity()]) }
    }

    @Test func `keys read alike on both sides`() throws {
        let sample = try SampleVault()
        let made = try CommandRun("age-keygen", [])
        let identity = try AgeIdentity(text: made.text)
        #expect(made.text.contains("# public key: \(identity.recipient.text)\n"))
        #expect(made.text.contains("\n\(identity.text)\n"))
        let ours = try CommandRun("age-keygen", ["-y", sample.scratch.path + "/keys/vault.age-key"])
        #expect(ours.text == sample.keys.identity.recipient.text + "\n")
    }

    /// The commands of `docs/vault-format.md`, section 5.
    @Test func `name and header of a blob are found with openssl, sed and sha256sum alone`() throws {
        let sample = try SampleVault()
        let pin = try sample.vault.put(SplitMix.bytes(70000))
        let script = """
            cd "$1"
            name=$(printf %s "$2" | xxd -r -p |
                openssl dgst -sha256 -mac HMAC -macopt hexkey:"$(cat keys/blob-names.key)" -r | cut -d' ' -f1)
            file="blobs/$(printf %.2s "$name")/$name.age"
            LC_ALL=C sed '/^--- /q' "$file" | sha256sum | cut -d' ' -f1
            age -d -i keys/vault.age-key "$file" | sha256sum | cut -d' ' -f1
            """
        let run = try CommandRun("sh", ["-c", script, "sh", sample.scratch.path, pin.digest.hex])
        #expect(run.text == "\(pin.headerDigest.hex)\n\(pin.digest.hex)\n", "\(run.complaint)")
    }

    private func paths(_ sample: SampleVault, _ names: [String]) -> [String] {
        names.map { "\(sample.scratch.path)/\($0)" }
    }
}
