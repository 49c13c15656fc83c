internal import Foundation

/// Reads the texts in a `.zip` file that somebody uploads. The tool runs for one file and ends: this is rare, and it
/// looks at files that anyone may have made, with limits on its memory and time. Nothing is unpacked to disk.
package actor BundleReader {
    /// A text of a bundle.
    package struct TextFile: Hashable, Sendable {
        /// Without its folders.
        package let name: String
        package let bytes: [UInt8]
    }

    private let settings: RendererSettings
    private let executor = QueueExecutor(label: "forms.bundles")

    package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    /// A reader.
    /// - Parameter settings: the Python to run it with; it needs no module.
    package init(settings: RendererSettings) { self.settings = settings }

    /// The files of a bundle with some endings, in the order of their names.
    /// - Parameters:
    ///   - endings: `.yaml` for one; files with others are passed over.
    ///   - limit: the most bytes of the bundle, and of all the texts unpacked.
    /// - Throws: ``FormsError/bundle(_:)``, ``FormsError/toolMissing(path:)``.
    package func texts(
        in bundle: [UInt8], endings: [String], limit: Int
    ) throws(FormsError) -> [TextFile] {
        guard bundle.count <= limit else { throw .bundle(.tooLarge) }
        let tool = WarmTool(WarmTool.bundled("bundle_reader.py"), settings: settings)
        defer { tool.stop() }
        do {
            let answer: Answer = try tool.ask(Request(endings: endings, limit: limit), content: bundle)
            return answer.files.map { TextFile(name: $0.name, bytes: Array($0.content)) }
        } catch {
            throw error.blaming(.bundle(BundleReader.problem(error)))
        }
    }

    private static func problem(_ failure: ToolFailure) -> BundleProblem {
        guard case .refused(let code, let name) = failure else { return .notReadable }
        return switch code {
        case "unsafe-path": .unsafePath(name)
        case "locked": .locked(name)
        case "repeated": .repeated(name)
        case "too-large": .tooLarge
        case "empty": .empty
        default: .notReadable
        }
    }

    private struct Request: Encodable {
        let endings: [String]
        let limit: Int
    }

    private struct Answer: Decodable {
        struct File: Decodable {
            let name: String
            let content: Data
        }

        let files: [File]
    }
}

/// Why a bundle of texts is not taken. Names are of files in it, as it gives them.
package enum BundleProblem: Hashable, Sendable {
    /// It is no `.zip`, or damaged.
    case notReadable
    /// Unpacked it would be larger than is taken.
    case tooLarge
    /// A name leads out of the bundle, or is a link.
    case unsafePath(String)
    /// A file needs a password.
    case locked(String)
    /// Two files have the same name in different folders.
    case repeated(String)
    /// No file of the wanted kind is in it.
    case empty
}
