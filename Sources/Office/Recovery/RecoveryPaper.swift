/// A recovery key as it is written on paper: groups of five characters, each with a check character, so that a slip of
/// the pen is told with its group.
///
/// The groups are the characters of an age identity after `AGE-SECRET-KEY-1`. The check character of a group is
/// Σ αⁱ⁺¹·vᵢ in the field of 32 elements that Bech32 uses (BIP 173), which finds every single wrong character and every
/// two that are exchanged.
package enum RecoveryPaper {
    private static let alphabet = Array("QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L")
    private static let prefix = "AGE-SECRET-KEY-1"
    private static let size = 5
    /// Characters of the identity behind its prefix: 52 for 32 bytes, 6 of its own checksum.
    private static let length = 58

    /// The groups of an identity, `QPZRY-9` for one.
    package static func groups(of identity: String) -> [String] {
        split(Array(identity.dropFirst(prefix.count))).map { "\(String($0))-\(check($0))" }
    }

    /// The identity that was typed: its groups with their check characters, or `AGE-SECRET-KEY-1…` as it is scanned.
    /// Spaces, dashes and the case of letters do not count.
    /// - Throws: ``OfficeError/recovery(_:)``.
    static func identity(in typed: String) throws(OfficeError) -> String {
        let bare = Array(typed.uppercased().filter { !$0.isWhitespace && $0 != "-" && $0 != "－" && $0 != "—" })
        let word = Array(prefix.filter { $0 != "-" })
        if bare.starts(with: word) {
            let rest = Array(bare.dropFirst(word.count))
            guard rest.count == length, rest.allSatisfy(alphabet.contains) else { throw .recovery(.unreadable) }
            return prefix + String(rest)
        }
        let count = (length + size - 1) / size
        guard bare.count == length + count else { throw .recovery(.unreadable) }
        var key: [Character] = []
        var wrong: [Int] = []
        for number in 1...count {
            let from = (number - 1) * (size + 1)
            let group = Array(bare[from..<min(from + size + 1, bare.count)])
            let characters = Array(group.dropLast())
            if !group.allSatisfy(alphabet.contains) || check(characters) != group.last { wrong.append(number) }
            key += characters
        }
        guard wrong.isEmpty else { throw .recovery(.groups(wrong)) }
        return prefix + String(key)
    }

    private static func split(_ characters: [Character]) -> [[Character]] {
        stride(from: 0, to: characters.count, by: size).map { from in
            Array(characters[from..<min(from + size, characters.count)])
        }
    }

    private static func check(_ group: [Character]) -> Character {
        var sum = 0
        var weight = 2
        for character in group {
            sum ^= product(weight, alphabet.firstIndex(of: character) ?? 0)
            weight = product(weight, 2)
        }
        return alphabet[sum]
    }

    /// Multiplication modulo x⁵ + x³ + 1.
    private static func product(_ left: Int, _ right: Int) -> Int {
        var result = 0
        for bit in 0..<5 where right >> bit & 1 == 1 { result ^= left << bit }
        for bit in stride(from: 9, through: 5, by: -1) where result >> bit & 1 == 1 { result ^= 0b101001 << (bit - 5) }
        return result
    }
}
