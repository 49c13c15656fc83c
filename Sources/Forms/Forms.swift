/// What can go wrong while a form is made into a paper.
///
/// A form that is not filled in properly is no error: see ``FormProblem``.
package enum FormsError: Error, Equatable, Sendable {
    /// The typesetting tool could not be started from this path.
    case toolMissing(path: String)
    /// The tool was started and knows none of these font families.
    case fontsMissing([String])
    /// The tool ended, twice in a row, without an answer.
    case toolEnded
    /// The tool gave no answer within the time limit and was stopped.
    case timedOut(seconds: Int)
    /// The tool answered something that is no answer.
    case badAnswer
    /// The templates refused the data.
    case typesetting(detail: String)
    /// A volume could not be put together from its parts.
    case mergeFailed(detail: String)
    /// What a page's code must say is longer than a code of version 10, level M, can hold.
    case markTooLong(bytes: Int, limit: Int)
    /// A scan is neither a PDF nor a picture, or damaged.
    case scanNotReadable
    /// A scan is longer than is looked at in one piece.
    case scanTooLong(bytes: Int, limit: Int)
    /// A file is no spreadsheet that can be read, or too large a one.
    case sheetNotReadable
    /// A bundle of texts is not taken.
    case bundle(BundleProblem)

    /// A stable name for JSON, logs and exit messages.
    package var code: String {
        switch self {
        case .toolMissing: "tool-missing"
        case .fontsMissing: "fonts-missing"
        case .toolEnded: "tool-ended"
        case .timedOut: "timed-out"
        case .badAnswer: "bad-answer"
        case .typesetting: "typesetting"
        case .mergeFailed: "merge-failed"
        case .markTooLong: "mark-too-long"
        case .sheetNotReadable: "sheet-not-readable"
        case .bundle: "bundle"
        case .scanNotReadable: "scan-not-readable"
        case .scanTooLong: "scan-too-long"
        }
    }
}
