internal import ArgumentParser
internal import Foundation
internal import Rules

extension RulesCommand {
    /// `liuhen rules mutate [PACK]`.
    struct Mutate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Change each rule in one thing at a time and list the changes that no scenario notices.")
        @Argument(help: "The pack's name; all packs without one.") var pack: String?
        @Option(help: "Only this rule.") var rule: String?
        @Option(
            help: ArgumentHelp(
                "Where to write the rules that no scenario names, for other tests to hold.", valueName: "FILE"))
        var rest: String?
        @OptionGroup var source: PackOptions

        func run() async throws {
            var changes = 0
            var survivors = 0
            var untested: [RuleID] = []
            for name in pack.map({ [$0] }) ?? source.library.names {
                let trial = try source.trial(of: name)
                guard trial.failures().isEmpty else {
                    throw CommandFailure("the scenarios of \(name) do not come true on the pack as it is")
                }
                untested += trial.untested
                let ids = trial.tried.filter { rule == nil || $0.text == rule }
                let results = try await withThrowingTaskGroup(of: (changes: Int, survived: [Mutation]).self) { group in
                    for id in ids { group.addTask { try trial.survivors(of: id) } }
                    return try await group.reduce(into: []) { $0.append($1) }
                }
                changes += results.reduce(0) { $0 + $1.changes }
                for mutation in results.flatMap(\.survived).sorted(by: { $0.rule < $1.rule }) {
                    survivors += 1
                    print("survived\t\(mutation.rule)\t\(mutation.file)\t\(mutation.what)")
                }
            }
            if let rest {
                try untested.map { "\($0)\n" }.joined().write(toFile: rest, atomically: true, encoding: .utf8)
            }
            print("\(changes) changes, \(survivors) survived, \(untested.count) rules without a scenario")
            if survivors > 0 || (rest == nil && rule == nil && !untested.isEmpty) { throw ExitCode(1) }
        }
    }
}
