import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

@Suite struct `The book of a witness` {
    private let folder: DataFolder
    private let state: String

    init() throws {
        folder = try DataFolder()
        state = folder.path + "/witness"
    }

    private func book() throws -> WitnessBook {
        let book = try WitnessBook(folder: state, name: "witness.example/superior")
        try book.trust(VerifierKey(name: folder.origin, publicKey: folder.keys.signing.publicKey))
        return book
    }

    /// Looks at a folder's log as it would be published, without a network.
    private func visit(
        _ folder: DataFolder, _ book: WitnessBook, at time: Instant = noon,
        changing change: @escaping @Sendable (String, [UInt8]?) -> [UInt8]? = { $1 }
    ) async throws -> WitnessVisit.Outcome {
        let ledger = try folder.open(.reading)
        defer { ledger.close() }
        return try await WitnessVisit(book) { change($0, try ledger.published($0)) }.run(at: time)
    }

    private func alarm(_ outcome: WitnessVisit.Outcome) -> WitnessAlarm? {
        if case .alarm(let alarm) = outcome { alarm } else { nil }
    }

    private func size(_ outcome: WitnessVisit.Outcome) -> Int? {
        if case .cosigned(_, let size) = outcome { size.value } else { nil }
    }

    @Test func `cosigns what continues its last look, over the edge of a tile, and remembers when opened again`()
        async throws
    {
        var sizes: [Int?] = []
        for (from, to) in [(0, 3), (3, 255), (255, 256), (256, 300), (300, 520)] {
            try await folder.append(from..<to)
            // Opened anew each time: what was seen comes from the disk.
            sizes.append(size(try await visit(folder, try book(), at: noon.adding(seconds: to))))
        }
        #expect(sizes == [3, 255, 256, 300, 520])
        let logs = try book().logs()
        #expect(logs.map(\.size.value) == [520] && logs.map(\.time) == [noon.adding(seconds: 520)])
        let kept = try FileManager.default.contentsOfDirectory(atPath: state + "/logs")
        let notes = try FileManager.default.contentsOfDirectory(
            atPath: "\(state)/logs/\(try #require(kept.first))/notes")
        #expect(notes.count == 5)
    }

    @Test func `finds a past that was rewritten and signed again by the log's own key, longer or as long`() async throws
    {
        let fork = try DataFolder(copyOf: folder)
        try await folder.append(0..<300)
        let book = try book()
        _ = try await visit(folder, book)
        try await fork.append(0..<300)
        // The same size, other random ids: another tree under the same key.
        let forked = try #require(alarm(try await visit(fork, book)))
        #expect(forked.kind == .forked && forked.seen == forked.shown)
        try await fork.append(300..<310)
        let rewritten = try #require(alarm(try await visit(fork, book)))
        #expect(rewritten.kind == .rewritten && rewritten.shown.value == 310)
        for (alarm, source) in [(rewritten, fork)] {
            let seen = try SignedNote(
                parsing: Array(Data(contentsOf: URL(fileURLWithPath: alarm.evidence + "/seen.note"))))
            try seen.verify(with: VerifierKey(name: source.origin, publicKey: source.keys.signing.publicKey))
            let shown = try Data(contentsOf: URL(fileURLWithPath: alarm.evidence + "/shown.note"))
            #expect(Array(shown) == (try source.bytes("checkpoints/latest")))
        }
        // The true log is cosigned as before, and the evidence stays.
        try await folder.append(300..<301)
        #expect(size(try await visit(folder, book)) == 301)
        #expect(try book.logs().map(\.evidence.count) == [2])
    }

    @Test func `finds an old copy, and tiles that are not the checkpoint's`() async throws {
        try await folder.append(0..<3)
        let early = try DataFolder(copyOf: folder)
        try await folder.append(3..<9)
        let book = try book()
        _ = try await visit(folder, book)
        let behind = try #require(alarm(try await visit(early, book)))
        #expect(behind.kind == .behind && behind.seen.value == 9 && behind.shown.value == 3)
        try await folder.append(9..<12)
        let differing = try await visit(folder, book) { path, bytes in
            path.hasPrefix("tile/0/") ? bytes.map { [$0[0] ^ 1] + $0.dropFirst() } : bytes
        }
        #expect(alarm(differing)?.kind == .tilesDiffer)
        await #expect(throws: LedgerError.damaged(place: "tile/0/000.p/12", what: "tile missing")) {
            try await visit(folder, book) { path, bytes in path.hasPrefix("tile/") ? nil : bytes }
        }
        #expect(size(try await visit(folder, book)) == 12)
    }

    @Test func `knows no log whose key it was not given, and one user at a time`() async throws {
        try await folder.append(0..<3)
        let book = try WitnessBook(folder: state, name: "witness.example/superior")
        guard case .unknown(folder.origin) = try await visit(folder, book) else {
            Issue.record("an unknown log was looked at")
            return
        }
        try book.trust(VerifierKey(name: folder.origin, publicKey: Ed25519Key().publicKey))
        guard case .unsigned(folder.origin) = try await visit(folder, book) else {
            Issue.record("another key's log was looked at")
            return
        }
        #expect(throws: LedgerError.fenced(path: state + "/lock")) { try WitnessBook(folder: state) }
    }

    @Test func `does not forget: what was seen may be neither lost nor changed`() async throws {
        try await folder.append(0..<3)
        let first = try book()
        _ = try await visit(folder, first)
        let log = try #require(try FileManager.default.contentsOfDirectory(atPath: state + "/logs").first)
        let seen = URL(fileURLWithPath: "\(state)/logs/\(log)/seen")
        let note = try Data(contentsOf: seen)
        try FileManager.default.removeItem(at: seen)
        await #expect(throws: LedgerError.damaged(place: "logs/\(log)/seen", what: "missing")) {
            try await visit(folder, first)
        }
        let other = String(decoding: note, as: UTF8.self).replacing("\n3\n", with: "\n2\n")
        try Data(other.utf8).write(to: seen)
        await #expect(throws: LedgerError.signatureInvalid(key: "witness.example/superior")) {
            try await visit(folder, first)
        }
        #expect(throws: LedgerError.invalidName(what: "witness", text: "")) {
            try WitnessBook(folder: folder.path + "/other")
        }
    }

    @Test func `a log publishes its checkpoint and tiles of hashes, no entries, and no other spelling of a path`()
        async throws
    {
        try await folder.append(0..<257)
        let ledger = try folder.open(.reading)
        defer { ledger.close() }
        #expect(try ledger.published("checkpoint") == folder.bytes("checkpoints/latest"))
        for (path, count) in [("tile/0/000", 256), ("tile/0/001.p/1", 1), ("tile/1/000.p/1", 1), ("tile/0/000.p/7", 7)]
        {
            #expect(try ledger.published(path)?.count == count * 32, "\(path)")
        }
        for path in [
            "tile/0/001", "tile/0/001.p/2", "tile/1/000", "tile/entries/000", "tile/0/0", "tile/00/000",
            "tile/0/000.p/256",
            "tile/0/x000/000", "tile/0", "tile/-1/000", "", "tile/63/000.p/1", "tile/0/000.p/07",
            "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        ] {
            #expect(try ledger.published(path) == nil, "\(path)")
        }
    }
}
