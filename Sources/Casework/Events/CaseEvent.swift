package import Foundation

/// The content of an event: one struct a kind, read and written as JSON without floating-point numbers.
package protocol CaseEventBody: Codable, Hashable, Sendable {
    /// The kind's name in the log.
    static var kind: String { get }
    /// The properties that go to the `personal` part. They are optional, since the part may be withheld.
    static var personalKeys: Set<String> { get }
    /// The properties that go to the `sealed` part, optional likewise.
    static var sealedKeys: Set<String> { get }
}

extension CaseEventBody {
    package static var personalKeys: Set<String> { [] }
    package static var sealedKeys: Set<String> { [] }
}

/// Something that happened in a case.
package enum CaseEvent: Hashable, Sendable {
    case matterReceived(MatterReceived)
    case materialReceived(MaterialReceived)
    case caseNumbered(CaseNumbered)
    case leadAssigned(LeadAssigned)
    case formDrafted(FormDrafted)
    case formSubmitted(FormSubmitted)
    case formReviewed(FormReviewed)
    case formForwarded(FormForwarded)
    case formDecided(FormDecided)
    case formIssued(FormIssued)
    case formSigned(FormSigned)
    case formVoided(FormVoided)
    case actRecorded(ActRecorded)
    case actFinalised(ActFinalised)
    case actEntered(ActEntered)
    case recordingAdded(RecordingAdded)
    case serviceEntered(ServiceEntered)
    case wagesEntered(WagesEntered)
    case caseJoined(CaseJoined)
    case caseTakenIn(CaseTakenIn)
    case caseSplitOff(CaseSplitOff)
    case caseTakenOver(CaseTakenOver)

    /// The content.
    package var body: any CaseEventBody {
        switch self {
        case .matterReceived(let body): body
        case .materialReceived(let body): body
        case .caseNumbered(let body): body
        case .leadAssigned(let body): body
        case .formDrafted(let body): body
        case .formSubmitted(let body): body
        case .formReviewed(let body): body
        case .formForwarded(let body): body
        case .formDecided(let body): body
        case .formIssued(let body): body
        case .formSigned(let body): body
        case .formVoided(let body): body
        case .actRecorded(let body): body
        case .actFinalised(let body): body
        case .actEntered(let body): body
        case .recordingAdded(let body): body
        case .serviceEntered(let body): body
        case .wagesEntered(let body): body
        case .caseJoined(let body): body
        case .caseTakenIn(let body): body
        case .caseSplitOff(let body): body
        case .caseTakenOver(let body): body
        }
    }
}

/// An event as it is written to the log: JSON objects of UTF-8, by part.
package struct EventRecord: Hashable, Sendable {
    /// The version of every kind written by this build. Older ones are read through upcasters of the log.
    package static let currentVersion = 1

    package let kind: String
    package let open: Data
    package let personal: Data?
    package let sealed: Data?

    package init(kind: String, open: Data, personal: Data?, sealed: Data?) {
        self.kind = kind
        self.open = open
        self.personal = personal
        self.sealed = sealed
    }
}

/// Why an event of the log could not be read.
package enum EventError: Error, Equatable, Sendable {
    /// This build does not know the kind: decisions on the stream stop, reading goes on.
    case unknownKind(String)
    /// The content is not what the kind states.
    case malformed(kind: String)
}

extension CaseEvent {
    /// The event as it is written.
    /// - Throws: ``EventError/malformed(kind:)`` where the body does not encode, which a test of every kind excludes.
    package func record() throws(EventError) -> EventRecord {
        let body = self.body
        let type = type(of: body)
        do {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            var whole = try JSONSerialization.jsonObject(with: encoder.encode(body)) as? [String: Any] ?? [:]
            if type.personalKeys.contains(FileNames.key) {
                let apart = FileNames.takeOut(of: whole)
                whole = apart.object
                // References without a name are those whose names were withheld.
                if apart.names.contains(where: { !$0.isEmpty }) { whole[FileNames.key] = apart.names }
            }
            func part(_ belongs: (String) -> Bool) throws -> Data? {
                let object = whole.filter { belongs($0.key) }
                guard !object.isEmpty else { return nil }
                return try JSONSerialization.data(
                    withJSONObject: object, options: [.sortedKeys, .withoutEscapingSlashes])
            }
            return EventRecord(
                kind: type.kind,
                open: try part { !type.personalKeys.contains($0) && !type.sealedKeys.contains($0) } ?? Data("{}".utf8),
                personal: try part(type.personalKeys.contains), sealed: try part(type.sealedKeys.contains))
        } catch {
            throw .malformed(kind: type.kind)
        }
    }

    /// Reads an event; a part that was withheld is simply not there.
    /// - Throws: ``EventError/unknownKind(_:)``, or ``EventError/malformed(kind:)``.
    package init(_ record: EventRecord) throws(EventError) {
        func read<Body: CaseEventBody>(_ type: Body.Type) throws(EventError) -> Body {
            do {
                var whole: [String: Any] = [:]
                for part in [record.open, record.personal, record.sealed].compactMap(\.self) {
                    guard let object = try JSONSerialization.jsonObject(with: part) as? [String: Any] else {
                        throw EventError.malformed(kind: record.kind)
                    }
                    whole.merge(object) { kept, _ in kept }
                }
                if let names = whole.removeValue(forKey: FileNames.key) {
                    guard let names = names as? [String] else { throw EventError.malformed(kind: record.kind) }
                    whole = FileNames.put(names, into: whole)
                }
                return try JSONDecoder().decode(type, from: JSONSerialization.data(withJSONObject: whole))
            } catch {
                throw .malformed(kind: record.kind)
            }
        }
        switch record.kind {
        case MatterReceived.kind: self = .matterReceived(try read(MatterReceived.self))
        case MaterialReceived.kind: self = .materialReceived(try read(MaterialReceived.self))
        case CaseNumbered.kind: self = .caseNumbered(try read(CaseNumbered.self))
        case LeadAssigned.kind: self = .leadAssigned(try read(LeadAssigned.self))
        case FormDrafted.kind: self = .formDrafted(try read(FormDrafted.self))
        case FormSubmitted.kind: self = .formSubmitted(try read(FormSubmitted.self))
        case FormReviewed.kind: self = .formReviewed(try read(FormReviewed.self))
        case FormForwarded.kind: self = .formForwarded(try read(FormForwarded.self))
        case FormDecided.kind: self = .formDecided(try read(FormDecided.self))
        case FormIssued.kind: self = .formIssued(try read(FormIssued.self))
        case FormSigned.kind: self = .formSigned(try read(FormSigned.self))
        case FormVoided.kind: self = .formVoided(try read(FormVoided.self))
        case ActRecorded.kind: self = .actRecorded(try read(ActRecorded.self))
        case ActFinalised.kind: self = .actFinalised(try read(ActFinalised.self))
        case ActEntered.kind: self = .actEntered(try read(ActEntered.self).withPresentNames)
        case RecordingAdded.kind: self = .recordingAdded(try read(RecordingAdded.self))
        case ServiceEntered.kind: self = .serviceEntered(try read(ServiceEntered.self))
        case WagesEntered.kind: self = .wagesEntered(try read(WagesEntered.self))
        case CaseJoined.kind: self = .caseJoined(try read(CaseJoined.self))
        case CaseTakenIn.kind: self = .caseTakenIn(try read(CaseTakenIn.self))
        case CaseSplitOff.kind: self = .caseSplitOff(try read(CaseSplitOff.self))
        case CaseTakenOver.kind: self = .caseTakenOver(try read(CaseTakenOver.self))
        default: throw .unknownKind(record.kind)
        }
    }
}
