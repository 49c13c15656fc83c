internal import ArgumentParser
internal import Rules

extension RulesCommand {
    /// `liuhen rules check [DIR]`.
    struct Check: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check the packs of a folder, or those that come with the product.")
        @Argument(help: "A folder with a folder for each pack.") var folder: String?

        func run() throws {
            let library = folder.map { PackLibrary(folder: $0) } ?? .bundled
            guard !library.names.isEmpty else { throw CommandFailure("no packs in \(folder ?? "the product")") }
            var isRight = true
            for name in library.names {
                do {
                    print("\(name): \(try library.pack(name).rules.count) rules")
                } catch {
                    isRight = false
                    print(CommandFailure.message(of: error) ?? "\(error)")
                }
            }
            if !isRight { throw ExitCode(1) }
        }
    }
}
