import Chronology
import Rules
import TestKit
import Testing

@Suite struct `The days on which national texts are in force` {
    /// First and last day of each text, from its own closing article or the decision that amended it. Rules that have
    /// scenarios show their days there.
    private static let texts: [(from: String, to: String?, rows: [String])] = [
        ("2005-02-01", nil, ["NL-RGD25-18a", "NL-RGD25-18b", "NL-RGD25-37a"]),
        ("2004-12-01", nil, ["NL-LBJC-16a", "NL-LBJC-16b", "NL-LBJC-17a", "NL-LBJC-17b", "NL-LBJC-19a"]),
        (
            "2021-07-15", nil,
            [
                "NL-CF21-42", "NL-CF21-44", "NL-CF21-45", "NL-CF21-56", "NL-CF21-57.2", "NL-CF21-58.1", "NL-CF21-61.1",
                "NL-CF21-61.2", "NL-CF21-62", "NL-CF21-64.1", "NL-CF21-67",
            ]
        ),
        (
            "2018-01-01", "2021-07-14",
            [
                "NL-CF17-31", "NL-CF17-32", "NL-CF17-37.1", "NL-CF17-38.2", "NL-CF17-38.3", "NL-CF17-40",
                "NL-CF17-42.1",
                "NL-CF17-46",
            ]
        ),
        ("2024-01-01", nil, ["NL-FY23-20.1"]), ("2018-01-01", "2023-12-31", ["NL-FY17-9"]),
        ("2017-07-01", nil, ["NL-SS-46.1"]),
    ]

    @Test(
        .rows(
            "NL-RGD25-18a", "NL-RGD25-18b", "NL-RGD25-37a", "NL-LBJC-16a", "NL-LBJC-16b", "NL-LBJC-17a", "NL-LBJC-17b",
            "NL-LBJC-19a", "NL-CF21-42", "NL-CF21-44", "NL-CF21-45", "NL-CF21-56", "NL-CF21-57.2", "NL-CF21-58.1",
            "NL-CF21-61.1", "NL-CF21-61.2", "NL-CF21-62", "NL-CF21-64.1", "NL-CF21-67", "NL-CF17-31", "NL-CF17-32",
            "NL-CF17-37.1", "NL-CF17-38.2", "NL-CF17-38.3", "NL-CF17-40", "NL-CF17-42.1", "NL-CF17-46", "NL-FY23-20.1",
            "NL-FY17-9", "NL-SS-46.1"))
    func `are those of the text`() throws {
        let national = try RulesOfTests.pack("national")
        for text in Self.texts {
            for row in text.rows {
                let rule = try #require(national.rule(RuleID(row)), "\(row)")
                let first = RuleCase.instant(text.from).day
                #expect(rule.isInForce(on: first), "\(row)")
                #expect(!rule.isInForce(on: first.adding(days: -1)), "\(row)")
                guard let to = text.to else {
                    #expect(rule.inForceTo == nil)
                    continue
                }
                let last = RuleCase.instant(to).day
                #expect(rule.isInForce(on: last), "\(row)")
                #expect(!rule.isInForce(on: last.adding(days: 1)), "\(row)")
            }
        }
    }
}
