import Foundation
import Testing

@testable import Ledger

private let vectors = ProcessInfo.processInfo.environment["LIUHEN_VECTORS"]

/// The proofs of transparency-dev/merkle, read from the folder that `LIUHEN_VECTORS` names.
@Suite(.enabled(if: vectors != nil, "LIUHEN_VECTORS names no folder"))
struct ConformanceTests {
    private struct Inclusion: Decodable {
        let leafIdx: UInt64
        let treeSize: UInt64
        let root: Data?
        let leafHash: Data?
        let proof: [Data]?
        let desc: String
        let wantErr: Bool
    }

    private struct Consistency: Decodable {
        let size1: UInt64
        let size2: UInt64
        let root1: Data?
        let root2: Data?
        let proof: [Data]?
        let desc: String
        let wantErr: Bool
    }

    @Test func `all 196 Merkle proofs are judged as published`() throws {
        var count = 0
        for path in try files("inclusion") {
            let vector = try JSONDecoder().decode(Inclusion.self, from: read(path))
            let holds = ProofCheck.inclusion(
                index: vector.leafIdx, size: vector.treeSize, leaf: bytes(vector.leafHash), root: bytes(vector.root),
                path: (vector.proof ?? []).map { Array($0) })
            #expect(holds != vector.wantErr, "\(path): \(vector.desc)")
            count += 1
        }
        for path in try files("consistency") {
            let vector = try JSONDecoder().decode(Consistency.self, from: read(path))
            let holds = ProofCheck.consistency(
                first: vector.size1, second: vector.size2, firstRoot: bytes(vector.root1),
                secondRoot: bytes(vector.root2), path: (vector.proof ?? []).map { Array($0) })
            #expect(holds != vector.wantErr, "\(path): \(vector.desc)")
            count += 1
        }
        #expect(count == 196)
    }

    private func bytes(_ data: Data?) -> [UInt8] { data.map { Array($0) } ?? [] }

    private func read(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private func files(_ folder: String) throws -> [String] {
        let root = "\(try #require(vectors))/merkle/\(folder)"
        return try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".json") }.sorted()
            .map { "\(root)/\($0)" }
    }
}
