internal import Foundation

/// Names and paths inside a bag that every system can hold and none takes out of the bag. Source: RFC 8493 §5.
enum BagPath {
    /// Bytes of one name before its ending, at most: with a number and an ending it stays under the 255 that file
    /// systems allow, and leaves room for a folder that a recipient puts around it.
    private static let nameLimit = 120

    /// A file name from a title: Unicode NFC, without what some system gives a meaning to, cut at a character.
    static func name(_ title: String, adding suffix: String = "") -> String {
        var name = ""
        for character in title.precomposedStringWithCanonicalMapping {
            let kept = character.unicodeScalars.allSatisfy { !isControl($0) }
            guard kept else { continue }
            let safe = "/\\:*?\"<>|%~".contains(character) || character.isWhitespace ? "_" : String(character)
            guard name.utf8.count + safe.utf8.count <= nameLimit else { break }
            name += safe
        }
        while name.hasSuffix(".") || name.hasSuffix("_") { name.removeLast() }
        while name.hasPrefix(".") || name.hasPrefix("_") { name.removeFirst() }
        return (name.isEmpty ? "untitled" : name) + suffix
    }

    /// An ending of letters and digits in lower case; `bin` for anything else.
    static func fileExtension(_ text: String) -> String {
        let lower = text.lowercased()
        let isPlain = lower.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        }
        return isPlain && (1...8).contains(lower.utf8.count) ? lower : "bin"
    }

    /// Whether a path stays inside the bag on every system: relative, no empty, `.` or `..` step, no backslash, no
    /// drive or home sign in front, no control characters.
    static func isSafe(_ path: String) -> Bool {
        guard !path.isEmpty, path.utf8.count <= 1024, !path.contains("\\"), !path.hasPrefix("~"),
            path.unicodeScalars.allSatisfy({ !isControl($0) })
        else { return false }
        return path.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { step in
            !step.isEmpty && step != "." && step != ".." && !step.contains(":")
        }
    }

    /// The path as a system sees it that knows neither case nor normalisation: two files must not share it.
    static func folded(_ path: String) -> String { path.precomposedStringWithCanonicalMapping.lowercased() }

    /// The path as it is written in a manifest.
    ///
    /// > If a filepath includes a Line Feed (LF), a Carriage Return (CR), a Carriage-Return Line Feed (CRLF), or a
    /// > percent sign (%), those characters (and only those) MUST be percent-encoded (RFC 8493 §2.1.3)
    static func encoded(_ path: String) -> String {
        path.replacing("%", with: "%25").replacing("\r", with: "%0D").replacing("\n", with: "%0A")
    }

    /// The path that stands in a manifest.
    static func decoded(_ text: String) -> String {
        text.replacing("%0A", with: "\n").replacing("%0a", with: "\n").replacing("%0D", with: "\r")
            .replacing("%0d", with: "\r").replacing("%25", with: "%")
    }

    /// Controls and the invisible marks that turn the direction of text: neither can be seen in a name.
    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate: true
        default: false
        }
    }
}
