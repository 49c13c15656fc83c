internal import ArgumentParser
internal import Logging
internal import Office

/// `liuhen rebuild-views`.
struct RebuildViews: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rebuild-views", abstract: "Throw the views away and make them again from the log.")

    @OptionGroup var data: DataOptions

    func run() async throws {
        let office = try await Office.openForReading(data.folder, logger: Logger(label: "liuhen"))
        print("\(try await office.rebuildViews()) cases")
    }
}
