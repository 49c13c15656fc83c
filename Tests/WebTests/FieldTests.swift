import Rules
import TestKit
import Testing

@testable import Web

@Suite struct `A field of a page` {
    @Test func `a column is as wide as what stands in it, or will`() throws {
        let field = FieldView.table(
            "people", "投诉人",
            columns: [
                ("name", "姓名", []), ("sex", "性别", [("男", "男"), ("女", "女")]), ("id", "身份证号码", []),
                ("phone", "电话", []),
            ],
            rows: [["name": "刘大勇", "id": "42010519800101001X"]], in: nil)
        #expect(try #require(field.table).columns.map(\.width) == ["middle", "short", "long", "middle"])
    }

    @Test func `a paper asks for the signatures for which it has a place`() throws {
        let pack = try PackLibrary.bundled.pack("wuhan")
        let form = try #require(pack.form("construction-report-complaint-registration-form"))
        #expect(FormField.signerKinds(of: form) == ["signed.complainant", "signed.officer"])
        let known = Set(FormField.signers(nil).map(\.name))
        for name in ["wuhan", "district", "qiaokou", "fushun", "linxi"] {
            for kind in try PackLibrary.bundled.pack(PackID(name)).forms {
                let places = kind.fields.filter { $0.name.hasSuffix("-signature") }
                let kinds = FormField.signerKinds(of: kind)
                #expect(kinds.isSubset(of: known) && kinds.isEmpty == places.isEmpty, "\(name) \(kind.id)")
            }
        }
    }
}
