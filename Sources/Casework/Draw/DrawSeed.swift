internal import Foundation

/// The text that decides a draw, in the one spelling that is hashed.
package struct DrawSeed: Hashable, Sendable {
    /// The normalised text; never empty.
    package let text: String

    /// The most characters of a seed.
    package static let longest = 200

    /// Normalises what was typed: Unicode NFKC, every run of white space one space, none at the ends. So full-width
    /// digits and double spaces make no other seed. Nil where nothing remains, or more than ``longest`` characters.
    package init?(_ typed: String) {
        let compatible = typed.precomposedStringWithCompatibilityMapping
        // The separators that NFKC leaves: tab, line ends and space.
        let words = compatible.unicodeScalars.split { (0x09...0x0D).contains($0.value) || $0.value == 0x20 }
        let text = words.map { String($0) }.joined(separator: " ")
        guard !text.isEmpty, text.count <= DrawSeed.longest else { return nil }
        self.text = text
    }
}
