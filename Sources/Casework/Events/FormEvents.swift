package import Rules

/// What was typed into one field of a form.
package enum FieldContent: Hashable, Sendable {
    case text(String)
    /// Whole fen, or a count.
    case number(Int)
    case yes(Bool)
    /// Rows of a table: column name to text.
    case rows([[String: String]])
}

/// A version of a form was written. Autosaved drafts are no events; this is what its drafter put on record.
package struct FormDrafted: CaseEventBody {
    package static let kind = "form-drafted"
    package static let personalKeys: Set<String> = ["fields"]

    package var form: String
    package var formKind: FormKindID
    package var version: Int
    /// What the form is about: an act, another form, a service.
    package var about: String?
    /// The form that this one corrects.
    package var corrects: String?
    /// The fields, less those that are too long for the log.
    package var fields: [String: FieldContent]?
    /// The fields that are too long for the log, as JSON in the vault; nil where all of them stand in the log.
    package var longFields: BlobReference?
    /// What the blob says. Read by whoever has the vault before the event is folded in; nil while it was not read, or
    /// cannot be. It is never written to the log.
    package var longContent: [String: FieldContent]?

    private enum CodingKeys: String, CodingKey {
        case form, formKind, version, about, corrects, fields, longFields
    }

    /// All that the version states, as far as it can be read.
    package var content: [String: FieldContent] {
        (fields ?? [:]).merging(longContent ?? [:]) { short, _ in short }
    }

    /// Whether fields in the vault could not be read.
    package var lacksContent: Bool { longFields != nil && longContent == nil }

    package init(
        form: String, formKind: FormKindID, version: Int, about: String?, corrects: String?,
        fields: [String: FieldContent]
    ) {
        self.form = form
        self.formKind = formKind
        self.version = version
        self.about = about
        self.corrects = corrects
        self.fields = fields
    }
}

/// A form left its drafter: its PDF/A is frozen.
package struct FormSubmitted: CaseEventBody {
    package static let kind = "form-submitted"
    package var form: String
    package var version: Int
    package var to: RoleID?
    package var document: BlobReference
    /// Name and version of the tool, template and fonts that set it.
    package var setWith: String

    package init(form: String, version: Int, to: RoleID?, document: BlobReference, setWith: String) {
        self.form = form
        self.version = version
        self.to = to
        self.document = document
        self.setWith = setWith
    }
}

/// A reviewer passed or returned a form.
package struct FormReviewed: CaseEventBody {
    package static let kind = "form-reviewed"
    package var form: String
    package var version: Int
    package var passed: Bool
    package var opinion: String
    /// The role in which it was done; nil in entries from before it was stated.
    package var role: RoleID?

    package init(form: String, version: Int, passed: Bool, opinion: String, role: RoleID? = nil) {
        self.form = form
        self.version = version
        self.passed = passed
        self.opinion = opinion
        self.role = role
    }
}

/// A form that had passed its review was put to the approver.
package struct FormForwarded: CaseEventBody {
    package static let kind = "form-forwarded"
    package var form: String
    package var version: Int
    package var to: RoleID

    package init(form: String, version: Int, to: RoleID) {
        self.form = form
        self.version = version
        self.to = to
    }
}

/// An approver decided on a form.
package struct FormDecided: CaseEventBody {
    package static let kind = "form-decided"
    package static let personalKeys: Set<String> = [FileNames.key]

    /// An approval that was given on paper and is entered from its scan by someone other than the drafter.
    package struct OnPaper: Hashable, Sendable, Codable {
        package let approver: Officer
        package let role: RoleID
        package let scan: BlobReference
        /// How the scan was matched; nil in entries from before scans were.
        package let check: ScanCheck?

        package init(approver: Officer, role: RoleID, scan: BlobReference, check: ScanCheck? = nil) {
            self.approver = approver
            self.role = role
            self.scan = scan
            self.check = check
        }
    }

    package var form: String
    package var version: Int
    package var approved: Bool
    package var opinion: String
    /// The SHA-256 of the frozen PDF/A that was decided on.
    package var document: String
    package var onPaper: OnPaper?
    /// The role in which it was decided; nil on paper, and in entries from before it was stated.
    package var role: RoleID?

    package init(
        form: String, version: Int, approved: Bool, opinion: String, document: String, onPaper: OnPaper?,
        role: RoleID? = nil
    ) {
        self.role = role
        self.form = form
        self.version = version
        self.approved = approved
        self.opinion = opinion
        self.document = document
        self.onPaper = onPaper
    }
}

/// A form got its number and left the office as its paper.
package struct FormIssued: CaseEventBody {
    package static let kind = "form-issued"
    package var form: String
    package var version: Int
    /// The document number; nil for a form without one.
    package var number: String?
    package var document: BlobReference

    package init(form: String, version: Int, number: String?, document: BlobReference) {
        self.form = form
        self.version = version
        self.number = number
        self.document = document
    }
}

/// A form was signed: on paper with its scan, or in the system.
package struct FormSigned: CaseEventBody {
    package static let kind = "form-signed"
    package static let personalKeys: Set<String> = ["names", "scan"]
    package var form: String
    package var version: Int
    /// `officer`, `party`, `complainant`, `witness`, `addressee`, `participant` …: one for each signature.
    package var signers: [String]
    package var withFingerprint: Bool
    package var isSealed: Bool
    package var pages: Int
    package var names: [String]?
    /// The sheets scanned back; a wet-ink form counts as signed only with it.
    package var scan: BlobReference?
    /// How the scan was matched; nil in entries from before scans were.
    package var check: ScanCheck?

    package init(
        form: String, version: Int, signers: [String], withFingerprint: Bool, isSealed: Bool, pages: Int,
        names: [String], scan: BlobReference?, check: ScanCheck? = nil
    ) {
        self.check = check
        self.form = form
        self.version = version
        self.signers = signers
        self.withFingerprint = withFingerprint
        self.isSealed = isSealed
        self.pages = pages
        self.names = names
        self.scan = scan
    }
}

/// A form was voided before its service. Its number is never used again.
package struct FormVoided: CaseEventBody {
    package static let kind = "form-voided"
    package var form: String
    package var reason: String

    package init(form: String, reason: String) {
        self.form = form
        self.reason = reason
    }
}

extension FieldContent: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let value = try? container.decode(Bool.self) {
            self = .yes(value)
        } else if let value = try? container.decode(Int.self) {
            self = .number(value)
        } else if let value = try? container.decode(String.self) {
            self = .text(value)
        } else {
            self = .rows(try container.decode([[String: String]].self))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .yes(let value): try container.encode(value)
        case .rows(let value): try container.encode(value)
        }
    }
}
