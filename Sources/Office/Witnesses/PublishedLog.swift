package import Chronology
internal import Foundation
package import Ledger

/// A log that a witness looks at where it is published: a folder, or an address.
package struct PublishedLog: Sendable {
    /// The media type of signed notes and requests for them. Source: C2SP `tlog-witness`.
    static let noteType = "text/plain; charset=utf-8"

    /// Where it is, as it was given.
    package let place: String
    private let address: URL
    private let isFolder: Bool

    /// Takes a folder or an http address; nil for an address that is none.
    package init?(_ place: String) {
        self.place = place
        let lower = place.lowercased()
        isFolder = !lower.hasPrefix("http://") && !lower.hasPrefix("https://")
        if isFolder {
            address = URL(fileURLWithPath: place, isDirectory: true)
        } else {
            guard let url = URL(string: place.hasSuffix("/") ? place : place + "/"), url.host != nil else { return nil }
            address = url
        }
    }

    /// It could not be reached, or answered with something else than a file.
    package struct Unreachable: Error {
        package let path: String
    }

    /// Looks at it as a witness, and hands what was cosigned back: into the folder, or to the address.
    /// - Returns: how the look ended, and whether the log took the cosignature.
    /// - Throws: ``Unreachable``, and as ``WitnessVisit/run(at:)``.
    package func visit(
        _ book: WitnessBook, at time: Instant
    ) async throws -> (outcome: WitnessVisit.Outcome, isHandedBack: Bool) {
        if isFolder, !FileManager.default.fileExists(atPath: address.path) { throw Unreachable(path: place) }
        let outcome = try await WitnessVisit(book) { path in try await read(path) }.run(at: time)
        guard case .cosigned(let note, _) = outcome else { return (outcome, false) }
        if isFolder {
            let file = address.appendingPathComponent("cosigned")
            return (outcome, (try? Data(note.bytes).write(to: file, options: .atomic)) != nil)
        }
        guard let target = URL(string: "cosigned", relativeTo: address) else { return (outcome, false) }
        let answer = try? await HTTPCall(sending: note.bytes, as: Self.noteType, to: target).answer()
        return (outcome, answer?.status == 200)
    }

    private func read(_ path: String) async throws -> [UInt8]? {
        if isFolder {
            return FileManager.default.contents(atPath: address.appendingPathComponent(path).path).map { Array($0) }
        }
        guard let url = URL(string: path, relativeTo: address), let answer = try? await HTTPCall(url).answer() else {
            throw Unreachable(path: place)
        }
        switch answer.status {
        case 200: return answer.body
        case 404, 410: return nil
        default: throw Unreachable(path: place)
        }
    }
}
