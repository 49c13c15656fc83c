internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Rules

/// Where packs and their scenarios are read from.
struct PackOptions: ParsableArguments {
    @Option(help: ArgumentHelp("A folder of packs; those of the product without one.", valueName: "DIR"))
    var packs: String?
    @Option(help: ArgumentHelp("A folder of scenarios, with a folder for each pack.", valueName: "DIR"))
    var scenarios = "Tests/RulesTests/Scenarios"

    var library: PackLibrary { packs.map { PackLibrary(folder: $0) } ?? .bundled }

    /// A pack on trial with its scenarios.
    func trial(of name: String) throws -> PackTrial {
        let files = try library.files(of: name)
        let pack = try Pack(files: files)
        let folder = URL(fileURLWithPath: scenarios, isDirectory: true).appendingPathComponent(name)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []).sorted()
        var all: [Scenario] = []
        for file in names where file.hasSuffix(".yaml") {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            all += try Scenario.read(file: "\(name)/\(file)", yaml: text, packs: [pack])
        }
        return try PackTrial(files: files, scenarios: all, calendar: .national())
    }

    /// A pack by its name in the library, or by the folder that holds its files.
    func pack(_ name: String) throws -> Pack {
        guard name.contains("/") else { return try library.pack(name) }
        let folder = URL(fileURLWithPath: name, isDirectory: true)
        return try PackLibrary(folder: folder.deletingLastPathComponent().path).pack(folder.lastPathComponent)
    }
}
