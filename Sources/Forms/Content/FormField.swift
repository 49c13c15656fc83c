package import Rules

extension FormKind.Field {
    /// Whether the field is a place to sign by hand: its name ends in `-signature`. Such a field is printed as a line
    /// or a cell and never filled in on the screen.
    package var isSignature: Bool { name.hasSuffix("-signature") }

    /// Characters that the field takes at most: a line 200, paragraphs 4,000, a cell of a table 200.
    package var characterLimit: Int { kind == .paragraph ? 4000 : 200 }

    /// Rows that a table takes at most, or names a list.
    package static let rowLimit = 500
}

extension FormKind {
    /// The fields that people fill in, without the places to sign.
    package var contentFields: [Field] { fields.filter { !$0.isSignature } }

    /// The places to sign, in their order.
    package var signatureFields: [Field] { fields.filter(\.isSignature) }
}
