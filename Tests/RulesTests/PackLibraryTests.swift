import Rules
import TestKit
import Testing

@Suite struct `The packs that come with the product` {
    @Test(arguments: RulesOfTests.library.names)
    func `can be read without a mistake`(name: PackID) throws {
        let mistakes = Pack.check(files: try RulesOfTests.library.files(of: name))
        #expect(mistakes.isEmpty, "\(mistakes)")
    }
}
