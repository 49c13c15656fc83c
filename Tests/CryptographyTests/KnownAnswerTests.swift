import Cryptography
import Testing

/// Known answers printed in the standards themselves.
@Suite struct `The primitives give the standards' own answers` {
    @Test func `SHA-256 of abc is the FIPS 180-4 example`() {
        #expect(
            SHA256.hash(Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `a hash taken in pieces equals the hash of the whole and may go on after a digest`() {
        var hash = SHA256()
        hash.update(Array("a".utf8))
        _ = hash.digest()
        hash.update(Array("bc".utf8))
        #expect(hash.digest() == SHA256.hash(Array("abc".utf8)))
    }

    @Test func `HKDF-SHA-256 gives test case 1 of RFC 5869`() throws {
        let input = [UInt8](repeating: 0x0b, count: 22)
        let salt = try #require(Hex.decode("000102030405060708090a0b0c"))
        let info = try #require(Hex.decode("f0f1f2f3f4f5f6f7f8f9"))
        #expect(
            Hex.encode(HMAC.deriveKey(inputKey: input, salt: salt, info: info, byteCount: 42))
                == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865")
    }

    @Test func `X25519 agrees as in RFC 7748 section 6.1, and refuses a point of low order`() throws {
        let bob = try X25519Key(
            secret: #require(Hex.decode("5dab087e624a8a4b79e17f8b83800ee66f3bb1292618b6fd1c2f8b27ff88e0eb")))
        #expect(Hex.encode(bob.publicKey) == "de9edb7d7b7dc1b4d35b61c2ece435373f8343c85b78674dadfc7e146f882b4f")
        let alice = try #require(Hex.decode("8520f0098930a754748b7ddcb43ef75a0dbf3a0d26381af4eba4a98eaa9b4e6a"))
        #expect(
            Hex.encode(try bob.sharedSecret(with: alice))
                == "4a5d9d5ba4ce2de1728e3bf480350f25e07e21c947d19e3376f09b3c1e161742")
        #expect(throws: CryptographyError.notAuthentic) {
            try bob.sharedSecret(with: [UInt8](repeating: 0, count: 32))
        }
    }

    @Test func `Ed25519 signs the empty message as test 1 of RFC 8032`() throws {
        let key = try Ed25519Key(
            seed: #require(Hex.decode("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")))
        #expect(Hex.encode(key.publicKey) == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a")
        let signature = try key.signature(of: [])
        #expect(
            Hex.encode(signature)
                == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"
        )
        #expect(Ed25519Key.isValid(signature: signature, of: [], publicKey: key.publicKey))
        #expect(!Ed25519Key.isValid(signature: signature, of: [0], publicKey: key.publicKey))
    }

    @Test func `ChaCha20-Poly1305 seals the example of RFC 8439 section 2.8.2`() throws {
        let plain = Array(
            "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it."
                .utf8)
        let key = Array(UInt8(0x80)...UInt8(0x9f))
        let nonce = try #require(Hex.decode("070000004041424344454647"))
        let extra = try #require(Hex.decode("50515253c0c1c2c3c4c5c6c7"))
        let sealed = try ChaChaPoly.seal(plain, key: key, nonce: nonce, authenticating: extra)
        #expect(Hex.encode(sealed.suffix(16)) == "1ae10b594f09e26a7e902ecbd0600691")
        #expect(try ChaChaPoly.open(sealed, key: key, nonce: nonce, authenticating: extra) == plain)
        var broken = sealed
        broken[3] ^= 1
        #expect(throws: CryptographyError.notAuthentic) {
            try ChaChaPoly.open(broken, key: key, nonce: nonce, authenticating: extra)
        }
    }

    @Test func `scrypt gives the second test vector of RFC 7914`() throws {
        let key = try Scrypt.derive(
            password: Array("password".utf8), salt: Array("NaCl".utf8), cost: 1024, blockSize: 8, parallelism: 16,
            byteCount: 64)
        #expect(Hex.encode(key).hasPrefix("fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"))
    }

    @Test func `a key that is printed shows nothing secret`() throws {
        let agreement = try X25519Key()
        let signing = try Ed25519Key()
        let printed = "\(agreement) \(signing) \(String(reflecting: agreement))"
        var dumped = ""
        dump((agreement, signing), to: &dumped)
        for text in [printed, dumped] {
            #expect(!text.contains(Hex.encode(agreement.secret)) && !text.contains(Hex.encode(signing.seed)))
            #expect(!text.contains(agreement.secret.prefix(6).map(String.init).joined(separator: ", ")))
        }
    }
}
