internal import Foundation

/// Where the tools find Python and the fonts, and how long they may take.
package struct RendererSettings: Hashable, Sendable {
    /// The Python that has the modules `typst`, `pikepdf`, `zxingcpp` and `pypdfium2`.
    package var python: String
    /// Folders with font files.
    package var fontFolders: [String]
    /// How long one paper or file may take before the tool is stopped and started again.
    package var timeLimit: Duration
    /// The folder of `worker.py` and the templates.
    package var templates: String

    /// The templates that come with the product.
    package static var bundledTemplates: String {
        Bundle.module.resourceURL?.appendingPathComponent("Templates", isDirectory: true).path ?? "Templates"
    }

    /// Where Debian's package of the Noto fonts puts them.
    private static let notoFolder = "/usr/share/fonts/opentype/noto"

    /// Settings by hand.
    package init(
        python: String, fontFolders: [String], timeLimit: Duration = .seconds(30),
        templates: String = RendererSettings.bundledTemplates
    ) {
        self.python = python
        self.fontFolders = fontFolders
        self.timeLimit = timeLimit
        self.templates = templates
    }

    /// Settings from the environment: `LIUHEN_PYTHON`, and `LIUHEN_FONTS` with folders separated by colons.
    /// - Parameter root: the folder under which `.tools/venv` and `.tools/fonts` are looked for where those are unset.
    package init(environment: [String: String], root: String) {
        let fonts = environment["LIUHEN_FONTS"].map { $0.split(separator: ":").map(String.init) }
        self.init(
            python: environment["LIUHEN_PYTHON"] ?? "\(root)/.tools/venv/bin/python",
            fontFolders: (fonts ?? ["\(root)/.tools/fonts"]) + [RendererSettings.notoFolder])
    }
}
