internal import ArgumentParser
internal import Rules

extension RulesCommand {
    /// `liuhen rules diff A B`.
    struct Diff: ParsableCommand {
        static let configuration = CommandConfiguration(
            commandName: "diff", abstract: "Tell how one pack differs from another, rule by rule.")
        @Argument(help: "A pack's name, or a folder that holds its files.") var before: String
        @Argument(help: "The other pack.") var after: String
        @OptionGroup var source: PackOptions
        @OptionGroup var output: OutputOptions

        func run() throws {
            let rows = PackDifference.between(try source.pack(before), try source.pack(after))
            try output.print(
                rows,
                lines: rows.map { row in
                    let facets = row.facets.map(\.rawValue).joined(separator: ",")
                    return "\(row.rule)\t\(row.kind.rawValue)\t\(facets)\t\(row.before ?? "-")\t\(row.after ?? "-")"
                })
        }
    }
}
