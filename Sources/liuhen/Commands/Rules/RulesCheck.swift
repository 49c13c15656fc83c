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
                    let pack = try library.pack(name)
                    print("\(name): \(pack.rules.count) rules")
                    // A copy of a text that comes with the product may add to it and may not leave out what it names.
                    let original = try? PackLibrary.bundled.pack(pack.id)
                    let losses = original.map { pack.losses(since: $0) } ?? []
                    for loss in losses {
                        print("\(name): left out \(loss.kind.rawValue) \(loss.id)\t\(loss.article)\t\(loss.says)")
                    }
                    isRight = isRight && losses.isEmpty
                } catch {
                    isRight = false
                    print(CommandFailure.message(of: error) ?? "\(error)")
                }
            }
            if !isRight { throw ExitCode(1) }
        }
    }
}
