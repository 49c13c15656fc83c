internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen init`.
struct Init: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a real office: keys, and three administrators with one-time codes.")

    @OptionGroup var data: DataOptions
    @Option(help: "The origin of the log, a name of the office's own such as liuhen.rsj.wuhan.gov.cn.") var origin:
        String
    @Option(help: "The agency's full name.") var agency: String
    @Option(help: "The bureau's full name.") var bureau: String
    @Option(help: "The word its numbers begin with.") var word: String
    @Option(help: "city or district.") var level = "city"
    @Option(parsing: .upToNextOption, help: "The packs it applies.") var packs: [String] = ["wuhan", "national"]
    @Option(
        help: ArgumentHelp("The recipient of the recovery key, made by `liuhen keys recovery`.", valueName: "age1…"))
    var recovery: String
    @OptionGroup var output: OutputOptions

    func run() async throws {
        guard !origin.hasPrefix("demo.") else { throw CommandFailure("--origin: demo. is for demo offices") }
        guard ["city", "district"].contains(level) else { throw CommandFailure("--level: city or district") }
        let information = OfficeInformation(
            origin: origin, agency: agency, bureau: bureau, word: word, level: level, packs: packs)
        let codes = try await Office.make(
            information, recovery: recovery, in: data.folder, logger: Logger(label: "liuhen"))
        try output.print(codes, lines: codes.map { "\($0.account)\t\($0.code)\t\($0.role ?? "")" })
    }
}
