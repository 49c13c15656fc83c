/// The name of a log in one of its epochs.
///
/// The first epoch has the name that the log was founded with; epoch n has that name with `/epoch-n` behind it. To a
/// witness each is a log of its own, so that going on behind a checkpoint never looks like a fork of the old one.
package struct LogOrigin: Hashable, Sendable, CustomStringConvertible {
    /// Bytes of a founding name, at most: room is left for the epoch.
    package static let foundingLimit = 180

    /// The name that the log was founded with.
    package let founding: String
    /// The epoch, from 1.
    package let epoch: Int

    /// Takes a founding name and an epoch.
    init(founding: String, epoch: Int) {
        self.founding = founding
        self.epoch = epoch
    }

    /// Reads an origin: that of an epoch where it ends in `/epoch-n`, n from 2 without leading zeros.
    package init(_ text: String) {
        let mark = "/epoch-"
        if let slash = text.utf8.lastIndex(of: UInt8(ascii: "/")), slash > text.startIndex,
            text[slash...].hasPrefix(mark)
        {
            let digits = text[slash...].dropFirst(mark.count)
            if let number = Int(digits), number >= 2, String(number) == digits {
                self.init(founding: String(text[..<slash]), epoch: number)
                return
            }
        }
        self.init(founding: text, epoch: 1)
    }

    /// Whether a log can be founded with this name: one of a first epoch, of the form and length of a name.
    package var isFounding: Bool {
        epoch == 1 && founding.utf8.count <= LogOrigin.foundingLimit && VerifierKey.isName(founding)
    }

    /// The origin as envelopes and checkpoints spell it.
    package var text: String { epoch == 1 ? founding : "\(founding)/epoch-\(epoch)" }

    package var description: String { text }

    /// Whether this is the same log in `other`'s epoch or an earlier one: whose entries a checkpoint of `other` covers.
    package func isCovered(by other: LogOrigin) -> Bool { founding == other.founding && epoch <= other.epoch }
}
