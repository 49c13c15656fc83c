internal import ArgumentParser
internal import Foundation

/// The form in which a list is printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
}

/// Shared by commands that print a list.
struct OutputOptions: ParsableArguments {
    @Option(help: "How to print: text or json.")
    var format: OutputFormat = .text

    /// Prints `value` as JSON, or each of `lines`.
    func print(_ value: some Encodable, lines: @autoclosure () -> [String]) throws {
        switch format {
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            Swift.print(String(decoding: try encoder.encode(value), as: UTF8.self))
        case .text: for line in lines() { Swift.print(line) }
        }
    }
}

/// Where the office's data lies.
struct DataOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The office's data folder.", valueName: "DIR"))
    var data: String

    var folder: URL { URL(fileURLWithPath: data, isDirectory: true) }
}
