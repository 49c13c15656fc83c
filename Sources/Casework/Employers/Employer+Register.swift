extension Employer {
    /// By what the register knows an employer again: its 统一社会信用代码, and where it has none (a stall, a foreman) its
    /// exact name and address. Nil where neither is known, since a name alone is nobody.
    package var registerKey: String? {
        if let code = creditCode.map({ CreditCode.tidied($0) }), !code.isEmpty { return code }
        guard let address, !address.isBlank, !name.isBlank else { return nil }
        // No code has this mark in it.
        return CreditCode.tidied("\(name)@\(address)")
    }

    /// Whether it is known by name and address alone.
    package var hasNoCode: Bool { creditCode.map { CreditCode.tidied($0).isEmpty } ?? true }
}
