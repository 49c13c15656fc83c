internal import Chronology

extension Office {
    /// The demo cases: how long before the demo's today each came in, and how far it has come.
    private static let demoCases: [(daysAgo: Int, until: DemoStep)] = [
        (60, .archived), (58, .decisionServed), (45, .deliberated), (40, .reviewed), (37, .orderServed),
        (30, .concluded),
        (12, .assigned), (3, .filingProposed),
    ]

    /// Plays cases in every stage, in the order of time, by the same commands that people use. The demo's clock is left
    /// standing at the morning after.
    /// - Parameter progress: is told of each case that has come to its end.
    package func seedDemoCases(_ progress: @Sendable (String) -> Void) async throws {
        guard information.isDemo else { throw OfficeError.onlyInDemo }
        guard let today = Day(2026, 11, 20) else { return }
        var steps: [(at: Instant, step: DemoStep, case: Int)] = []
        var cases: [DemoCase] = []
        for (number, plan) in Office.demoCases.enumerated() {
            let day = today.adding(days: -plan.daysAgo)
            cases.append(
                DemoCase(
                    self, label: "\(number)", day: day, parties: DemoParties.all[number % DemoParties.all.count],
                    withRecordings: number == 0))
            steps += DemoStep.allCases.filter { $0.rawValue <= plan.until.rawValue }.map {
                ($0.moment(from: day), $0, number)
            }
        }
        for (at, step, number) in steps.sorted(by: { ($0.at, $0.case) < ($1.at, $1.case) }) {
            try setClock(at)
            try await cases[number].perform(step)
            if step == Office.demoCases[number].until {
                progress("\(number + 1)/\(cases.count) \(DemoParties.all[number].cause)")
            }
        }
        try setClock(Instant(today, hour: 9))
    }
}
