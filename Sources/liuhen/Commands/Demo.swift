internal import ArgumentParser
internal import Logging
internal import Office
internal import Rules

/// `liuhen demo`.
struct Demo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Make a demo office with people in every role and cases in every stage.")

    @OptionGroup var data: DataOptions
    @Option(help: "The pack it applies beside national law. Only the office of wuhan has cases.") var pack = "wuhan"
    @Flag(help: "Make the people only, no cases.") var empty = false

    func run() async throws {
        guard !OfficeFolder(data.folder).holdsOffice else {
            throw CommandFailure("--data: there is an office in \(data.data) already")
        }
        guard PackLibrary.bundled.names.contains(pack), pack != "national" else {
            throw CommandFailure("--pack: there is no pack \(pack) for an office")
        }
        let logger = Logger(label: "liuhen")
        let office = try await Office.makeDemo(pack: pack, in: data.folder, logger: logger)
        if !empty, pack == "wuhan" { try await office.seedDemoCases { print($0) } }
        print(
            "A demo office is in \(data.data). Its recovery key lies in keys/recovery.age-key: a real office keeps it away."
        )
        for person in DemoStaff(of: try PackLibrary.bundled.pack(pack)).people {
            print("  \(person.id)\t\(DemoPeople.password)\t\(person.title)")
        }
    }
}
