internal import ArgumentParser
internal import Foundation
internal import Logging
internal import Office
internal import Web

/// `liuhen serve`.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve an office's pages; in an empty folder, its guided setup.")

    @OptionGroup var data: DataOptions
    @Option(help: ArgumentHelp("The address to listen on.", valueName: "H")) var host = "127.0.0.1"
    @Option(help: ArgumentHelp("The port to listen on.", valueName: "P")) var port = 8080

    func run() async throws {
        guard (1...65_535).contains(port) else { throw CommandFailure("--port: from 1 to 65535, not \(port)") }
        var logger = Logger(label: "liuhen")
        logger.logLevel = .info
        if try SetupDesk.isNeeded(in: data.folder) {
            let isMade = try await SetupApplication.serve(data.folder, host: host, port: port, logger: logger) { code in
                print("这里还没有开办单位。在浏览器打开 http://\(host):\(port)/setup ，输入设置码 \(code)")
                print("setup: http://\(host):\(port)/setup code \(code)")
                fflush(nil)
            }
            guard isMade else { return }
        }
        let office = try await Office.open(data.folder, logger: logger)
        print("\(office.information.agency) · http://\(host):\(port)")
        if office.information.isDemo {
            print("演示账号 demo accounts (password \(DemoPeople.password)):")
            for person in office.demoStaff?.people ?? [] { print("  \(person.id)\t\(person.name)\t\(person.title)") }
        }
        try await WebApplication.serve(office: office, host: host, port: port, logger: logger)
    }
}
