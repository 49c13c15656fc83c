package import Rules

/// Why something about accounts, passwords or rights cannot be done, whoever asks.
package enum AccountProblem: Hashable, Sendable {
    case password(PasswordProblem)
    /// The person who is asked for has no open account.
    case closed(name: String)
    /// Nobody changes the own rights.
    case ownRights
    /// One of the three administrators' roles goes with no other role (三员分立).
    case administratorsApart(held: RoleID, wanted: RoleID)
    /// The office would be left without this administrator.
    case lastAdministrator(RoleID)
    /// No pack knows the role, or a unit cannot give it.
    case unknownRole(RoleID)
    /// The role is not held by the person whose deputy is named.
    case notHeld(RoleID)
    /// Who asked for a reset, and who loses the password, cannot confirm it.
    case sameAdministrator
    /// There is nothing to confirm: nobody asked, or it was done.
    case nothingAsked
    /// The time for the step is over: one signs in again.
    case ticketOver
    /// The digits are not those that the authenticator shows.
    case wrongDigits
    case endsBeforeStart
    case signInNameTaken(String)
    /// The unit still has a person, or a unit below it.
    case unitInUse(String)
    /// The device is retired, in repair, or registered already.
    case device(String)
    /// The hand-over is at another step.
    case handover(String)
}

/// What is wrong with a password.
package enum PasswordProblem: Hashable, Sendable {
    case tooShort(minimum: Int)
    case tooLong(maximum: Int)
    /// It holds the person's name or sign-in name.
    case holdsName
    /// It is the one-time code.
    case isCode
    /// It has too few different characters.
    case tooPlain
    /// It is the password that it should replace.
    case unchanged
    /// The present password, asked for again, is another.
    case wrongCurrent
    /// It was typed differently the second time.
    case notRepeated
}

/// What a password must be. Length counts: rules on kinds of characters make people write passwords down.
enum PasswordRule {
    static let minimum = 10
    static let maximum = 200
    private static let distinct = 5

    /// - Throws: ``OfficeError/account(_:)``.
    static func check(_ password: String, of account: Account) throws(OfficeError) {
        let lower = password.lowercased()
        if password.count < minimum { throw .account(.password(.tooShort(minimum: minimum))) }
        if password.count > maximum { throw .account(.password(.tooLong(maximum: maximum))) }
        if Set(password).count < distinct { throw .account(.password(.tooPlain)) }
        let name = account.name.lowercased().filter { !$0.isWhitespace }
        // Two letters stand in many words; two characters are a person's whole name.
        let names = [account.signInName].filter { $0.count > 2 } + [name].filter { $0.count > 1 }
        let rest = names.reduce(lower) { text, name in text.replacing(name, with: "") }
        // A name may stand in a long password; it counts for nothing.
        if rest.count < minimum, rest != lower { throw .account(.password(.holdsName)) }
    }
}
