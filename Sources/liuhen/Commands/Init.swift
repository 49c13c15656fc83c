internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen init`.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a real office: keys, and three administrators with one-time codes.",
        discussion: """
            The answers come from a file (see the manual docs/operations.zh-CN.md), or from the options. `liuhen serve` on an \
            empty folder asks the same on pages instead. No case is worked on before the recovery key was proved: \
            `liuhen keys prove`.
            """)

    @OptionGroup var data: DataOptions
    @Option(help: ArgumentHelp("The answers as YAML; options given besides count more.", valueName: "FILE"))
    var answers: String?
    @Option(help: "The origin of the log, a name of the office's own such as liuhen.rsj.wuhan.gov.cn.")
    var origin: String?
    @Option(help: "The agency's full name.") var agency: String?
    @Option(help: "The bureau's full name.") var bureau: String?
    @Option(help: "The word its numbers begin with.") var word: String?
    @Option(help: "city or district.") var level: String?
    @Option(parsing: .upToNextOption, help: "The packs it applies; wuhan and national where none is named.")
    var packs: [String] = []
    @Option(
        help: ArgumentHelp("The recipient of the recovery key, made by `liuhen keys recovery`.", valueName: "age1…"))
    var recovery: String?
    @OptionGroup var output: OutputOptions

    func run() async throws {
        let made = try read()
        if made.origin.hasPrefix("demo.") { throw CommandFailure("--origin: demo. is for demo offices") }
        guard ["city", "district"].contains(made.level) else { throw CommandFailure("--level: city or district") }
        for (option, text) in [
            ("--origin", made.origin), ("--agency", made.agency), ("--bureau", made.bureau), ("--word", made.word),
            ("--recovery", made.recovery),
        ] where text.isEmpty {
            throw CommandFailure("\(option): is missing, in the options and in the answers")
        }
        let codes = try await Office.make(made, in: data.folder, logger: Logger(label: "liuhen"))
        try output.print(codes, lines: codes.map { "\($0.account)\t\($0.code)\t\($0.role ?? "")" })
    }

    private func read() throws -> SetupAnswers {
        var made = SetupAnswers()
        if let answers {
            let file = URL(fileURLWithPath: answers)
            guard let text = try? String(contentsOf: file, encoding: .utf8) else {
                throw CommandFailure("--answers: cannot be read: \(answers)")
            }
            made = try SetupFile.read(text, file: file.lastPathComponent) { name in
                let calendar = file.deletingLastPathComponent().appendingPathComponent(name)
                guard let text = try? String(contentsOf: calendar, encoding: .utf8) else {
                    throw CommandFailure("\(file.lastPathComponent): calendars: cannot be read: \(name)")
                }
                return text
            }
            // A mistake in a calendar is told with its own line.
            _ = try made.calendar()
        }
        if let origin { made.origin = origin }
        if let agency { made.agency = agency }
        if let bureau { made.bureau = bureau }
        if let word { made.word = word }
        if let level { made.level = level }
        if !packs.isEmpty { made.packs = packs }
        if let recovery { made.recovery = recovery }
        return made
    }
}
