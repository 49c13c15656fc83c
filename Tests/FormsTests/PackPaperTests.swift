import Chronology
import Foundation
import Rules
import TestKit
import Testing

@testable import Forms

/// Every form of every text can be set: title, fields and places to sign are on the paper.
@Suite(.features("form-templates")) struct `The papers of the other texts` {
    private static let packs = ["district", "qiaokou", "fushun", "linxi"]

    @Test(arguments: packs) func `show their title and all that is stated`(name: String) async throws {
        let pack = try PackLibrary.bundled.pack(name)
        #expect(!pack.forms.isEmpty)
        for kind in pack.forms {
            let content = try SampleContent.full(kind)
            #expect(content.problems(in: kind) == [], "\(kind.id)")
            let opinions = kind.opinionSlots(in: pack).map {
                FormDocument.Opinion(title: $0.title, text: "同意\($0.title)", name: "周喆", day: Day(2026, 11, 23))
            }
            let document = FormsTestTools.document(kind, content, opinions: opinions)
            let paper = try await FormsTestTools.renderer.render(document)
            let text = try await FormsTestTools.text(of: paper.pdf)
            #expect(text.contains(kind.title.filter { !$0.isWhitespace }), "\(kind.id)")
            for field in kind.contentFields {
                for expected in SampleContent.texts(of: try #require(content[field.name]), field) {
                    #expect(text.contains(expected.filter { !$0.isWhitespace }), "\(kind.id).\(field.name)")
                }
            }
            for field in kind.signatureFields { #expect(text.contains(field.label), "\(kind.id).\(field.name)") }
        }
    }
}
