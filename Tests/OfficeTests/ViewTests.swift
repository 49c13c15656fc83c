import Foundation
import Testing

@testable import Office

/// The views hold nothing that the log does not: they may be lost in any way.
@Suite struct `The views of an office` {
    /// Ways in which the file is lost.
    enum Loss: CaseIterable { case deleted, text, torn, zeroes, noRows }

    @Test(arguments: Loss.allCases)
    func `are made again from the log`(loss: Loss) async throws {
        let sample = try await SampleOffice()
        for _ in 1...3 {
            let id = try await sample.complaint()
            try await sample.takeIn("m1", in: id, try await sample.context("wang"))
        }
        let expected = try await sample.office.allCases().sorted { $0.id < $1.id }
        #expect(expected.count == 3)

        let copy = SampleOffice.newFolder()
        defer { try? FileManager.default.removeItem(at: copy) }
        try FileManager.default.copyItem(at: sample.root, to: copy)
        let views = OfficeFolder(copy).views
        var bytes = try Data(contentsOf: views)
        switch loss {
        case .deleted: try FileManager.default.removeItem(at: views)
        case .text: try Data("not a database".utf8).write(to: views)
        case .torn: try bytes.prefix(bytes.count / 2 + 100).write(to: views)
        case .zeroes:
            bytes.replaceSubrange(4096..., with: Data(count: bytes.count - 4096))
            try bytes.write(to: views)
        case .noRows:
            let store = try ViewStore(at: views)
            try store.removeAll()
        }
        let opened = try await Office.openForReading(copy, logger: SampleOffice.logger)
        #expect(try await opened.allCases().sorted { $0.id < $1.id } == expected)
        #expect(try await opened.rebuildViews() == 3)
        #expect(try await opened.allCases().sorted { $0.id < $1.id } == expected)
    }
}
