import Casework
import Chronology
import Foundation
import Testing

@testable import Office

@Suite struct `The scrub of the vault` {
    private let sample: SampleOffice

    init() async throws { sample = try await SampleOffice() }

    /// The files of the vault.
    private var files: [URL] {
        let found = FileManager.default.enumerator(at: sample.office.folder.blobs, includingPropertiesForKeys: nil)
        return (found?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "age" }
    }

    private func kinds() throws -> [String] {
        try sample.office.log.entries(of: Scrub.stream, after: 0).map(\.kind)
    }

    /// Puts a scan into a case.
    private func intake() async throws -> (id: String, file: URL) {
        let id = try await sample.complaint()
        let before = Set(files)
        let upload = try await sample.upload(Array(UUID().uuidString.utf8), as: "wang")
        let blob = try await sample.office.finishUpload(upload, by: try await sample.account("wang"))
        let material = MaterialReceived(
            item: "工资条", pages: 1, submitter: "complainant", isCopy: true, phase: "intake", name: "工资条", blob: blob)
        try await sample.office.enter(.materialReceived(material), in: id, try await sample.context("wang"))
        let file = try #require(files.first { !before.contains($0) })
        return (id, file)
    }

    @Test func `reads every blob once a round, and says so in the log`() async throws {
        _ = try await intake()
        #expect(try await sample.office.scrubAll() == [])
        #expect(try kinds() == [ScrubRound.kind])
        let entry = try #require(try sample.office.log.entries(of: Scrub.stream, after: 0).last)
        let round = try JSONDecoder().decode(ScrubRound.self, from: entry.open)
        #expect(round.blobs == files.count && round.damaged == 0 && round.bytes > 0)
        // The next round is not due for a month, new content or not.
        _ = try await intake()
        #expect(try await !sample.office.scrubSlice())
        #expect(try kinds() == [ScrubRound.kind])
        #expect(try await sample.office.health().scrub.waiting == 1)
    }

    @Test func `tells rot with its case, once, and its mending`() async throws {
        let (id, file) = try await intake()
        let whole = try Data(contentsOf: file)
        var rotten = whole
        rotten[rotten.count - 5] ^= 1
        try rotten.write(to: file)
        let found = try await sample.office.scrubAll()
        #expect(found.map(\.stream) == ["case/\(id)"] && found.map(\.problem) == ["payload"])
        let facts = try await sample.office.health()
        #expect(facts.lines.contains { $0.subject == .scrub && $0.level == .red })
        #expect(try await sample.office.scrubAll().count == 1)
        #expect(try kinds() == [ScrubFinding.damaged, ScrubRound.kind, ScrubRound.kind])
        try FileManager.default.removeItem(at: file)
        #expect(try await sample.office.scrubAll().map(\.problem) == ["missing"])
        try whole.write(to: file)
        #expect(try await sample.office.scrubAll() == [])
        #expect(try kinds().suffix(2) == [ScrubFinding.mended, ScrubRound.kind])
    }

    @Test func `goes on where it stopped, and begins anew with a log that was put back`() async throws {
        _ = try await intake()
        let state = sample.office.state
        #expect(try await !sample.office.scrubSlice())
        let began = try #require(try state.setting("scrub-began"))
        try state.set("scrub-over", to: nil)
        #expect(try await !sample.office.scrubSlice())
        #expect(try state.setting("scrub-began") == began)
        try state.set("scrub-position", to: "999999")
        #expect(try await !sample.office.scrubSlice())
        #expect(try state.scrubPosition() == sample.office.log.size() - 1)
        #expect(try state.setting("scrub-began") != began)
    }
}
