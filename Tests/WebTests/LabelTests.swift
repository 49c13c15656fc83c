import Casework
import Office
import Rules
import TestKit
import Testing

@testable import Web

@Suite struct `Every code has its words` {
    private static func packs() throws -> [Pack] {
        try PackLibrary.bundled.names.map { try PackLibrary.bundled.pack($0) }
    }

    @Test(arguments: ActSchema.all) func `every question and every answer of an act has words`(schema: ActSchema) {
        for question in schema.questions {
            #expect(AnswerLabels.question(question.name, of: schema.what) != question.name)
            switch question.kind {
            case .choice(let options), .choices(let options):
                for option in options { #expect(AnswerLabels.option(option, of: question.name) != option) }
            default: continue
            }
        }
    }

    @Test func `every act that a state of a pack offers has a page`() throws {
        let book = RuleBook(packs: try Self.packs(), calendar: try .national())
        for state in try Self.packs().flatMap(\.states) {
            for code in state.next {
                let address = ActAddress(code: code, caseID: "c", rules: book)
                #expect(address != nil, "\(state.id): \(code)")
                #expect(address?.title.contains(code.split(separator: ":").last ?? "") == false)
            }
        }
    }

    @Test func `every service method of a pack asks something of its own`() throws {
        for method in try Self.packs().flatMap(\.serviceMethods) { #expect(ServiceForm.questions[method.id] != nil) }
    }

    @Test func `a statement that a rule misses is named in words`() throws {
        for rule in try Self.packs().flatMap(\.rules) {
            for name in rule.shapes.flatMap(Self.statements) where !name.hasPrefix("field.") {
                #expect(AnswerLabels.question(name) != name, "\(rule.id): \(name)")
            }
        }
    }

    private static func statements(_ shape: Rule.Shape) -> [String] {
        switch shape {
        case .before(_, let need): statements(need)
        case .when(_, let need, let unless, _): statements(need) + (unless.map(statements) ?? [])
        case .who, .never, .separate, .parameter, .keeps, .feature: []
        }
    }

    private static func statements(_ need: Requirement) -> [String] {
        switch need {
        case .states(let names): names
        case .all(let inner), .any(let inner): inner.flatMap(statements)
        case .not(let inner), .each(_, _, let inner): statements(inner)
        case .fact(let evidence): evidence.having.map(statements) ?? []
        case .fits, .role, .expired, .elapsed: []
        }
    }
}
