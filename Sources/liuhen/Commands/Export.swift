internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office

/// `liuhen export`.
struct Export: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Export the volume of an archived case as a BagIt bag.")

    @Argument(help: "The case's id or number.") var caseName: String
    @OptionGroup var data: DataOptions
    @Option(help: ArgumentHelp("The folder to put the bag in.", valueName: "DIR")) var to: String

    func run() async throws {
        let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
        let id = try await office.caseID(named: caseName)
        print(try await office.exportVolume(id, to: URL(fileURLWithPath: to, isDirectory: true), for: nil).path)
    }
}
