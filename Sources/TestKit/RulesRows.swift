internal import Foundation
internal import Synchronization
package import Testing

/// Names the rows of the requirements that a test holds: `@Test(.rows("WH-11.2"))`.
///
/// While the test runs, a line `row TAB test TAB file` a row is added to the file that the environment names as
/// `LIUHEN_ROW_LOG`, so that coverage is computed from what ran, not from what was written down.
package struct RowsTrait: TestTrait, SuiteTrait, TestScoping {
    /// The ids of the rows.
    package let rows: [String]

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
    ) async throws {
        if !test.isSuite {
            RowLog.note(rows, test: test.name, file: test.sourceLocation.fileID)
        }
        try await function()
    }

    package var isRecursive: Bool { true }
}

extension Trait where Self == RowsTrait {
    /// The test holds these rows.
    package static func rows(_ rows: String...) -> RowsTrait { RowsTrait(rows: rows) }

    /// The test holds these parts of the product, and with them every row that a pack says they carry.
    package static func features(_ names: String...) -> RowsTrait { RowsTrait(rows: names.map { "feature:\($0)" }) }
}

/// The file in which tests note the rows they hold.
package enum RowLog {
    private static let lock = Mutex(())

    /// Notes that a test holds rows, where a log is asked for.
    package static func note(_ rows: [String], test: String, file: String) {
        guard let path = ProcessInfo.processInfo.environment["LIUHEN_ROW_LOG"] else { return }
        let lines = rows.map { "\($0)\t\(test)\t\(file)\n" }.joined()
        lock.withLock { _ in
            if !FileManager.default.fileExists(atPath: path) {
                _ = FileManager.default.createFile(atPath: path, contents: nil)
            }
            guard let handle = FileHandle(forWritingAtPath: path) else { return }
            defer { try? handle.close() }
            // A log that cannot be written makes no test fail: coverage then shows the row as untested.
            _ = try? handle.seekToEnd()
            try? handle.write(contentsOf: Data(lines.utf8))
        }
    }
}
