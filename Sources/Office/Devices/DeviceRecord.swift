package import Casework
package import Chronology
internal import Cryptography

/// A registered recording device (执法记录仪 …), folded from its own stream.
package struct DeviceRecord: OfficeRecord, Hashable {
    static let prefix = "device/"
    package let id: String
    package let kind: Kind
    /// The number on it, by which recordings name it.
    package let number: String
    /// The name of the unit to which it belongs.
    package private(set) var unit: String
    package private(set) var unitID: String?
    /// Who carries it: account and name; nil while it lies in the cupboard.
    package private(set) var holder: Officer?
    package let purchased: Day?
    /// Where its recordings are stored: the number of the collection station or store (存储器编号).
    package let volume: String?
    package private(set) var state: State = .inUse
    /// What was found when it was last looked at; nil for nothing or nothing wrong.
    package private(set) var fault: String?
    /// When it was retired.
    package private(set) var retiredAt: Instant?
    /// What happened to it, oldest first.
    package private(set) var history: [Step] = []
    var version = 0

    /// What sort of device it is.
    package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
        case bodyWorn = "body-worn"
        case camera
        case voiceRecorder = "voice-recorder"
        case windowCamera = "window-camera"
        case collectionStation = "collection-station"
        case other
    }

    /// Where it stands.
    package enum State: String, Hashable, Sendable, CaseIterable {
        case inUse = "in-use"
        case inRepair = "in-repair"
        case retired
    }

    /// Something that happened to it.
    package struct Step: Hashable, Sendable {
        package enum What: Hashable, Sendable {
            case registered
            case assigned(unit: String, holder: String?)
            case checked(passed: Bool, note: String)
            case faultReported(String)
            case sentToRepair(String)
            case returned(String)
            case retired(String)
        }
        package let what: What
        package let by: Account.Mark
    }

    /// The stream's id comes of the number, so that no number is registered twice. Numbers are written as people write
    /// them, which names of streams cannot be.
    static func id(ofNumber number: String) -> String {
        String(SHA256.hash(Array("device \(number.uppercased())".utf8)).hex.prefix(16))
    }

    init?(_ entry: LogEntry, id: String) throws {
        guard let body = try Self.read(DeviceEvent.Registered.self, DeviceEvent.Registered.kind, entry) else {
            return nil
        }
        self.id = id
        kind = body.type
        number = body.number
        unit = body.unit
        unitID = body.unitID
        holder = body.holder
        purchased = body.purchased
        volume = body.volume
        history = [Step(what: .registered, by: Account.Mark(entry))]
    }

    mutating func apply(_ entry: LogEntry) throws {
        guard let event = try DeviceEvent(entry) else { return }
        let what: Step.What
        switch event {
        case .assigned(let body):
            unit = body.unit
            unitID = body.unitID
            holder = body.holder
            what = .assigned(unit: body.unit, holder: body.holder?.name)
        case .checked(let body):
            fault = body.passed ? nil : body.note
            what = .checked(passed: body.passed, note: body.note)
        case .noted(let body):
            switch body.step {
            case .fault:
                fault = body.note
                what = .faultReported(body.note)
            case .repair:
                state = .inRepair
                what = .sentToRepair(body.note)
            case .back:
                state = .inUse
                fault = nil
                what = .returned(body.note)
            case .retired:
                state = .retired
                retiredAt = entry.at
                holder = nil
                what = .retired(body.note)
            }
        }
        history.append(Step(what: what, by: Account.Mark(entry)))
    }

    /// Whether a recording that began then was made with a registered device.
    package func isRegistered(at start: Instant) -> Bool { retiredAt.map { start < $0 } ?? true }
}

/// What can happen to a device after it was registered. Each is an event of the stream `device/ID`.
enum DeviceEvent {
    case assigned(Assigned)
    case checked(Checked)
    case noted(Noted)

    struct Registered: Codable {
        static let kind = "device-registered"
        var type: DeviceRecord.Kind
        var number: String
        var unit: String
        var unitID: String?
        var holder: Officer?
        var purchased: Day?
        var volume: String?
    }

    struct Assigned: Codable {
        static let kind = "device-assigned"
        var unit: String
        var unitID: String?
        var holder: Officer?
    }

    struct Checked: Codable {
        static let kind = "device-checked"
        var passed: Bool
        var note: String
    }

    /// A step with a reason and nothing else.
    struct Noted: Codable {
        static let kind = "device-noted"
        var step: DeviceStep
        var note: String
    }

    init?(_ entry: LogEntry) throws {
        if let body = try DeviceRecord.read(Assigned.self, Assigned.kind, entry) {
            self = .assigned(body)
        } else if let body = try DeviceRecord.read(Checked.self, Checked.kind, entry) {
            self = .checked(body)
        } else if let body = try DeviceRecord.read(Noted.self, Noted.kind, entry) {
            self = .noted(body)
        } else {
            return nil
        }
    }
}

/// A step in the life of a device that needs a reason.
package enum DeviceStep: String, Hashable, Sendable, Codable, CaseIterable { case fault, repair, back, retired }
