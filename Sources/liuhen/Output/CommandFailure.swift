internal import Foundation
internal import Office
internal import Rules

/// A failure of a command in one line for the terminal.
struct CommandFailure: Error {
    let text: String

    init(_ text: String) { self.text = text }

    /// The line for an error of ours; nil for one of the argument parser's.
    static func message(of error: any Error) -> String? {
        switch error {
        case let failure as CommandFailure: "liuhen: \(failure.text)"
        case let error as PackError:
            "liuhen: \(error.file):\(error.line.map(String.init) ?? "?"): \(error.key): \(text(of: error.problem))"
        case let error as CalendarError: "liuhen: \(CalendarErrorText.line(error))"
        case let error as OfficeError: "liuhen: \(error.line)"
        case let problem as BackupProblem: "liuhen: \(BackupProblemText.line(problem))"
        case let error as CocoaError: "liuhen: \(error.localizedDescription)"
        default: nil
        }
    }

    private static func text(of problem: PackError.Problem) -> String {
        switch problem {
        case .unreadable: "cannot be read as UTF-8 text"
        case .notYAML(let detail): "is not YAML: \(detail.split(whereSeparator: \.isNewline).joined(separator: " "))"
        case .unknownKey(let allowed): "unknown key; allowed here: \(allowed.joined(separator: ", "))"
        case .missing: "is missing"
        case .notA(let kind): "is not a \(kind)"
        case .unknownName(let name): "names «\(name)», which the pack does not have"
        case .duplicate(let name): "«\(name)» stands twice"
        case .reservedName(let name): "«\(name)» already says something of every fact; call it otherwise"
        }
    }
}
