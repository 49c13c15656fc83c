import Foundation
import Rules
import TestKit
import Testing

/// Plays the scenarios of all packs. Each notes the rows it holds, so that coverage is computed from what ran.
@Suite struct `The scenarios of the packs` {
    @Test(arguments: ScenarioFiles.all) func `every scenario goes as it says`(file: String) throws {
        let scenarios = try ScenarioFiles.read(file)
        #expect(!scenarios.isEmpty)
        for scenario in scenarios {
            let failures = scenario.failures(
                in: try RulesOfTests.pack(scenario.pack), calendar: try RulesOfTests.calendar())
            for failure in failures { Issue.record("\(failure)") }
            RowLog.note(scenario.rows.map(\.text), test: scenario.name, file: scenario.place)
        }
    }

    @Test func `every row of a list has its rule, and every rule its row`() throws {
        let packs = try RulesOfTests.library.names.map { name throws in try RulesOfTests.pack(name) }
        #expect(RuleCoverage.disagreements(in: packs) == [])
    }

    @Test func `the act library is read without a mistake`() throws {
        let library = try ActLibrary(files: ActLibrary.bundledFiles())
        #expect(library.acts.count > 50)
        #expect(library.fact("device-checked") != nil)
    }
}
