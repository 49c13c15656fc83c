package import Chronology
package import Cryptography

/// What is frozen before a draw (双随机抽取): who and what may be drawn, how many, and which later event gives the seed.
/// From then on nobody in the office can steer the result, since nobody there controls the seed.
package struct DrawLists: Hashable, Sendable, Codable {
    /// The id of the draw, random.
    package let draw: String
    package let title: String
    /// The firms or other bodies of which some are drawn.
    package let objects: [Candidate]
    /// The officers of whom some are drawn for each object.
    package let inspectors: [Candidate]
    /// How many objects are drawn.
    package let objectsDrawn: Int
    /// How many inspectors are drawn for each object.
    package let inspectorsEach: Int
    /// What gives the seed and how it is written down: a published number that nobody in the office controls.
    package let seedSource: String
    /// The day from which the seed is known, after the day of the freezing.
    package let seedKnownFrom: Day

    /// One line of a list.
    package struct Candidate: Hashable, Sendable, Codable {
        /// Tells it from all others of its list: a credit code, a badge number, a serial.
        package let id: String
        package let name: String
        /// Where it belongs; may be empty.
        package let unit: String

        package init(id: String, name: String, unit: String) {
            self.id = id
            self.name = name
            self.unit = unit
        }
    }

    /// The name of this method, which every digest begins with.
    package static let format = "liuhen-draw/1"
    /// The most lines of a list.
    package static let longestList = 20_000

    package init(
        draw: String, title: String, objects: [Candidate], inspectors: [Candidate], objectsDrawn: Int,
        inspectorsEach: Int, seedSource: String, seedKnownFrom: Day
    ) {
        self.draw = draw
        self.title = title
        self.objects = objects
        self.inspectors = inspectors
        self.objectsDrawn = objectsDrawn
        self.inspectorsEach = inspectorsEach
        self.seedSource = seedSource
        self.seedKnownFrom = seedKnownFrom
    }

    /// SHA-256 over all of it. The order of the lists does not matter; any other change does.
    package var digest: Digest {
        var texts = [
            DrawLists.format, draw, title, String(objectsDrawn), String(inspectorsEach), seedSource,
            seedKnownFrom.description,
        ]
        for (name, list) in [("objects", objects), ("inspectors", inspectors)] {
            texts += [name, String(list.count)]
            for candidate in list.sorted(by: { $0.id.utf8.lexicographicallyPrecedes($1.id.utf8) }) {
                texts += [candidate.id, candidate.name, candidate.unit]
            }
        }
        return DrawHash.of(texts)
    }

    /// The object of that id.
    package func object(_ id: String) -> Candidate? { objects.first { $0.id == id } }
    /// The inspector of that id.
    package func inspector(_ id: String) -> Candidate? { inspectors.first { $0.id == id } }

    /// What stands against freezing these lists on a day.
    package func problems(on day: Day) -> [DrawProblem] {
        var problems: [DrawProblem] = []
        if title.allSatisfy(\.isWhitespace) { problems.append(.blank("draw-title")) }
        if seedSource.allSatisfy(\.isWhitespace) { problems.append(.blank("seed-source")) }
        if title.count > 200 { problems.append(.tooLong("draw-title", limit: 200)) }
        if seedSource.count > 500 { problems.append(.tooLong("seed-source", limit: 500)) }
        problems += listProblems
        if seedKnownFrom <= day { problems.append(.seedDayNotLater(frozen: day)) }
        return problems
    }

    /// What is wrong with the lists and the numbers themselves.
    package var listProblems: [DrawProblem] {
        var problems = DrawLists.problems(of: objects, "objects") + DrawLists.problems(of: inspectors, "inspectors")
        if problems.isEmpty {
            if !(1...objects.count).contains(objectsDrawn) {
                problems.append(.outOfRange("objects-drawn", limit: objects.count))
            }
            if !(1...inspectors.count).contains(inspectorsEach) {
                problems.append(.outOfRange("inspectors-each", limit: inspectors.count))
            }
        }
        return problems
    }

    private static func problems(of list: [Candidate], _ name: String) -> [DrawProblem] {
        if list.isEmpty { return [.blank(name)] }
        if list.count > longestList { return [.tooMany(name, limit: longestList)] }
        var problems: [DrawProblem] = []
        var seen: Set<String> = []
        for (index, candidate) in list.enumerated() {
            if candidate.id.allSatisfy(\.isWhitespace) || candidate.name.allSatisfy(\.isWhitespace) {
                problems.append(.incompleteLine(name, line: index + 1))
            } else if !seen.insert(candidate.id).inserted {
                problems.append(.duplicate(name, id: candidate.id))
            }
        }
        // A list with a wrong column would otherwise bring back thousands of them.
        return Array(problems.prefix(20))
    }
}
