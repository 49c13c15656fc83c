import Foundation
import Testing
import Vault

@Suite struct `The keys of the vault are kept from others` {
    @Test func `keys that were made are read again as they were, by their owner only`() throws {
        let sample = try SampleVault()
        let folder = sample.scratch.path + "/keys"
        let again = try VaultKeys(in: folder)
        #expect(again.identity == sample.keys.identity)
        #expect(again.recovery == sample.recovery.recipient)
        let pin = try sample.vault.put([1, 2, 3])
        #expect(try Vault(store: sample.store, keys: again).bytes(of: pin) == [1, 2, 3])
        #expect(try permissions(folder) == 0o700)
        #expect(try permissions(folder + "/vault.age-key") == 0o600)
        #expect(try permissions(folder + "/blob-names.key") == 0o600)
    }

    @Test(arguments: ["vault.age-key", "blob-names.key"], [0o640, 0o604, 0o644, 0o610, 0o601])
    func `a secret that group or others may read is refused`(file: String, mode: Int) throws {
        let sample = try SampleVault()
        #expect(throws: VaultError.keyReadableByOthers(file: file)) { try load(sample, "keys/\(file)", mode) }
    }

    @Test(arguments: ["vault.age-key", "blob-names.key", "recovery.age-recipient"], [0o620, 0o602, 0o660, 0o666])
    func `a key file that group or others may write is refused`(file: String, mode: Int) throws {
        let sample = try SampleVault()
        #expect(throws: VaultError.keyWritableByOthers(file: file)) { try load(sample, "keys/\(file)", mode) }
    }

    @Test(arguments: [0o600, 0o640, 0o644, 0o444]) func `others may read the recipient, which is public`(
        mode: Int
    ) throws {
        let sample = try SampleVault()
        #expect(try load(sample, "keys/recovery.age-recipient", mode).recovery == sample.recovery.recipient)
    }

    @Test func `a folder that group or others may read or write is refused`() throws {
        let sample = try SampleVault()
        for mode in [0o750, 0o705, 0o740, 0o755] {
            #expect(throws: VaultError.keyReadableByOthers(file: "keys")) { try load(sample, "keys", mode) }
        }
        for mode in [0o720, 0o702, 0o770, 0o777, 0o1777] {
            #expect(throws: VaultError.keyWritableByOthers(file: "keys")) { try load(sample, "keys", mode) }
        }
        #expect(try load(sample, "keys", 0o700).identity == sample.keys.identity)
    }

    /// Root may give a file away; anybody else finds one that is root's.
    @Test(arguments: ["keys", "keys/vault.age-key", "keys/blob-names.key", "keys/recovery.age-recipient"])
    func `a file of another account is refused`(file: String) throws {
        guard geteuid() == 0 else {
            #expect(throws: VaultError.keyOwnedByOthers(file: "usr")) { try VaultKeys(in: "/usr") }
            return
        }
        let sample = try SampleVault()
        #expect(chown("\(sample.scratch.path)/\(file)", 65534, 65534) == 0)
        let name = (file as NSString).lastPathComponent
        #expect(throws: VaultError.keyOwnedByOthers(file: name)) { try VaultKeys(in: sample.scratch.path + "/keys") }
    }

    @Test func `keys are never made over keys`() throws {
        let sample = try SampleVault()
        let before = try sample.scratch.bytes("keys/vault.age-key")
        #expect(throws: VaultError.disk(operation: "create", number: EEXIST)) {
            try VaultKeys.make(in: sample.scratch.path + "/keys", recovery: sample.recovery.recipient)
        }
        #expect(try sample.scratch.bytes("keys/vault.age-key") == before)
        #expect(try VaultKeys(in: sample.scratch.path + "/keys").identity == sample.keys.identity)
    }

    @Test func `the secret of the recovery key is nowhere in the folder`() throws {
        let sample = try SampleVault()
        _ = try sample.vault.put([1])
        for file in try sample.scratch.files() {
            #expect(try !contains(sample.scratch.bytes(file), Array(sample.recovery.text.utf8)), "\(file)")
        }
    }

    @Test func `a key file with another text is refused`() throws {
        let sample = try SampleVault()
        for (file, word, text) in [
            ("vault.age-key", "identity", "AGE-SECRET-KEY-1QQQ"), ("vault.age-key", "identity", ""),
            ("vault.age-key", "identity", sample.recovery.recipient.text),
            ("recovery.age-recipient", "recipient", sample.recovery.text), ("blob-names.key", "blob-names.key", "00ff"),
        ] {
            let right = try sample.scratch.bytes("keys/\(file)")
            try overwrite(sample, file, Array(text.utf8))
            #expect(throws: VaultError.malformedKey(word)) { try VaultKeys(in: sample.scratch.path + "/keys") }
            try overwrite(sample, file, right)
        }
        _ = try VaultKeys(in: sample.scratch.path + "/keys")
    }

    /// Example key of the age specification's test vectors, with each character changed in turn.
    @Test func `one changed character of a key is noticed`() throws {
        let right = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0"
        #expect(try AgeIdentity(text: right).text == right)
        #expect(try AgeIdentity(text: "# made today\n\(right)\n").text == right)
        let recipient = try AgeIdentity(text: right).recipient.text
        #expect(try AgeRecipient(text: recipient).text == recipient)
        for (text, isSecret) in [(right, true), (recipient, false)] {
            for index in text.indices {
                for replacement in ["Q", "p", "1", " "] where replacement != String(text[index]) {
                    let wrong = text.replacingCharacters(in: index...index, with: replacement)
                    if isSecret {
                        #expect(throws: VaultError.malformedKey("identity")) { try AgeIdentity(text: wrong) }
                    } else {
                        #expect(throws: VaultError.malformedKey("recipient")) { try AgeRecipient(text: wrong) }
                    }
                }
            }
        }
    }

    /// Loads the keys after the permissions of one path were set.
    private func load(_ sample: SampleVault, _ path: String, _ mode: Int) throws -> VaultKeys {
        try FileManager.default.setAttributes(
            [.posixPermissions: mode], ofItemAtPath: "\(sample.scratch.path)/\(path)")
        return try VaultKeys(in: sample.scratch.path + "/keys")
    }

    private func overwrite(_ sample: SampleVault, _ file: String, _ bytes: [UInt8]) throws {
        try sample.scratch.write(bytes, to: "keys/\(file)")
        let path = "\(sample.scratch.path)/keys/\(file)"
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    }
}
