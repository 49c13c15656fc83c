internal import ArgumentParser
internal import Logging
internal import Office
internal import Web

/// `liuhen serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Serve an office's pages.")

    @OptionGroup var data: DataOptions
    @Option(help: ArgumentHelp("The address to listen on.", valueName: "H")) var host = "127.0.0.1"
    @Option(help: ArgumentHelp("The port to listen on.", valueName: "P")) var port = 8080

    func run() async throws {
        guard (1...65_535).contains(port) else { throw CommandFailure("--port: from 1 to 65535, not \(port)") }
        var logger = Logger(label: "liuhen")
        logger.logLevel = .info
        let office = try await Office.open(data.folder, logger: logger)
        print("\(office.information.agency) · http://\(host):\(port)")
        if office.information.isDemo {
            print("演示账号 demo accounts (password \(DemoPeople.password)):")
            for person in office.demoStaff?.people ?? [] { print("  \(person.id)\t\(person.name)\t\(person.title)") }
        }
        try await WebApplication.serve(office: office, host: host, port: port, logger: logger)
    }
}
