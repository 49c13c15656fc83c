internal import ArgumentParser
internal import Logging
internal import Office

/// `liuhen demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a demo office with people in every role and cases in every stage.")

    @OptionGroup var data: DataOptions
    @Flag(help: "Make the people only, no cases.") var empty = false

    func run() async throws {
        guard !OfficeFolder(data.folder).holdsOffice else {
            throw CommandFailure("--data: there is an office in \(data.data) already")
        }
        let logger = Logger(label: "liuhen")
        let office = try await Office.makeDemo(in: data.folder, logger: logger)
        if !empty { try await office.seedDemoCases { print($0) } }
        print(
            "A demo office is in \(data.data). Its recovery key lies in keys/recovery.age-key: a real office keeps it away."
        )
        for person in DemoPeople.all { print("  \(person.id)\t\(DemoPeople.password)\t\(person.title)") }
    }
}
