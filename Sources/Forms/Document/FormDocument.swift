package import Chronology
package import Rules

/// A form ready to be typeset: everything that its paper shows, and nothing that has to be looked up.
package struct FormDocument: Hashable, Sendable {
    package var kind: FormKind
    package var content: FormContent
    /// The case and the form as the codes on the pages name them; opaque, without names of people.
    package var caseID: String
    package var formID: String
    /// The version, from 1.
    package var version: Int
    /// The case number (立案序号); nil before the case has one.
    package var caseNumber: String?
    /// The document number (文号); nil before it is given, and the paper then leaves room for it.
    package var number: String?
    /// The organ at the head of the paper and, in letters, above its seal.
    package var issuer: String
    /// The day of the paper; nil leaves room for it.
    package var day: Day?
    /// What reviewers and approvers said, and the empty cells in which they will.
    package var opinions: [Opinion]
    /// Who signed where, by the name of the signature field; absent ones are lines to sign on.
    package var signatures: [String: Signature]
    /// Whether the paper is marked 演示.
    package var isDemo: Bool
    /// The time of this rendering: the only time in the file's own data.
    package var madeAt: Instant

    /// A form to be typeset.
    package init(
        kind: FormKind, content: FormContent, caseID: String, formID: String, version: Int = 1,
        caseNumber: String? = nil, number: String? = nil, issuer: String, day: Day? = nil, opinions: [Opinion] = [],
        signatures: [String: Signature] = [:], isDemo: Bool, madeAt: Instant
    ) {
        self.kind = kind
        self.content = content
        self.caseID = caseID
        self.formID = formID
        self.version = version
        self.caseNumber = caseNumber
        self.number = number
        self.issuer = issuer
        self.day = day
        self.opinions = opinions
        self.signatures = signatures
        self.isDemo = isDemo
        self.madeAt = madeAt
    }

    /// A cell of an approval.
    package struct Opinion: Hashable, Sendable {
        /// Whose opinion: 本机构负责人审批意见.
        package var title: String
        package var text: String
        package var name: String
        package var day: Day?
        /// A remark beside the signature: that it was given on paper and entered by someone else.
        package var note: String

        /// An opinion, or an empty cell for one.
        package init(title: String, text: String = "", name: String = "", day: Day? = nil, note: String = "") {
            self.title = title
            self.text = text
            self.name = name
            self.day = day
            self.note = note
        }
    }

    /// A name in a place to sign.
    package struct Signature: Hashable, Sendable {
        package var name: String
        package var day: Day?

        /// A name to be printed in a place to sign.
        package init(name: String, day: Day? = nil) {
            self.name = name
            self.day = day
        }
    }
}
