import Rules
import Testing

@testable import Web

@Suite struct `What an answer that is missing asks for` {
    private func rules() throws -> RuleBook {
        RuleBook(packs: [try PackLibrary.bundled.pack("wuhan")], calendar: try .national())
    }

    @Test func `is said by what to do, where filling in would not say it`() throws {
        let rules = try rules()
        #expect(AnswerInstructions.text("receipt", rules: rules).contains("先制作送达回证"))
        #expect(AnswerInstructions.text("captures", rules: rules).contains("上传"))
        #expect(AnswerInstructions.text("officers", rules: rules).contains("两人"))
    }

    @Test func `is a field by its label, and any other by its question`() throws {
        let rules = try rules()
        let form = rules.form("construction-report-complaint-registration-form")
        let field = try #require(form?.fields.first { $0.name == "project" })
        #expect(AnswerInstructions.text("field.project", rules: rules) == "填写「\(field.label)」一栏")
        #expect(
            AnswerInstructions.text("archive-number", rules: rules) == "填写「\(AnswerLabels.question("archive-number"))」")
        // A code that nobody named is never shown.
        #expect(AnswerInstructions.text("no-such-answer", rules: rules) == "填写「本页所列的该项内容」")
    }
}
