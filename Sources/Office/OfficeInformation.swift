package import Rules

/// What an office is called and which texts it applies.
package struct OfficeInformation: Hashable, Sendable, Codable {
    /// The origin of its log; `demo.…` for a demo office.
    package var origin: String
    /// 武汉市劳动保障监察支队.
    package var agency: String
    /// 武汉市人力资源和社会保障局.
    package var bureau: String
    /// The word that its numbers begin with: 武.
    package var word: String
    /// `city` or `district`.
    package var level: String
    /// The packs it applies.
    package var packs: [PackID]

    /// Whether this is a demo office: its pages, papers and volumes say 演示, and it accepts a clock.
    package var isDemo: Bool { origin.hasPrefix("demo.") }

    package init(origin: String, agency: String, bureau: String, word: String, level: String, packs: [PackID]) {
        self.origin = origin
        self.agency = agency
        self.bureau = bureau
        self.word = word
        self.level = level
        self.packs = packs
    }
}
