package import Chronology

extension Pack {
    /// Another text that a regulation names in its head: one that it rests on, or one that it replaces.
    package struct Instrument: Hashable, Sendable, Codable {
        package let title: String
        /// Its document number, where the regulation gives one.
        package let number: String?

        package init(title: String, number: String?) {
            self.title = title
            self.number = number
        }
    }

    /// What the head of a regulation says beside its title: when it came, what it rests on and what it replaces.
    package struct Head: Hashable, Sendable {
        /// The day on which it was issued, where the text tells it.
        package let issued: Day?
        /// The day on which it was made public beforehand (事前公示), where that is known.
        package let posted: Day?
        /// The texts on which it rests, in the order in which it names them.
        package let restsOn: [Instrument]
        /// The texts that it repeals; they govern no act from its first day on.
        package let replaces: [Instrument]

        package init(
            issued: Day? = nil, posted: Day? = nil, restsOn: [Instrument] = [], replaces: [Instrument] = []
        ) {
            self.issued = issued
            self.posted = posted
            self.restsOn = restsOn
            self.replaces = replaces
        }
    }

    /// The title with the document number, as a page names the text: 《…》（武人社发〔2017〕63号）.
    package var citedTitle: String { "《\(title)》" + (number.map { "（\($0)）" } ?? "") }

    /// Whether this text repeals another: it names it by its title, and by its number where it gives one.
    package func replaces(_ other: Pack) -> Bool {
        head.replaces.contains { old in
            old.title == other.title && (old.number == nil || other.number == nil || old.number == other.number)
        }
    }
}

extension RuleBook {
    /// The text that has taken the place of another for acts of a day; nil where none has.
    package func replacement(of pack: Pack, on day: Day) -> Pack? {
        packs.first { $0.replaces(pack) && ($0.inForceFrom.map { $0 <= day } ?? true) }
    }
}

/// Reads what stands in the head of a pack.
extension YAMLReader {
    /// A list of texts, each its title or `{ title, number }`.
    func instruments() throws(PackError) -> [Pack.Instrument] {
        var found: [Pack.Instrument] = []
        for item in items() {
            guard item.isMapping else {
                found.append(Pack.Instrument(title: try item.text(), number: nil))
                continue
            }
            try item.allow(["title", "number"])
            found.append(
                Pack.Instrument(title: try item.require("title").text(), number: try item.optionalText("number")))
        }
        return found
    }
}
