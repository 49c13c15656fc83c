package import Chronology
internal import Foundation
package import Ledger
internal import Logging

/// A log that a witness looks at where it is published: an address, a folder of tiles, or an office's data folder.
package struct PublishedLog: Sendable {
    /// The media type of signed notes and requests for them. Source: C2SP `tlog-witness`.
    static let noteType = "text/plain; charset=utf-8"

    private enum Source: Hashable, Sendable {
        case address(URL)
        /// What `liuhen ledger tiles` writes, or anybody's mirror.
        case tiles(URL)
        /// The data folder itself, on the office's own machine or a copy of it.
        case office(URL)
    }

    /// Where it is, as it was given.
    package let place: String
    private let source: Source

    /// Takes a folder or an http address; nil for an address that is none.
    package init?(_ place: String) {
        self.place = place
        let lower = place.lowercased()
        if lower.hasPrefix("http://") || lower.hasPrefix("https://") {
            guard let url = URL(string: place.hasSuffix("/") ? place : place + "/"), url.host != nil else { return nil }
            source = .address(url)
        } else {
            let url = URL(fileURLWithPath: place, isDirectory: true)
            source = OfficeFolder(url).holdsOffice ? .office(url) : .tiles(url)
        }
    }

    /// It could not be reached, or answered with something else than a file.
    package struct Unreachable: Error {
        package let path: String
    }

    /// Looks at it as a witness, and hands what was cosigned back: to the address, into the folder, or to the office, which
    /// keeps it where it knows the witness.
    /// - Returns: how the look ended, and whether the log took the cosignature.
    /// - Throws: ``Unreachable``, and as ``WitnessVisit/run(at:)``.
    package func visit(
        _ book: WitnessBook, at time: Instant
    ) async throws -> (outcome: WitnessVisit.Outcome, isHandedBack: Bool) {
        switch source {
        case .address(let address):
            let outcome = try await WitnessVisit(book) { path in try await fetch(path, from: address) }.run(at: time)
            guard case .cosigned(let note, _) = outcome, let target = URL(string: "cosigned", relativeTo: address)
            else { return (outcome, false) }
            let answer = try? await HTTPCall(sending: note.bytes, as: Self.noteType, to: target).answer()
            return (outcome, answer?.status == 200)
        case .tiles(let folder):
            // A folder without a checkpoint is no log that is still empty, but a path that was mistyped.
            guard FileManager.default.fileExists(atPath: folder.appendingPathComponent("checkpoint").path) else {
                throw Unreachable(path: place)
            }
            let outcome = try await WitnessVisit(book) { path in
                FileManager.default.contents(atPath: folder.appendingPathComponent(path).path).map { Array($0) }
            }.run(at: time)
            guard case .cosigned(let note, _) = outcome else { return (outcome, false) }
            let file = folder.appendingPathComponent("cosigned")
            return (outcome, (try? Data(note.bytes).write(to: file, options: .atomic)) != nil)
        case .office(let folder):
            guard let office = try? await Office.openForReading(folder, logger: Logger(label: "liuhen witness")) else {
                throw Unreachable(path: place)
            }
            defer { office.log.ledger.close() }
            let ledger = office.log.ledger
            let outcome = try await WitnessVisit(book) { path in try ledger.published(path) }.run(at: time)
            guard case .cosigned(let note, _) = outcome else { return (outcome, false) }
            return (outcome, (try? await office.keep(cosigned: note.bytes, by: []))?.isEmpty == false)
        }
    }

    private func fetch(_ path: String, from address: URL) async throws -> [UInt8]? {
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
