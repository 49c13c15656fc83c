package import Cryptography

/// The one hash of a draw: SHA-256 over texts, each as a netstring, so that no two lists of texts look alike.
package enum DrawHash {
    /// SHA-256 over `LENGTH:TEXT,` for each text; LENGTH is its number of UTF-8 bytes in decimal digits.
    package static func of(_ texts: [String]) -> Digest {
        var hash = SHA256()
        for text in texts {
            let bytes = Array(text.utf8)
            hash.update(Array("\(bytes.count):".utf8))
            hash.update(bytes)
            hash.update(Array(",".utf8))
        }
        return hash.digest()
    }
}
