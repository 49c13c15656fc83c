internal import ArgumentParser
internal import Chronology
internal import Foundation
internal import Logging
internal import Office

/// Shared by the commands that propose a file by which the office is to judge.
struct ProposingOptions: ParsableArguments {
    @Option(help: ArgumentHelp("The office's data folder.", valueName: "DIR")) var data: String
    @Option(help: ArgumentHelp("The sign-in name of the person who proposes it.", valueName: "NAME")) var by: String
    @Option(help: ArgumentHelp("The day from which it counts; today where none is named.", valueName: "YYYY-MM-DD"))
    var from: String?
    @Option(help: "Where the office has it from: the number of a notice.") var source: String
    @Option(help: "Why.") var reason: String

    private struct Result: Encodable {
        let proposal: String
        let confirmed: Bool
    }

    /// Proposes the files as the person whose password is given.
    func propose(_ files: [(name: String, bytes: [UInt8])], _ output: OutputOptions) async throws {
        let day = try from.map { text in
            guard let day = Day(text) else { throw CommandFailure("--from: «\(text)» is no day, YYYY-MM-DD") }
            return day
        }
        let folder = URL(fileURLWithPath: data, isDirectory: true)
        let office = try await Office.open(folder, logger: Logger(label: "liuhen"))
        let file = try office.rulesFile(files)
        let account = try await signIn(office)
        let proposal = try await office.proposeRules(
            file, from: day ?? office.now().day, source: source, reason: reason,
            CommandContext(command: UUID().uuidString, account: account))
        let result = Result(
            proposal: proposal?.id ?? "", confirmed: proposal.map { _ in office.information.isDemo } ?? false)
        try output.print(result, lines: ["proposed \(result.proposal)"])
    }

    private func signIn(_ office: Office) async throws -> Account {
        let source = SignInSource(address: "command-line")
        var step = try await office.signIn(name: by, password: try secret("password"), source: source)
        if case .secondStep(let ticket) = step {
            step = try await office.signIn(
                ticket: ticket, digits: try secret("digits of the authenticator"), source: source)
        }
        guard case .welcome(let token) = step, let account = try await office.account(session: token) else {
            throw CommandFailure("--by: \(by) is not let in: wrong name or password, or no password set yet")
        }
        try await office.signOut(session: token)
        return account
    }

    private func secret(_ what: String) throws -> String {
        if isatty(0) == 1, let typed = getpass("\(what): ") { return String(cString: typed) }
        guard let line = readLine() else { throw CommandFailure("standard input: the \(what) is missing") }
        return line
    }
}
