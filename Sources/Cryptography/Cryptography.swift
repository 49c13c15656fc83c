/// The few primitives that Liuhen needs, from OpenSSL's libcrypto: hashing, message authentication, key derivation,
/// authenticated encryption, key agreement, signatures, password hashing and random bytes.
///
/// Nothing is invented here: each type names its standard and forwards to libcrypto, which the distribution keeps
/// patched without a rebuild of ours. `docs/decisions/0002-libcrypto.md` says why not a Swift package.
public enum CryptographyError: Error, Equatable, Sendable {
    /// A key, nonce, signature or shared secret of the wrong length or form.
    case malformed(String)
    /// The authentication tag, the signature or the key agreement does not hold.
    case notAuthentic
    /// libcrypto refused an operation that should always succeed (no memory, no entropy, a broken build).
    case library(operation: String)
}
