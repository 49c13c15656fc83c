package import Chronology

/// What the office knows by which the words of a row are understood.
package struct ImportDirectory: Sendable {
    /// A thing with the words by which people call it.
    package struct Named: Hashable, Sendable {
        package let id: String
        package let names: [String]

        package init(_ id: String, _ names: [String]) {
            self.id = id
            self.names = names
        }
    }

    /// Open units, open accounts, states and procedures of the office's text, kinds of device, sources of a matter.
    package var units: [Named] = []
    package var people: [Named] = []
    package var states: [Named] = []
    package var procedures: [Named] = []
    package var deviceKinds: [Named] = []
    package var sources: [Named] = []
    /// States that are left for the state before.
    package var returning: Set<String> = []
    package var milestones: [String] = []
    package let today: Day

    package init(today: Day) { self.today = today }

    /// What came of looking for a word.
    enum Found {
        case one(String)
        case none([String])
        case several([String])
    }

    /// Looks for a word among things: the same word, white space and width aside.
    static func find(_ word: String, among things: [Named]) -> Found {
        let wanted = plain(word)
        let fitting = things.filter { $0.names.contains { plain($0) == wanted } }
        if fitting.count == 1 { return .one(fitting[0].id) }
        if fitting.count > 1 { return .several(fitting.map { $0.names.last ?? $0.id }) }
        let near = things.filter { thing in
            thing.names.contains { plain($0).contains(wanted) || wanted.contains(plain($0)) }
        }
        return .none((near.isEmpty ? things : near).prefix(8).compactMap(\.names.first))
    }

    static func plain(_ text: String) -> String { text.halfWidth.filter { !$0.isWhitespace }.lowercased() }
}
