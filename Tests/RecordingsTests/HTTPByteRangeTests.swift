import Recordings
import TestKit
import Testing

@Suite(.features("playback")) struct `The range that a player asks for` {
    // The examples of RFC 9110 §14.1.2, of a representation of 10,000 bytes.
    @Test(
        arguments: [
            ("bytes=0-499", 0..<500), ("bytes=500-999", 500..<1000), ("bytes=-500", 9500..<10_000),
            ("bytes=9500-", 9500..<10_000), ("bytes=0-0", 0..<1), ("bytes=0-", 0..<10_000),
            ("bytes=9000-99999", 9000..<10_000), ("bytes=-99999", 0..<10_000), ("BYTES=1-2", 1..<3),
            ("bytes= 1-2 ", 1..<3), ("bytes=5-9223372036854775807", 5..<10_000),
            ("bytes=-99999999999999999999", 0..<10_000),
            ("bytes=7-99999999999999999999", 7..<10_000),
        ] as [(String, Range<Int64>)])
    func `is given`(_ field: String, _ expected: Range<Int64>) {
        #expect(HTTPByteRange(field, size: 10_000) == .partial(expected))
    }

    @Test(arguments: [
        "bytes=10000-", "bytes=10000-10001", "bytes=-0", "bytes=99999999999999999999-", "bytes=9223372036854775807-",
    ])
    func `that lies outside cannot be satisfied`(_ field: String) {
        #expect(HTTPByteRange(field, size: 10_000) == .unsatisfiable)
    }

    @Test(arguments: [
        nil, "", "bytes", "bytes=", "bytes=-", "bytes=a-b", "bytes=5-4", "bytes=0-0,-1", "items=0-5", "bytes=+1-2",
        "bytes=1--2", "bytes=0x1-2", "bytes=1-2-3", "bytes=１-２",
    ])
    func `that is malformed, of another unit or one of several is ignored`(_ field: String?) {
        #expect(HTTPByteRange(field, size: 10_000) == .whole)
    }

    @Test func `of an empty content cannot be satisfied`() {
        #expect(HTTPByteRange("bytes=0-", size: 0) == .unsatisfiable)
        #expect(HTTPByteRange("bytes=-5", size: 0) == .unsatisfiable)
        #expect(HTTPByteRange(nil, size: 0).bytes(size: 0) == 0..<0)
    }

    @Test func `is answered with its Content-Range`() {
        // RFC 9110 §14.4.
        #expect(HTTPByteRange.partial(42..<1234).contentRange(size: 1234) == "bytes 42-1233/1234")
        #expect(HTTPByteRange.unsatisfiable.contentRange(size: 1234) == "bytes */1234")
        #expect(HTTPByteRange.whole.contentRange(size: 1234) == nil)
        #expect(HTTPByteRange.unsatisfiable.bytes(size: 1234) == nil)
    }
}
