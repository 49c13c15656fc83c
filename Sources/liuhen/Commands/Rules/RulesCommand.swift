internal import ArgumentParser

/// `liuhen rules`: the packs that come with the product, or those of a folder.
struct RulesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules", abstract: "Show packs, test and compare them, and count single deadlines.",
        subcommands: [
            List.self, Show.self, Check.self, Test.self, Mutate.self, Coverage.self, Diff.self, WhatIf.self, Due.self,
            Propose.self,
        ])
}
