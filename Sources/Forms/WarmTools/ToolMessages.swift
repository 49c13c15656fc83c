/// A line to a tool; `Tools/tool.py` describes it.
struct ToolRequest<Body: Encodable>: Encodable {
    /// The number that the reply repeats.
    let id: Int
    /// How many bytes follow the line.
    let bytes: Int
    /// What is asked; its keys stand beside the number.
    let body: Body

    private enum CodingKeys: String, CodingKey { case id, bytes }

    func encode(to encoder: any Encoder) throws {
        try body.encode(to: encoder)
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(id, forKey: .id)
        try container.encode(bytes, forKey: .bytes)
    }
}

/// A line from a tool: an answer, or why there is none.
struct ToolReply<Answer: Decodable>: Decodable {
    let id: Int
    let outcome: Result<Answer, ToolFailure>

    private enum CodingKeys: String, CodingKey { case id, error, detail }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        id = try container.decode(Int.self, forKey: .id)
        if let code = try container.decodeIfPresent(String.self, forKey: .error) {
            let detail = try container.decodeIfPresent(String.self, forKey: .detail)
            outcome = .failure(.refused(code: code, detail: detail ?? ""))
        } else {
            outcome = .success(try Answer(from: decoder))
        }
    }
}
