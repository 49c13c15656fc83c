import Chronology
import Cryptography
import Foundation
import Testing

@testable import Ledger

@Suite struct `Envelopes and parts` {
    private static let text =
        #"{"format":1,"origin":"demo.liuhen.example/wuhan","entry":"00112233445566778899aabbccddeeff","#
        + #""command":"c-1","stream":"case/2018-0001","version":1,"time":"2018-03-14T12:00:00.000+08:00","#
        + #""acted":"2018-03-14T11:30:00.000+08:00","who":{"account":"zhang","badge":"42010001","name":"张三"},"#
        + #""kind":"case.noted","kindVersion":1,"parts":{"open":"\#(String(repeating: "ab", count: 32))"}}"#

    @Test func `an envelope reads and is spelt in one way`() throws {
        let envelope = try Envelope(parsing: Array(Self.text.utf8))
        #expect(envelope.who == officer)
        #expect(envelope.acted == Instant("2018-03-14T11:30:00+08:00"))
        #expect(envelope.previous == nil && envelope.rules == nil)
        #expect(String(decoding: envelope.bytes, as: UTF8.self) == Self.text)
    }

    @Test(arguments: [
        (#""format":1"#, #""format":2"#, LedgerError.invalid(key: "format")),
        (#""format":1,"#, "", .missingKey("format")),
        (#""version":1"#, #""version":0"#, .invalid(key: "version")),
        (#""version":1"#, #""version":2"#, .invalid(key: "previous")),
        (#""kind":"#, #""colour":"red","kind":"#, .unknownKey("colour")),
        (#""account":"zhang","#, #""account":"zhang","age":3,"#, .unknownKey("age")),
        (#""parts":{"#, #""parts":{"hidden":"00","#, .unknownKey("hidden")),
        (#"11:30"#, #"12:30"#, .invalid(key: "acted")),
        (#"+08:00","acted""#, #"Z","acted""#, .invalid(key: "envelope")),
        (#""format":1,"#, #""format": 1,"#, .json(.unexpected(0x20), offset: 10)),
        (#""command":"c-1""#, #""command":"c 1""#, .invalid(key: "command")),
        (#"case/2018-0001"#, #"case//2018"#, .invalid(key: "stream")),
        (#""kindVersion":1"#, #""kindVersion":"1""#, .invalid(key: "kindVersion")),
        (
            #""command":"c-1","stream":"case/2018-0001""#, #""stream":"case/2018-0001","command":"c-1""#,
            .invalid(key: "envelope")
        ),
        (#"张三"#, #"\u5f20三"#, .invalid(key: "envelope")),
        (#"abab"#, #"ABab"#, .invalid(key: "open")),
    ])
    func `any other spelling is refused, naming the key`(old: String, new: String, error: LedgerError) throws {
        let range = try #require(Self.text.range(of: old))
        let changed = Self.text.replacingCharacters(in: range, with: new)
        #expect(throws: error) { try Envelope(parsing: Array(changed.utf8)) }
    }

    @Test func `a key that stands twice is refused by name`() throws {
        let twice = Self.text.replacingOccurrences(of: #""version":1,"#, with: #""version":1,"version":1,"#)
        let error = #expect(throws: LedgerError.self) { try Envelope(parsing: Array(twice.utf8)) }
        guard case .json(.duplicateKey("version"), _) = try #require(error) else {
            Issue.record("another error")
            return
        }
    }

    @Test func `a part is its salt and its data, and its hash is over both`() throws {
        let line = try PartLine(data: ["b": 2, "a": "一"], salt: [UInt8](repeating: 0x0F, count: 32))
        let salt = String(repeating: "0f", count: 32)
        #expect(String(decoding: line.bytes, as: UTF8.self) == #"{"salt":"\#(salt)","data":{"a":"一","b":2}}"#)
        let other = try PartLine(data: ["b": 2, "a": "一"], salt: [UInt8](repeating: 0x10, count: 32))
        #expect(line.digest != other.digest)
    }

    @Test(arguments: [
        #"{"data":{},"salt":"\#(String(repeating: "00", count: 32))"}"#, #"{"salt":"00","data":{}}"#,
        #"{"salt":"\#(String(repeating: "00", count: 32))","data":[]}"#,
        #"{"salt":"\#(String(repeating: "00", count: 32))","data":{},"more":1}"#,
    ])
    func `a part of another form is refused`(text: String) {
        #expect(throws: LedgerError.self) { try PartLine(parsing: Array(text.utf8)) }
    }

    @Test(arguments: [
        "", "/", "case/", "/case", "case//1", "案件/1", "case/1 2", "case/\n", String(repeating: "a", count: 201),
    ])
    func `a stream's name has only plain segments`(text: String) {
        #expect(throws: LedgerError.invalidName(what: "stream", text: text)) { try StreamName(text) }
    }
}
