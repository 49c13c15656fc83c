import Foundation
import Testing

@testable import Forms

@Suite struct `The codes on the pages` {
    @Test func `name case, form, version and page, whatever the identifiers hold`() throws {
        let mark = PageMark(caseID: "武汉/128 号%", formID: "f-1", version: 3, page: 12)
        #expect(PageMark(mark.text) == mark)
        let isPlain = mark.text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }
        #expect(isPlain)
        #expect(PageMark(caseID: "c1", formID: "f1", version: 1, page: 1).text == "LH1/c1/f1/1/1")
    }

    @Test(arguments: [
        "", "LH2/c/f/1/1", "LH1/c/f/1", "LH1/c/f/0/1", "LH1/c/f/1/x", "LH1//f/1/1", "LH1/%G0/f/1/1", "LH1/%E6/f/1/1",
    ])
    func `are not read out of anything else`(text: String) { #expect(PageMark(text) == nil) }

    @Test func `take no more than a code of version 10 holds`() throws {
        #expect(QRCode.byteLimit == 213)
        #expect(throws: FormsError.markTooLong(bytes: 214, limit: 213)) {
            try QRCode(String(repeating: "x", count: 214))
        }
    }

    /// The most bytes of each version at level M are those of ISO/IEC 18004:2015, table 7.
    @Test(
        .enabled(if: FormsTestTools.isInstalled("zbarimg")),
        arguments: zip(1...10, [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]))
    func `are read by a scanner in every version`(version: Int, capacity: Int) async throws {
        for length in [capacity, capacity - 5] {
            let text = String((0..<length).map { "LH1/abcdefgh0123-"[$0] })
            let code = try QRCode(text)
            if length == capacity { #expect(code.size == 17 + 4 * version) }
            try await FormsTestTools.withFolder { folder in
                let file = folder.appendingPathComponent("code.pgm")
                try Data(code.image(scale: 4).utf8).write(to: file)
                let seen = try FormsTestTools.run("zbarimg", ["--quiet", "--raw", file.path]).output
                #expect(seen.trimmingCharacters(in: .whitespacesAndNewlines) == text)
            }
        }
    }
}

extension QRCode {
    /// The code as a plain PGM picture with its quiet zone.
    fileprivate func image(scale: Int) -> String {
        let side = (size + 8) * scale
        var text = "P2 \(side) \(side) 1\n"
        for row in 0..<side {
            for column in 0..<side {
                let (atRow, atColumn) = (row / scale - 4, column / scale - 4)
                let isInside = (0..<size).contains(atRow) && (0..<size).contains(atColumn)
                text += isInside && modules[atRow * size + atColumn] ? "0 " : "1 "
            }
            text += "\n"
        }
        return text
    }
}

extension String {
    /// The character at a position of the text repeated for ever.
    fileprivate subscript(position: Int) -> Character { self[index(startIndex, offsetBy: position % count)] }
}
