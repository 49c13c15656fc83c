/// What an entry says, and in which version of its form, for example `case.accepted` 1.
///
/// Parts of old versions are read for ever, by ``Upcasters``.
package struct EntryKind: Hashable, Sendable, CustomStringConvertible {
    /// 1 to 64 ASCII letters, digits, `.`, `_`, `-`.
    package let name: String
    /// The version of the form of its parts, from 1.
    package let version: Int

    /// Takes a kind. Its form is checked when an envelope is made.
    package init(_ name: String, version: Int = 1) {
        self.name = name
        self.version = version
    }

    package var description: String { "\(name)@\(version)" }

    var isFormed: Bool { (1...64).contains(name.utf8.count) && name.utf8.allSatisfy(isNameByte) && version >= 1 }
}
