import Testing

@testable import Web

@Suite struct `What a person sends with a form` {
    @Test func `texts are decoded, and several of a name are kept`() throws {
        let form = try #require(FormBody(urlEncoded: "name=%E5%BC%A0+%E4%B8%89&officers=li&officers=zhao&empty="))
        #expect(form["name"] == "张 三")
        #expect(form.all("officers") == ["li", "zhao"])
        #expect(form["empty"] == nil)
    }

    @Test(arguments: ["", "&&=&", "=x", "%zz", "a=%", "a=%E5", "a=%00%07"])
    func `a broken body is read as far as it goes`(body: String) throws {
        let form = try #require(FormBody(urlEncoded: body))
        #expect(form.raw("a").unicodeScalars.allSatisfy { $0.value >= 0x20 })
    }

    @Test func `line ends become one kind and white space around a text is cut`() {
        let form = FormBody(values: ["text": ["  一\r\n二\r三 \u{0} "]])
        #expect(form["text"] == "一\n二\n三")
    }

    @Test func `rows are ordered by their index, which need not be dense`() throws {
        let form = try #require(FormBody(urlEncoded: "w.10.name=c&w.2.name=b&w.2.paid=1&w.0.name=a&w.1.name="))
        #expect(form.rows("w").map { $0["name"] } == ["a", "", "b", "c"])
        #expect(form.filledRows("w").map { $0["name"] } == ["a", "b", "c"])
        #expect(form.filledRows("w")[1]["paid"] == "1")
    }

    @Test(arguments: [
        "w.-1.name=x", "w.99999999999999999999.name=x", "w.name=x", "w..name=x", "w.1=x", "w.1.=x", "w.x.name=x",
    ])
    func `a row that names no place is left out`(body: String) throws {
        let form = try #require(FormBody(urlEncoded: body))
        #expect(form.rows("w").isEmpty)
    }

    @Test func `too many names are refused`() {
        let body = (0...FormBody.limit).map { "n\($0)=1" }.joined(separator: "&")
        #expect(FormBody(urlEncoded: body) == nil)
    }

    @Test func `a boundary is taken from the content type of forms with files alone`() {
        #expect(Multipart.boundary(of: "multipart/form-data; boundary=abc") == "abc")
        #expect(Multipart.boundary(of: "Multipart/Form-Data; charset=utf-8; boundary=\"a b\"") == "a b")
        #expect(Multipart.boundary(of: "application/x-www-form-urlencoded") == nil)
        #expect(Multipart.boundary(of: "multipart/form-data") == nil)
        #expect(Multipart.boundary(of: "multipart/form-data; boundary=" + String(repeating: "x", count: 71)) == nil)
    }

    /// The body of RFC 7578 §4.2 and the ways of browsers, written out by hand.
    private static let body = """
        --AaB03x\r
        Content-Disposition: form-data; name="field1"\r
        \r
        张三\r
        --AaB03x\r
        content-disposition: form-data; name="upload"; filename="C:\\dir\\考勤; %22表%22.pdf"\r
        Content-Type: application/pdf\r
        \r
        %PDF\r\n-- no delimiter\r
        --AaB03x--\r

        """

    @Test func `a body with a file is taken apart`() throws {
        let form = try #require(Multipart.read(Array(Self.body.utf8), boundary: "AaB03x"))
        #expect(form["field1"] == "张三")
        let file = try #require(form.filled("upload").first)
        #expect(file.name == "考勤; \"表\".pdf")
        #expect(file.mediaType == "application/pdf")
        #expect(file.bytes == Array("%PDF\r\n-- no delimiter".utf8))
    }

    @Test func `a body cut anywhere is refused and never a trap`() {
        let whole = Array(Self.body.utf8)
        let end = whole.count - 4
        for length in 0..<end { #expect(Multipart.read(Array(whole[..<length]), boundary: "AaB03x") == nil) }
    }

    @Test func `percent encoding gives back what it was given`() {
        let text = "案件 a&b=c/ü+%\"<>"
        let encoded = PercentEncoding.encode(text)
        #expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "&") })
        #expect(PercentEncoding.decode(Array(encoded.utf8)) == text)
    }
}
