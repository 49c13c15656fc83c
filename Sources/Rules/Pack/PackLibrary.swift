internal import Foundation

/// Where packs are read from: those that come with the product, or a folder of YAML files.
package struct PackLibrary: Sendable {
    private let folder: URL

    /// The packs that come with the product.
    package static var bundled: PackLibrary {
        PackLibrary(folder: Bundle.module.resourceURL?.path ?? ".", below: "Packs")
    }

    /// All that comes with the product: the act library stands beside the packs.
    static var product: PackLibrary { PackLibrary(folder: Bundle.module.resourceURL?.path ?? ".", below: ".") }

    /// The kinds of form that belong to the book of a unit and to no text; nil where they cannot be read, which a test
    /// excludes.
    package static let bookForms: Pack? = try? PackLibrary(
        folder: Bundle.module.resourceURL?.path ?? ".", below: "BookForms"
    ).pack("book")

    /// The packs in a folder: a folder `NAME` a pack, holding its YAML files.
    package init(folder path: String) { self.folder = URL(fileURLWithPath: path, isDirectory: true) }

    private init(folder: String, below: String) {
        self.folder = URL(fileURLWithPath: folder, isDirectory: true).appendingPathComponent(below, isDirectory: true)
    }

    /// The names of the packs there are, sorted.
    package var names: [PackID] {
        entries(of: folder).filter { !entries(of: folder.appendingPathComponent($0)).isEmpty }
    }

    /// The files of a pack in the order of their names; together they are what is adopted and kept.
    /// - Throws: ``PackError`` where there is no such pack or a file of it is not text.
    package func files(of name: PackID) throws(PackError) -> [(name: String, yaml: String)] {
        let place = folder.appendingPathComponent(name, isDirectory: true)
        let names = name.contains("/") || name.hasPrefix(".") ? [] : entries(of: place).filter { $0.hasSuffix(".yaml") }
        guard !names.isEmpty else { throw PackError(file: name, line: nil, key: "", problem: .unreadable) }
        var files: [(name: String, yaml: String)] = []
        for file in names {
            guard let text = try? String(contentsOf: place.appendingPathComponent(file), encoding: .utf8) else {
                throw PackError(file: "\(name)/\(file)", line: nil, key: "", problem: .unreadable)
            }
            files.append(("\(name)/\(file)", text))
        }
        return files
    }

    /// Reads a pack.
    package func pack(_ name: PackID) throws(PackError) -> Pack { try Pack(files: try files(of: name)) }

    private func entries(of place: URL) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: place.path)) ?? []).filter { !$0.hasPrefix(".") }
            .sorted()
    }
}
