/// Why a request to a tool has no answer.
enum ToolFailure: Error, Equatable {
    /// Whatever was asked, the tool cannot be started, or does not speak as agreed.
    case broken(FormsError)
    /// The tool ended over the request, or held it up and was stopped: ``FormsError/toolEnded`` or
    /// ``FormsError/timedOut(seconds:)``.
    case lost(FormsError)
    /// The tool says why not; the codes are those that its module describes.
    case refused(code: String, detail: String)

    /// What is wrong where the request was about a file that anyone may have made: unless the tool is broken, the file.
    /// - Parameter problem: what the file is then.
    func blaming(_ problem: FormsError) -> FormsError {
        switch self {
        case .broken(let error): error
        case .lost, .refused: problem
        }
    }
}
