internal import ArgumentParser
internal import Foundation
internal import Rules

extension RulesCommand {
    /// `liuhen rules propose DIR`.
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "propose",
            abstract:
                "Propose the pack in a folder; another person confirms it on the page of the rules. No server may run.",
            discussion: "The password of --by is asked for, or read from standard input.")
        @Argument(help: "The folder that holds the pack's YAML files.") var folder: String
        @OptionGroup var proposing: ProposingOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let place = URL(fileURLWithPath: folder, isDirectory: true)
            let files = try PackLibrary(folder: place.deletingLastPathComponent().path).files(
                of: place.lastPathComponent)
            try await proposing.propose(files.map { ($0.name, Array($0.yaml.utf8)) }, output)
        }
    }
}
