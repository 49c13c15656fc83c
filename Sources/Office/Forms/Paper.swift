internal import Casework
internal import Chronology
internal import Rules

/// A form on its way to the typesetter, with all that its paper shows.
struct Paper: Sendable {
    let kind: FormKind
    let `case`: Case
    /// nil for the preview of one not yet begun.
    let form: Form?
    let formID: String
    let version: Int
    let fields: [String: FieldContent]
    let number: String?
    let information: OfficeInformation
    let now: Instant
}
