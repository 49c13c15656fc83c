package import Chronology
package import Rules

/// What happened in an act of the officers, on site or at the desk. Always accepted: it is the truth.
package struct ActRecorded: CaseEventBody {
    package static let kind = "act-recorded"
    package static let personalKeys: Set<String> = ["place", "persons", "findings"]

    /// What the officers did.
    package enum Act: String, Sendable, Codable, CaseIterable {
        case questioning, inspection, verification, service, call, message
    }

    package var act: String
    package var what: Act
    package var from: Instant
    package var to: Instant
    package var isOnSite: Bool
    package var officers: [Officer]
    /// nil while unanswered.
    package var certificatesShown: Bool?
    package var certificatesReason: String?
    package var cooperation: String?
    package var obstruction: String?
    package var place: String?
    package var persons: String?
    package var findings: String?

    package init(act: String, what: Act, from: Instant, to: Instant, isOnSite: Bool, officers: [Officer]) {
        self.act = act
        self.what = what
        self.from = from
        self.to = to
        self.isOnSite = isOnSite
        self.officers = officers
    }
}

/// An act was finalised: its papers and recordings are together.
package struct ActFinalised: CaseEventBody {
    package static let kind = "act-finalised"
    package var act: String

    package init(act: String) { self.act = act }
}

/// Something was done that a few answers describe wholly; which ones is data, see ``ActSchema``.
package struct ActEntered: CaseEventBody {
    package static let kind = "act-entered"
    package static let personalKeys: Set<String> = ["personal", FileNames.key]

    package var what: FactKind
    package var subject: String?
    package var answers: [String: FactValue]
    package var personal: [String: FactValue]?
    package var attachments: [BlobReference]

    package init(
        what: FactKind, subject: String?, answers: [String: FactValue], personal: [String: FactValue] = [:],
        attachments: [BlobReference] = []
    ) {
        self.what = what
        self.subject = subject
        self.answers = answers
        self.personal = personal
        self.attachments = attachments
    }
}

/// A recording was taken in.
package struct RecordingAdded: CaseEventBody {
    package static let kind = "recording-added"
    package static let personalKeys: Set<String> = [FileNames.key]

    package var recording: String
    /// The act that it shows; nil for one that is not yet sorted.
    package var act: String?
    package var device: String
    package var deviceRegistered: Bool
    package var deviceReason: String?
    package var start: Instant
    /// When it starts by the file itself; nil where the file does not say, and in entries of earlier versions.
    package var cameraStart: Instant?
    package var durationMilliseconds: Int
    package var isEvidence: Bool
    package var container: String
    package var probedWith: String
    package var blob: BlobReference

    package init(
        recording: String, act: String?, device: String, deviceRegistered: Bool, deviceReason: String?, start: Instant,
        cameraStart: Instant? = nil, durationMilliseconds: Int, isEvidence: Bool, container: String, probedWith: String,
        blob: BlobReference
    ) {
        self.recording = recording
        self.act = act
        self.device = device
        self.deviceRegistered = deviceRegistered
        self.deviceReason = deviceReason
        self.start = start
        self.cameraStart = cameraStart
        self.durationMilliseconds = durationMilliseconds
        self.isEvidence = isEvidence
        self.container = container
        self.probedWith = probedWith
        self.blob = blob
    }

    /// How long it plays, in milliseconds: no less than nothing and no more than a year, whatever was written, so that
    /// a damaged length never reaches beyond the years of a calendar.
    package var playedMilliseconds: Int64 { min(max(0, Int64(durationMilliseconds)), 366 * 86_400_000) }
    /// When it ends.
    package var end: Instant { start.adding(milliseconds: playedMilliseconds) }
}

/// A form was served, or tried to be.
package struct ServiceEntered: CaseEventBody {
    package static let kind = "service-entered"
    package static let personalKeys: Set<String> = ["addressee", "details", "attachments"]

    package var service: String
    package var form: String
    package var method: String
    /// The service receipt's form.
    package var receipt: String?
    package var captures: Int
    package var addressee: String?
    package var details: [String: FactValue]?
    package var attachments: [BlobReference]?

    package init(
        service: String, form: String, method: String, receipt: String?, captures: Int, addressee: String,
        details: [String: FactValue], attachments: [BlobReference]
    ) {
        self.service = service
        self.form = form
        self.method = method
        self.receipt = receipt
        self.captures = captures
        self.addressee = addressee
        self.details = details
        self.attachments = attachments
    }
}
