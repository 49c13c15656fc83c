internal import ArgumentParser
internal import Rules

extension RulesCommand {
    /// `liuhen rules test [PACK]`.
    struct Test: ParsableCommand {
        static let configuration = CommandConfiguration(abstract: "Play the scenarios of packs.")
        @Argument(help: "The pack's name; all packs without one.") var pack: String?
        @OptionGroup var source: PackOptions

        func run() throws {
            var isRight = true
            for name in pack.map({ [$0] }) ?? source.library.names {
                let trial = try source.trial(of: name)
                let failures = trial.failures()
                for failure in failures { print(failure) }
                print("\(name): \(trial.rows.count) rows with scenarios, \(failures.count) failures")
                isRight = isRight && failures.isEmpty
            }
            if !isRight { throw ExitCode(1) }
        }
    }
}
