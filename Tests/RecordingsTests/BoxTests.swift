import Chronology
import Recordings
import TestKit
import Testing

/// A reader of boxes written for the tests alone: 32-bit sizes, trusted input.
enum TestBoxes {
    struct Found {
        let type: String
        let range: Range<Int>
    }

    static func top(_ bytes: [UInt8]) -> [Found] {
        var found: [Found] = []
        var position = 0
        while position + 8 <= bytes.count {
            let size = bytes[position..<(position + 4)].reduce(0) { $0 << 8 | Int($1) }
            guard size >= 8 else { break }
            let type = String(decoding: bytes[(position + 4)..<(position + 8)], as: UTF8.self)
            found.append(Found(type: type, range: position..<min(bytes.count, position + size)))
            position += size
        }
        return found
    }

    static func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        stride(from: value.bitWidth - 8, through: 0, by: -8).map { UInt8(truncatingIfNeeded: value >> $0) }
    }

    static func box(_ type: String, _ content: [UInt8]) -> [UInt8] {
        bigEndian(UInt32(8 + content.count)) + Array(type.utf8) + content
    }
}

/// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every run.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct `The reader of MP4 boxes` {
    /// Only the boxes are asked: no ffprobe, which would be slow for thousands of inputs.
    private let probe = MediaProbe(tools: MediaTools(ffprobe: "/nowhere/ffprobe"))

    @Test(arguments: [SampleMedia.Recipe.Container.mp4, .fragmented, .mov])
    func `ends without a trap on any flipped byte, cut or swapped block`(
        _ container: SampleMedia.Recipe.Container
    ) async throws {
        let original = try SampleMedia.bytes(.init(container, seconds: 1))
        var random = SeededGenerator(seed: 20_180_314)
        for round in 0..<1500 {
            var bytes = original
            // Aimed at the index, where structure is.
            let index = TestBoxes.top(bytes).first { $0.type == "moov" }?.range ?? 0..<bytes.count
            for _ in 0...(round % 8) {
                let place = Int.random(in: round % 3 == 0 ? 0..<bytes.count : index, using: &random)
                bytes[place] =
                    [0, 1, 0x7f, 0x80, 0xff, UInt8.random(in: 0...255, using: &random)]
                    .randomElement(using: &random) ?? 0
            }
            if round % 5 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &random)) }
            await settle(bytes)
        }
    }

    @Test func `ends on sizes that contradict themselves`() async throws {
        let header = TestBoxes.box("ftyp", Array("isom".utf8) + [0, 0, 0, 0])
        let hostile: [[UInt8]] = [
            TestBoxes.bigEndian(UInt32(1)) + Array("moov".utf8) + TestBoxes.bigEndian(UInt64.max),
            TestBoxes.bigEndian(UInt32(1)) + Array("moov".utf8) + TestBoxes.bigEndian(UInt64(Int64.max)),
            TestBoxes.bigEndian(UInt32(1)) + Array("moov".utf8) + TestBoxes.bigEndian(UInt64(3)),
            TestBoxes.bigEndian(UInt32(7)) + Array("moov".utf8),
            TestBoxes.bigEndian(UInt32(0)) + Array("moov".utf8),
            TestBoxes.bigEndian(UInt32(1)) + Array("moov".utf8),
            TestBoxes.box("moov", TestBoxes.box("trak", TestBoxes.box("mdia", TestBoxes.box("mdhd", [1])))),
            TestBoxes.box("moov", TestBoxes.box("mvhd", [UInt8](repeating: 0xff, count: 100))),
            TestBoxes.box("moov", TestBoxes.box("mvhd", [0, 0, 0, 0] + [UInt8](repeating: 0xff, count: 100))),
            TestBoxes.box("moov", TestBoxes.box("mvhd", [1, 0, 0, 0] + [UInt8](repeating: 0xfe, count: 100))),
        ]
        for bytes in hostile {
            await settle(header + bytes)
        }
    }

    @Test func `stops after a bounded number of boxes`() async throws {
        let tracks = [[UInt8]](repeating: TestBoxes.box("trak", []), count: 100_000).flatMap { $0 }
        let bytes = TestBoxes.box("ftyp", Array("isom".utf8)) + TestBoxes.box("moov", tracks)
        #expect(try await probe.probe(ByteSource(bytes)) == .notMedia(.noStreams))
        let empty = [[UInt8]](repeating: TestBoxes.box("free", []), count: 100_000).flatMap { $0 }
        let late = TestBoxes.box("ftyp", Array("isom".utf8)) + empty + TestBoxes.box("moov", [])
        #expect(try await probe.probe(ByteSource(late)) == .notMedia(.noMovieHeader))
    }

    @Test func `reads the 64-bit form of the movie header`() async throws {
        // version 1: created 2018-03-14T01:00:00Z = 3,603,834,000 s after 1904 (1520989200 + 2082844800).
        let created = TestBoxes.bigEndian(UInt64(1_520_989_200 + 2_082_844_800))
        let movie =
            [1, 0, 0, 0] + created + created + TestBoxes.bigEndian(UInt32(600))
            + TestBoxes.bigEndian(UInt64(600 * 3600 * 3)) + [UInt8](repeating: 0, count: 80)
        let handler = [0, 0, 0, 0, 0, 0, 0, 0] + Array("vide".utf8) + [UInt8](repeating: 0, count: 12)
        let track = TestBoxes.box("trak", TestBoxes.box("mdia", TestBoxes.box("hdlr", handler)))
        let bytes =
            TestBoxes.box("ftyp", Array("isom".utf8))
            + TestBoxes.box("moov", TestBoxes.box("mvhd", movie) + track)
        guard case .media(let facts) = try await probe.probe(ByteSource(bytes)) else {
            Issue.record("refused")
            return
        }
        #expect(facts.durationMilliseconds == 10_800_000)
        #expect(facts.createdAt?.description == "2018-03-14T09:00:00.000+08:00")
    }

    /// Whatever the bytes are, there is an answer.
    private func settle(_ bytes: [UInt8]) async {
        do {
            switch try await probe.probe(ByteSource(bytes)) {
            case .media(let facts): #expect(facts.byteCount == Int64(bytes.count))
            case .notMedia(let reason): #expect(NotMedia.allCases.contains(reason))
            }
        } catch RecordingsError.toolMissing {
            // The first bytes no longer say MP4: a file for ffprobe alone.
        } catch {
            Issue.record("\(error)")
        }
    }
}
