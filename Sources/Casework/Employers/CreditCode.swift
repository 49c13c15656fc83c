/// A 统一社会信用代码 whose check character is right.
///
/// Eighteen characters of digits and capital letters without I, O, S, V and Z; the last one checks the others after
/// ISO 7064, MOD 31-3. Source: GB 32100-2015, §4 and annex A.
package struct CreditCode: Hashable, Sendable {
    /// The eighteen characters.
    package let text: String

    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRTUWXY")
    private static let values = Dictionary(uniqueKeysWithValues: alphabet.enumerated().map { ($0.element, $0.offset) })

    /// Reads a code as people type it: white space is left out, full-width and small letters are taken as what they
    /// stand for.
    /// - Returns: nil for anything that is no code, a wrong check character included.
    package init?(_ typed: String) {
        let text = CreditCode.tidied(typed)
        guard text.count == 18, let last = text.last, let check = CreditCode.checkCharacter(of: text.dropLast()),
            check == last
        else { return nil }
        self.text = text
    }

    /// The same characters in one writing, whether or not they are a code.
    package static func tidied(_ typed: String) -> String {
        typed.halfWidth.filter { !$0.isWhitespace }.uppercased()
    }

    // > C18 = 31 - MOD(Σ Ci × 3^(i-1), 31)
    private static func checkCharacter(of body: some Collection<Character>) -> Character? {
        var sum = 0
        var weight = 1
        for character in body {
            guard let value = values[character] else { return nil }
            sum += value * weight
            weight = weight * 3 % 31
        }
        return alphabet[(31 - sum % 31) % 31]
    }
}

extension String {
    /// Full-width letters, digits and marks as the half-width ones that they stand for.
    package var halfWidth: String {
        String(
            String.UnicodeScalarView(
                unicodeScalars.map { scalar in
                    switch scalar.value {
                    case 0x3000: " "
                    case 0xFF01...0xFF5E: UnicodeScalar(scalar.value - 0xFEE0) ?? scalar
                    default: scalar
                    }
                }))
    }
}
