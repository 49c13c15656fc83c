internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Logging
internal import Office
internal import Rules

/// `liuhen calendar`.
struct CalendarCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calendar", abstract: "Show the holidays that are known, check a calendar file, and propose it.",
        subcommands: [Show.self, Check.self, Propose.self])

    /// A holiday notice as it is printed.
    private struct Row: Encodable {
        let number: String
        let year: Int?
        let issued: Day
        let title: String
    }

    /// What a file changes, as it is printed.
    private struct Change: Encodable {
        let from: Day
        let to: Day
        let before: String
        let after: String
        let holiday: String?

        init(_ stretch: CalendarDifference.Stretch) {
            from = stretch.from
            to = stretch.to
            before = stretch.before.isWorking ? "working" : "free"
            after = stretch.after.isWorking ? "working" : "free"
            holiday = stretch.after.holiday ?? stretch.before.holiday
        }

        var line: String { "\(from)\t\(to)\t\(before)\t\(after)\t\(holiday ?? "-")" }
    }

    /// `liuhen calendar show`.
    struct Show: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "List the holiday notices known: of the product, or of an office.")
        @Option(help: ArgumentHelp("The office's data folder.", valueName: "DIR")) var data: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let rows = try await layers(data).calendar.notices.map {
                Row(number: $0.number.rawValue, year: $0.year, issued: $0.issued, title: $0.title)
            }
            try output.print(
                rows, lines: rows.map { "\($0.year.map(String.init) ?? "-")\t\($0.number)\t\($0.issued)\t\($0.title)" })
        }
    }

    /// `liuhen calendar check FILE`.
    struct Check: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Check a calendar file, and tell the days that it changes. Exits 1 when it is not right.")
        @Argument(help: "The file.") var file: String
        @Option(
            help: ArgumentHelp("The office's data folder; without it the calendar of the product.", valueName: "DIR"))
        var data: String?
        @OptionGroup var output: OutputOptions

        func run() async throws {
            let known = try await layers(data)
            do {
                let taken = try known.taking(in: try text(file), file: file)
                let difference = CalendarDifference(from: known.calendar, to: taken.calendar)
                let rows = difference.stretches.map(Change.init)
                try output.print(rows, lines: difference.announced.map { "announces \($0)" } + rows.map(\.line))
            } catch let error as CalendarError {
                FileHandle.standardError.write(Data("liuhen: \(CalendarErrorText.line(error))\n".utf8))
                throw ExitCode(1)
            }
        }
    }

    /// `liuhen calendar propose FILE`.
    struct Propose: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract:
                "Propose a calendar file; another person confirms it on the page of the rules. No server may run.",
            discussion: "The password of --by is asked for, or read from standard input.")
        @Argument(help: "The file.") var file: String
        @OptionGroup var proposing: ProposingOptions
        @OptionGroup var output: OutputOptions

        func run() async throws {
            try await proposing.propose(
                [(URL(fileURLWithPath: file).lastPathComponent, Array(try text(file).utf8))], output)
        }
    }

    private static func text(_ file: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: file), data.count <= RulesFile.byteLimit,
            let text = String(validating: data, as: UTF8.self)
        else { throw CommandFailure("\(file): cannot be read as UTF-8 text") }
        return text
    }

    private static func layers(_ data: String?) async throws -> CalendarLayers {
        guard let data else { return CalendarLayers(try .national()) }
        let folder = URL(fileURLWithPath: data, isDirectory: true)
        return try await Office.openForReading(folder, logger: Logger(label: "liuhen")).calendarLayers
    }
}
