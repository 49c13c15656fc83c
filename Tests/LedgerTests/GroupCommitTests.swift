import Chronology
import Cryptography
import Dispatch
import Foundation
import Synchronization
import Testing

@testable import Ledger

/// A store that holds back its first transaction until it is let go, and counts them.
private final class HeldStore: LogStore {
    let store: SQLiteLogStore
    let gate = DispatchSemaphore(value: 0)
    let writes = Mutex(0)

    init(_ store: SQLiteLogStore) { self.store = store }

    func read<Value: Sendable>(
        _ body: (any LogReading) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value { try store.read(body) }

    func write<Value: Sendable>(
        _ body: (any LogWriting) throws(LedgerError) -> Value
    ) throws(LedgerError) -> Value {
        let number = writes.withLock { count in
            count += 1
            return count
        }
        if number == 1 { gate.wait() }
        return try store.write(body)
    }

    func close() { store.close() }
}

@Suite struct `Group commit` {
    @Test func `the queue goes into one transaction, and a conflict fails only its caller`() async throws {
        let folder = try DataFolder()
        let held = HeldStore(
            try SQLiteLogStore(path: folder.path + "/ledger.db", origin: folder.origin, mode: .writing))
        let ledger = try Ledger(
            store: held, origin: folder.origin, keys: folder.keys, checkpoints: folder.path + "/checkpoints")
        // The first caller holds the writer; 40 more queue behind it, every fourth with an outdated version.
        async let first = ledger.append(batch("first", ["case/0": 0]))
        while held.writes.withLock({ $0 }) == 0 { await Task.yield() }
        let outcomes = try await withThrowingTaskGroup(of: (Int, LedgerError?).self) { group in
            for number in 1...40 {
                group.addTask {
                    do throws(LedgerError) {
                        let version = number % 4 == 0 ? 7 : 0
                        guard let batch = try? batch("c-\(number)", ["case/\(number)": version]) else {
                            throw .readOnly
                        }
                        _ = try await ledger.append(batch)
                        return (number, nil)
                    } catch {
                        return (number, error)
                    }
                }
            }
            while ledger.waitingCount < 40 { await Task.yield() }
            held.gate.signal()
            return try await group.reduce(into: [Int: LedgerError?]()) { $0[$1.0] = $1.1 }
        }
        _ = try await first
        for number in 1...40 {
            let expected: LedgerError? =
                number % 4 == 0
                ? .versionConflict(stream: try StreamName("case/\(number)"), expected: 7, found: 0) : nil
            #expect(outcomes[number] == .some(expected))
        }
        #expect(held.writes.withLock { $0 } == 2)
        #expect(try ledger.size() == TreeSize(31))
        #expect(try folder.findings() == [])
    }

    @Test func `of many who write one stream at once, exactly one wins each version`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        for version in 0..<10 {
            let wins = await withTaskGroup(of: Bool.self) { group in
                for rival in 0..<8 {
                    group.addTask {
                        (try? await ledger.append(batch("c-\(version)-\(rival)", ["case/1": version]))) != nil
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(wins == 1)
        }
        #expect(try ledger.entries(of: StreamName("case/1")).map(\.envelope.version) == Array(1...10))
        #expect(try folder.findings() == [])
    }

    @Test func `one command sent many times at once is done once`() async throws {
        let folder = try DataFolder()
        let ledger = try folder.open()
        let receipts = try await withThrowingTaskGroup(of: AppendReceipt.self) { group in
            for _ in 0..<16 { group.addTask { try await ledger.append(batch("c-1", ["case/1": 0])) } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(Set(receipts.map(\.items[0].entry)).count == 1)
        #expect(try ledger.size() == TreeSize(1))
    }
}
