import Casework
import Testing

@Suite struct `A credit code` {
    // Published known answers: the tests of hutool (CreditCodeUtil) and of UnifiedSocialCreditIdentifier for .NET, of
    // python-stdnum (cn.uscc), and the README of uscc-utils.
    @Test(arguments: ["91350100M000100Y43", "91110000600037341L", "91110108551385082Q"])
    func `that a firm bears is one, however it is typed`(code: String) {
        #expect(CreditCode(code)?.text == code)
        #expect(CreditCode(" " + code.lowercased().prefix(6) + " " + code.dropFirst(6))?.text == code)
        let wide = String(String.UnicodeScalarView(code.unicodeScalars.compactMap { UnicodeScalar($0.value + 0xFEE0) }))
        #expect(CreditCode(wide)?.text == code)
    }

    @Test func `with any one character changed is none`() throws {
        let code = Array("91350100M000100Y43")
        for place in code.indices {
            for other in "0123456789ABCDEFGHJKLMNPQRTUWXY" where other != code[place] {
                var changed = code
                changed[place] = other
                #expect(CreditCode(String(changed)) == nil)
            }
        }
    }

    // From the tests of python-stdnum: a wrong check character.
    @Test func `that python-stdnum refuses is none`() { #expect(CreditCode("91110000600037342L") == nil) }

    @Test(arguments: ["", "91350100M000100Y4", "91350100M000100Y433", "91350100I000100Y43", "统一社会信用代码统一社会信用代码用代"])
    func `of another length or with letters that none has is none`(text: String) {
        #expect(CreditCode(text) == nil)
    }
}
