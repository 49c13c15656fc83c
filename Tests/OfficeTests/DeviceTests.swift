import Casework
import Chronology
import Foundation
import TestKit
import Testing

@testable import Office

/// The register of recording devices.
@Suite(.features("device-register")) struct `Recording devices` {
    private func device(_ number: String) -> NewDevice {
        NewDevice(
            kind: .bodyWorn, number: number, unitID: "inspection-1", holder: "li", purchased: Day(2026, 3, 1),
            volume: "CJZ-02")
    }

    @Test func `are registered once, by those who keep them`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        await #expect(throws: OfficeError.forbidden("devices")) {
            _ = try await office.register(device("执法仪-7号"), sample.context("li"))
        }
        let context = try await sample.context("zheng")
        let id = try await office.register(device("执法仪-7号"), context)
        #expect(try await office.register(device("执法仪-7号"), context) == id)
        await #expect(throws: OfficeError.invalid([.alreadyExists("device", id: "执法仪-7号")])) {
            _ = try await office.register(device("执法仪-7号"), sample.context("admin"))
        }
        let found = try await office.device(id)
        #expect(found.holder?.name == "李建国" && found.unit == "监察一科" && found.volume == "CJZ-02")
        var future = device("8")
        future.purchased = office.now().day.adding(days: 1)
        await #expect(throws: OfficeError.invalid([.inTheFuture])) {
            _ = try await office.register(future, sample.context("zheng"))
        }
        // The demo's own came by the same commands.
        #expect(await office.allDevices().map(\.number).contains("WH-BWC-001"))
        #expect(
            try sample.entries("device/\(DeviceRecord.id(ofNumber: "WH-BWC-001"))").map(\.kind) == ["device-registered"]
        )
    }

    @Test func `have a life of checks, faults, repair and end`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let id = try await office.register(device("7"), sample.context("zheng"))
        try await office.check(device: id, passed: true, note: "", sample.context("zhao"))
        await #expect(throws: OfficeError.invalid([.blank("device-note")])) {
            try await office.check(device: id, passed: false, note: "", sample.context("zhao"))
        }
        try await office.note(.fault, device: id, note: "电池鼓包", sample.context("li"))
        #expect(try await office.device(id).fault == "电池鼓包")
        await #expect(throws: OfficeError.account(.device("in-use"))) {
            try await office.note(.back, device: id, note: "修好", sample.context("zheng"))
        }
        await #expect(throws: OfficeError.forbidden("devices")) {
            try await office.note(.repair, device: id, note: "返厂", sample.context("li"))
        }
        try await office.note(.repair, device: id, note: "返厂", sample.context("zheng"))
        #expect(try await office.device(id).state == .inRepair)
        try await office.note(.back, device: id, note: "换电池", sample.context("zheng"))
        try await office.assign(device: id, unitID: "reception", holder: nil, sample.context("zheng"))
        let now = try await office.device(id)
        #expect(now.state == .inUse && now.fault == nil && now.unit == "接待受理科" && now.holder == nil)
        try await office.note(.retired, device: id, note: "报废", sample.context("admin"))
        await #expect(throws: OfficeError.account(.device("retired"))) {
            try await office.check(device: id, passed: true, note: "", sample.context("zhao"))
        }
        #expect(try await office.device(id).history.count == 7)
    }

    @Test func `are what a recording has to come from, or it states why not`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        #expect(await office.isRegistered(device: "wh-bwc-001", at: office.now()))
        #expect(await !office.isRegistered(device: "my-phone", at: office.now()))
        let id = DeviceRecord.id(ofNumber: "WH-BWC-001")
        let before = office.now()
        try office.setClock(before.adding(seconds: 3600))
        try await office.note(.retired, device: id, note: "报废", sample.context("zheng"))
        #expect(await office.isRegistered(device: "WH-BWC-001", at: before))
        #expect(await !office.isRegistered(device: "WH-BWC-001", at: before.adding(seconds: 7200)))
    }
}
