package import Casework
package import Rules

/// A form as its drafter meets it.
package struct FormSheet: Sendable {
    package let kind: FormKind
    /// nil for one not yet begun.
    package let form: Form?
    /// What is typed, or filled in from what the case knows.
    package let fields: [String: FieldContent]
    /// The version that a save would make.
    package let nextVersion: Int
    package let about: String?
    /// What is missing before it can be submitted.
    package let problems: [Problem]
    /// What stands against its next step.
    package let refusals: [Refusal]
}

/// What a person types into a form.
package struct FormEntry: Sendable {
    package var formID: String?
    package var kind: FormKindID
    /// The version that was seen; 0 for a new form.
    package var seenVersion: Int
    package var about: String?
    package var corrects: String?
    package var fields: [String: FieldContent]

    /// Under which its autosaved draft is kept. Two new forms of one kind that are about different things, or correct
    /// different forms, are two drafts.
    var draftKey: String { Self.draftKey(formID, kind: kind, about: about, corrects: corrects) }

    static func draftKey(_ id: String?, kind: FormKindID, about: String?, corrects: String?) -> String {
        id ?? "new:\(kind)" + (about.map { ":about:\($0)" } ?? "") + (corrects.map { ":corrects:\($0)" } ?? "")
    }

    package init(
        formID: String?, kind: FormKindID, seenVersion: Int, about: String? = nil, corrects: String? = nil,
        fields: [String: FieldContent]
    ) {
        self.formID = formID
        self.kind = kind
        self.seenVersion = seenVersion
        self.about = about
        self.corrects = corrects
        self.fields = fields
    }
}
