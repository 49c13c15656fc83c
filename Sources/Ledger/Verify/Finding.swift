/// Something that is not as it should be, and where.
package struct Finding: Hashable, Sendable, Codable {
    /// The place: `entry/12`, `entry/12/sealed`, `stream/case/2026-0001`, `checkpoint/40`, `database` …
    package let `where`: String
    /// What is wrong there, in a few stable words.
    package let what: String

    /// Takes a place and what is wrong there.
    package init(where place: String, what: String) {
        self.where = place
        self.what = what
    }
}
