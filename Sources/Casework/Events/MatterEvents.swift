package import Chronology

/// A complaint, report, referral or other matter was taken in.
package struct MatterReceived: CaseEventBody {
    package static let kind = "matter-received"
    package static let personalKeys: Set<String> = ["complainants", "employers", "summary", "wages", "description"]
    package static let sealedKeys: Set<String> = ["informant"]

    /// Where a matter comes from.
    package enum Source: String, Sendable, Codable, CaseIterable { case complaint, report, referred, assigned, other }
    /// How it came.
    package enum Channel: String, Sendable, Codable, CaseIterable { case visit, phone, letter, other }
    /// The line of business.
    package enum Industry: String, Sendable, Codable, CaseIterable { case general, construction }
    /// Who wrote the registration form.
    package enum Writer: String, Sendable, Codable, CaseIterable { case complainant, reporter, dictated, officer }

    /// Who reported, where the person is to stay unknown to all but a few. Lives on the sealed part alone.
    package struct Informant: Hashable, Sendable, Codable {
        package var name: String
        package var sex: String
        package var contact: String

        package init(name: String, sex: String, contact: String) {
            self.name = name
            self.sex = sex
            self.contact = contact
        }
    }

    /// The number under which the matter runs until the case has its serial.
    package var intakeNumber: String
    package var unit: String
    /// `city` or `district`.
    package var level: String
    package var cause: String
    package var source: Source
    package var channel: Channel
    package var industry: Industry
    package var writtenBy: Writer
    package var isAnonymous: Bool
    /// `self`, `agent` or `other`.
    package var relation: String?
    /// Why a person without an own interest goes on as a complainant.
    package var choiceReason: String?
    package var sendingOrgan: String?
    package var sendingNumber: String?
    package var sendingDay: Day?
    /// `offered` or `none-available`.
    package var evidence: String?
    /// The window camera whose recording shows a visit; nil where there is none, with the reason beside.
    package var windowRecording: String?
    package var windowRecordingReason: String?
    /// A kind of act under heightened trace management.
    package var isHeightened: Bool
    package var complainants: [Complainant]?
    /// The procedure of the pack by which the matter runs, where it knows several: `penalty`, `inspection`, `licence` …
    package var procedure: String?
    package var employers: [Employer]?
    package var summary: String?
    package var description: String?
    package var wages: [WageRow]?
    package var informant: Informant?

    package init(
        intakeNumber: String, unit: String, level: String, cause: String, source: Source, channel: Channel,
        industry: Industry, writtenBy: Writer, isAnonymous: Bool = false, isHeightened: Bool = false
    ) {
        self.intakeNumber = intakeNumber
        self.unit = unit
        self.level = level
        self.cause = cause
        self.source = source
        self.channel = channel
        self.industry = industry
        self.writtenBy = writtenBy
        self.isAnonymous = isAnonymous
        self.isHeightened = isHeightened
    }
}

/// One piece of material was handed in.
package struct MaterialReceived: CaseEventBody {
    package static let kind = "material-received"
    package static let personalKeys: Set<String> = ["name", "blob"]

    package var item: String
    package var pages: Int
    /// `complainant`, `reporter` or `inspected-unit`.
    package var submitter: String
    package var isCopy: Bool
    /// `intake` or `investigation`.
    package var phase: String
    /// What the paper is, where a rule asks for it by name: `violation-statement`, `report-letter`.
    package var document: String?
    package var name: String?
    package var blob: BlobReference?

    package init(
        item: String, pages: Int, submitter: String, isCopy: Bool, phase: String, document: String? = nil,
        name: String?,
        blob: BlobReference?
    ) {
        self.item = item
        self.pages = pages
        self.submitter = submitter
        self.isCopy = isCopy
        self.phase = phase
        self.document = document
        self.name = name
        self.blob = blob
    }
}

/// The case got its serial number.
package struct CaseNumbered: CaseEventBody {
    package static let kind = "case-numbered"
    package var serial: String

    package init(serial: String) { self.serial = serial }
}

/// Lead officer and co-officers were named.
package struct LeadAssigned: CaseEventBody {
    package static let kind = "lead-assigned"
    package var lead: Officer
    package var others: [Officer]
    package var reason: String?

    package init(lead: Officer, others: [Officer], reason: String? = nil) {
        self.lead = lead
        self.others = others
        self.reason = reason
    }
}
