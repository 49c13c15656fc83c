import Foundation
import Rules
import TestKit

/// The scenarios that come with the tests: a folder a pack, some files each.
enum ScenarioFiles {
    private static let folder = Bundle.module.resourceURL?.appendingPathComponent("Scenarios")

    /// The files as `PACK/FILE`, sorted.
    static let all: [String] = folders.flatMap { pack in
        names(pack).filter { $0.hasSuffix(".yaml") }.map { "\(pack)/\($0)" }
    }

    private static let folders = names("").filter { !$0.hasPrefix(".") }

    private static func names(_ below: String) -> [String] {
        guard let path = folder?.appendingPathComponent(below).path else { return [] }
        return ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
    }

    /// The scenarios of a file.
    static func read(_ file: String) throws -> [Scenario] {
        guard let place = folder?.appendingPathComponent(file) else { return [] }
        let text = try String(contentsOf: place, encoding: .utf8)
        let pack = try RulesOfTests.pack(String(file.prefix { $0 != "/" }))
        return try Scenario.read(file: file, yaml: text, packs: [pack])
    }
}
