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

    @Test func `a reader of the screen says the hint and what is wrong`() {
        var field = FieldView.of("days", "期限", .number, in: nil, hint: "自收到之日起。")
        #expect(field.described == "hint-field-days")
        field.problem = "请填写整数。"
        #expect(field.described == "hint-field-days why-field-days")
        #expect(FieldView.of("cause", "案由", in: nil).described == nil)
    }

    @Test func `a file that was chosen is asked for again after a refusal`() {
        let field = FieldView.of("upload", "扫描件", .files, in: nil)
        let problem = ProblemView(422, "refused", "没有完成", "请填写理由")
        #expect(field.marked(by: problem).hint?.contains("重新选择") == true)
        #expect(field.marked(by: nil).hint == nil)
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
