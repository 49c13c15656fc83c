internal import Casework
package import Chronology
package import Rules

/// A device that is to be registered.
package struct NewDevice: Encodable, Sendable {
    package var kind: DeviceRecord.Kind
    package var number: String
    /// The id of a unit.
    package var unitID: String
    /// The account of who carries it.
    package var holder: String?
    package var purchased: Day?
    /// Where its recordings are stored.
    package var volume: String?

    package init(
        kind: DeviceRecord.Kind, number: String, unitID: String, holder: String? = nil, purchased: Day? = nil,
        volume: String? = nil
    ) {
        self.kind = kind
        self.number = number
        self.unitID = unitID
        self.holder = holder
        self.purchased = purchased
        self.volume = volume
    }
}

extension Office {
    /// The keeper of recordings and their devices, whom the packs name.
    package static let custodianRole: RoleID = "av-custodian"
    /// Who keeps the register of devices.
    package static let deviceRoles = [systemRole, custodianRole]

    /// All devices, by number.
    package func allDevices() async -> [DeviceRecord] { await devices.all.sorted { $0.number < $1.number } }

    /// A device of the register.
    /// - Throws: ``OfficeError/notFound(_:id:)``.
    package func device(_ id: String) async throws -> DeviceRecord {
        guard let device = await devices.record(id) else { throw OfficeError.notFound("device", id: id) }
        return device
    }

    /// Whether a recording that began then was made with a device of the register.
    func isRegistered(device number: String, at start: Instant) async -> Bool {
        await devices.record(DeviceRecord.id(ofNumber: number))?.isRegistered(at: start) ?? false
    }

    /// Registers a device. Done by the system administrator or the keeper of recordings.
    /// - Returns: its id.
    /// - Throws: ``OfficeError``.
    package func register(_ new: NewDevice, _ context: CommandContext) async throws -> String {
        let context = context.asking(new)
        let number = try typed(new.number, "device-number", limit: 60)
        let id = DeviceRecord.id(ofNumber: number)
        let stream = DeviceRecord.stream(id)
        try await requireRole(Office.deviceRoles, for: "devices", on: stream, context)
        if try isDone(context) { return id }
        if await devices.record(id) != nil { throw OfficeError.invalid([.alreadyExists("device", id: number)]) }
        if let purchased = new.purchased, purchased > now().day { throw OfficeError.invalid([.inTheFuture]) }
        if (new.volume ?? "").count > 60 { throw OfficeError.invalid([.tooLong("device-volume", limit: 60)]) }
        let unit = try await openUnit(new.unitID)
        let holder = try await carrier(new.holder)
        let event = DeviceEvent.Registered(
            type: new.kind, number: number, unit: unit.name, unitID: unit.id, holder: holder,
            purchased: new.purchased, volume: new.volume)
        try await appendOffice(
            [try LogItem(stream: stream, kind: DeviceEvent.Registered.kind, content: event)], and: [stream: 0],
            context)
        return id
    }

    /// Gives a device to a unit, and to somebody who carries it.
    /// - Throws: ``OfficeError``.
    package func assign(device id: String, unitID: String, holder: String?, _ context: CommandContext) async throws {
        let context = context.asking([id, unitID, holder ?? ""])
        try await requireRole(Office.deviceRoles, for: "devices", on: DeviceRecord.stream(id), context)
        if try isDone(context) { return }
        let device = try await usable(id)
        let unit = try await openUnit(unitID)
        let event = DeviceEvent.Assigned(unit: unit.name, unitID: unit.id, holder: try await carrier(holder))
        try await append(DeviceEvent.Assigned.kind, event, to: device, context)
    }

    /// Puts a check of a device on record. Done by its keeper or by anybody who works on cases.
    /// - Throws: ``OfficeError``.
    package func check(
        device id: String, passed: Bool, note: String, _ context: CommandContext
    ) async throws {
        let context = context.asking([id, String(passed), note])
        try await requireDeviceUse(id, context)
        if try isDone(context) { return }
        let device = try await usable(id)
        let note = passed && note.isBlank ? "" : try typed(note, "device-note", limit: 500)
        try await append(DeviceEvent.Checked.kind, DeviceEvent.Checked(passed: passed, note: note), to: device, context)
    }

    /// Puts a fault, a repair, the return from it or the end of a device on record.
    /// - Throws: ``OfficeError``.
    package func note(
        _ step: DeviceStep, device id: String, note: String, _ context: CommandContext
    ) async throws {
        let context = context.asking([id, step.rawValue, note])
        if step == .fault {
            try await requireDeviceUse(id, context)
        } else {
            try await requireRole(Office.deviceRoles, for: "devices", on: DeviceRecord.stream(id), context)
        }
        if try isDone(context) { return }
        let device = try await usable(id)
        let fits =
            switch step {
            case .fault, .retired: true
            case .repair: device.state == .inUse
            case .back: device.state == .inRepair
            }
        guard fits else { throw OfficeError.account(.device(device.state.rawValue)) }
        let event = DeviceEvent.Noted(step: step, note: try typed(note, "device-note", limit: 500))
        try await append(DeviceEvent.Noted.kind, event, to: device, context)
    }

    private func append(
        _ kind: String, _ event: some Encodable, to device: DeviceRecord, _ context: CommandContext
    ) async throws {
        let stream = DeviceRecord.stream(device.id)
        try await appendOffice(
            [try LogItem(stream: stream, kind: kind, content: event)], and: [stream: device.version], context)
    }

    private func requireDeviceUse(_ id: String, _ context: CommandContext) async throws {
        if mayAct(context.account) { return }
        try await requireRole(Office.deviceRoles, for: "devices", on: DeviceRecord.stream(id), context)
    }

    private func usable(_ id: String) async throws -> DeviceRecord {
        let device = try await device(id)
        if device.state == .retired { throw OfficeError.account(.device(device.state.rawValue)) }
        return device
    }

    private func openUnit(_ id: String) async throws -> UnitRecord {
        guard let unit = await units.record(id), !unit.isClosed else { throw OfficeError.notFound("unit", id: id) }
        return unit
    }

    private func carrier(_ id: String?) async throws -> Officer? {
        guard let id, !id.isBlank else { return nil }
        return try await openedAccount(id).officer
    }
}
