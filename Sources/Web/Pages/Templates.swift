import Foundation
import Mustache

/// The templates of the pages, compiled once when the server starts.
struct Templates: Sendable {
    private let library: MustacheLibrary

    /// The templates that come with the product.
    /// - Throws: where one cannot be read; every one of them is read by a test.
    init() throws {
        guard let folder = Bundle.module.resourceURL?.appendingPathComponent("Templates", isDirectory: true) else {
            throw CocoaError(.fileNoSuchFile)
        }
        var library = MustacheLibrary()
        let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
        for file in files where file.pathExtension == "mustache" {
            let text = try String(contentsOf: file, encoding: .utf8)
            try library.register(text, named: file.deletingPathExtension().lastPathComponent)
        }
        self.library = library
    }

    /// A whole page: the frame around what `page` shows with the template of that name. Everything is escaped.
    func html(_ name: String, _ page: some PageModel, frame: Frame) -> String {
        library.render(Root(frame: frame, page: page, body: name), withTemplate: "layout") ?? ""
    }

    private struct Root<Page: PageModel>: PageModel {
        let frame: Frame
        let page: Page
        let body: String
    }
}
