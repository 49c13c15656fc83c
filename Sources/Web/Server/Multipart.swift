/// Reads `multipart/form-data`, with which a browser sends a form that has files. Source: RFC 7578, RFC 2046 §5.1.
enum Multipart {
    /// The boundary that a `Content-Type` names; nil for another type or a boundary that is no such.
    static func boundary(of contentType: String) -> String? {
        let parts = contentType.split(separator: ";").map(trimmed)
        guard parts.first?.lowercased() == "multipart/form-data" else { return nil }
        let parameter = parts.dropFirst().first { $0.lowercased().hasPrefix("boundary=") }
        guard var value = parameter.map({ String($0.dropFirst("boundary=".count)) }) else { return nil }
        if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
            value = String(value.dropFirst().dropLast())
        }
        return (1...70).contains(value.utf8.count) ? value : nil
    }

    /// Reads a whole body; nil where it is not such a body.
    static func read(_ body: [UInt8], boundary: String) -> FormBody? {
        let delimiter = Array("\r\n--\(boundary)".utf8)
        // The first delimiter has no line before it.
        let bytes = Array("\r\n".utf8) + body
        var form = FormBody()
        guard var start = find(delimiter, in: bytes, from: 0) else { return nil }
        var count = 0
        while true {
            start += delimiter.count
            if bytes[start...].starts(with: "--".utf8) { return form }
            count += 1
            guard count <= FormBody.limit, bytes[start...].starts(with: "\r\n".utf8),
                let end = find(delimiter, in: bytes, from: start),
                let blank = find(Array("\r\n\r\n".utf8), in: bytes, from: start),
                blank + 2 <= end
            else { return nil }
            let head = String(decoding: bytes[start..<blank], as: UTF8.self)
            let content = blank + 4 <= end ? Array(bytes[(blank + 4)..<end]) : []
            guard take(head, content, into: &form) else { return nil }
            start = end
        }
    }

    private static func take(_ head: String, _ content: [UInt8], into form: inout FormBody) -> Bool {
        var name: String?
        var fileName: String?
        var mediaType = "text/plain"
        for line in head.split(whereSeparator: \.isNewline) {
            let halves = line.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { return false }
            switch halves[0].lowercased() {
            case "content-disposition":
                name = parameter("name", of: halves[1])
                fileName = parameter("filename", of: halves[1])
            case "content-type": mediaType = trimmed(halves[1])
            default: continue
            }
        }
        guard let name else { return false }
        if let fileName {
            // Only the last part of a path that some clients send.
            let last = fileName.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
            form.append(FormBody.File(name: last, mediaType: mediaType, bytes: content), to: name)
        } else {
            form.append(String(decoding: content, as: UTF8.self), to: name)
        }
        return true
    }

    /// A parameter's value. Browsers write a quotation mark in a name as `%22`.
    private static func parameter(_ name: String, of field: Substring) -> String? {
        for part in splitOutsideQuotes(field) {
            let halves = part.split(separator: "=", maxSplits: 1)
            guard halves.count == 2, trimmed(halves[0]).lowercased() == name else { continue }
            var value = trimmed(halves[1])
            if value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") {
                value = String(value.dropFirst().dropLast())
            }
            return value.replacing("%22", with: "\"").replacing("\\\"", with: "\"")
        }
        return nil
    }

    private static func splitOutsideQuotes(_ text: Substring) -> [Substring] {
        var parts: [Substring] = []
        var start = text.startIndex
        var isQuoted = false
        for index in text.indices {
            if text[index] == "\"" { isQuoted.toggle() }
            if text[index] == ";", !isQuoted {
                parts.append(text[start..<index])
                start = text.index(after: index)
            }
        }
        return parts + [text[start...]]
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        var rest = Substring(text)
        while let first = rest.first, first.isWhitespace { rest.removeFirst() }
        while let last = rest.last, last.isWhitespace { rest.removeLast() }
        return String(rest)
    }

    private static func find(_ needle: [UInt8], in bytes: [UInt8], from start: Int) -> Int? {
        guard let first = needle.first, bytes.count >= needle.count else { return nil }
        return bytes.withUnsafeBufferPointer { buffer in
            needle.withUnsafeBufferPointer { wanted in
                var index = start
                let last = buffer.count - wanted.count
                while index <= last {
                    if buffer[index] == first {
                        var matched = 1
                        while matched < wanted.count, buffer[index + matched] == wanted[matched] { matched += 1 }
                        if matched == wanted.count { return index }
                    }
                    index += 1
                }
                return nil
            }
        }
    }
}
