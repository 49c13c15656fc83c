import ArgumentParser
import Foundation
import Office

/// The command line. One file a command, in `Commands/`.
///
/// Exit codes: 0 fine, 1 the thing checked is not right, 2 unusable input.
@main
struct Liuhen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "liuhen",
        abstract: "Records the full process of administrative law enforcement, provably.",
        version: Product.version,
        subcommands: [
            Serve.self, Demo.self, Init.self, Verify.self, Export.self, Obligations.self, Cases.self, RulesCommand.self,
            DrawCommand.self, LedgerCommand.self, Keys.self, RebuildViews.self, Status.self, ImportCommand.self,
            CalendarCommand.self,
            Backup.self, RestoreCommand.self, Upgrade.self,
            WitnessCommand.self,
        ])

    /// Runs the command line; wrong usage exits with 2, since 1 means that something checked is not right.
    static func main() async {
        do {
            var command = try parseAsRoot()
            if var asynchronous = command as? any AsyncParsableCommand {
                try await asynchronous.run()
            } else {
                try command.run()
            }
        } catch {
            exit(for: error)
        }
    }

    private static func exit(for error: any Error) -> Never {
        if let code = error as? ExitCode { Foundation.exit(code.rawValue) }
        let isHelp = exitCode(for: error) == .success
        // What the parser does not know is a failure below, told in one line like every other.
        let isUnknown = exitCode(for: error) == .failure
        let message =
            CommandFailure.message(of: error)
            ?? (isUnknown ? "liuhen: \(error)".replacing("\n", with: " ") : fullMessage(for: error))
        FileHandle(fileDescriptor: isHelp ? 1 : 2).write(Data((message + "\n").utf8))
        Foundation.exit(isHelp ? 0 : 2)
    }
}
