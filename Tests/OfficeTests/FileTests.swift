import Casework
import Chronology
import Cryptography
import Foundation
import Ledger
import Recordings
import TestKit
import Testing

@testable import Office

/// Files on their way into an office and out of it.
@Suite struct `A file in an office` {
    /// Bytes that do not compress or repeat: the fraction of multiples of an irrational number.
    private func content(_ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 2_654_435_761) >> 13) }
    }

    @Test func `is resumed after the office was closed at six tenths of it`() async throws {
        let sample = try await SampleOffice()
        let whole = content(1_500_000)
        let digest = SHA256.hash(whole)
        let cut = whole.count * 6 / 10
        let li = try await sample.account("li")
        let upload = try await sample.office.createUpload(
            length: Int64(whole.count), digest: digest, name: "现场.mp4", mediaType: "video/mp4", by: li)
        let durable = try await sample.office.append(Array(whole[..<cut]), to: upload, at: 0, by: li)
        #expect(durable <= Int64(cut))
        #expect(durable > 0)
        await #expect(throws: OfficeError.self) { _ = try await sample.office.finishUpload(upload, by: li) }
        sample.office.log.ledger.close()

        let office = try await Office.open(sample.root, logger: SampleOffice.logger)
        let found = try await office.offset(of: upload, by: li)
        #expect(found.offset == durable)
        #expect(found.length == Int64(whole.count))
        await #expect(throws: OfficeError.upload(.offset(expected: durable, found: durable + 1))) {
            _ = try await office.append([0], to: upload, at: durable + 1, by: li)
        }
        let end = try await office.append(Array(whole[Int(durable)...]), to: upload, at: durable, by: li)
        #expect(end == Int64(whole.count))
        let reference = try await office.finishUpload(upload, by: li)
        #expect(reference.digest == digest.hex)
        #expect(reference.byteCount == whole.count)
        #expect(try await office.files.bytes(of: reference) == whole)
        // A second answer to the same question is the same.
        #expect(try await office.finishUpload(upload, by: li) == reference)
    }

    @Test func `that is not what its sender said is refused`() async throws {
        let sample = try await SampleOffice()
        let li = try await sample.account("li")
        let whole = content(200_000)
        let upload = try await sample.office.createUpload(
            length: Int64(whole.count), digest: SHA256.hash([1]), name: "a", mediaType: "video/mp4", by: li)
        _ = try await sample.office.append(whole, to: upload, at: 0, by: li)
        await #expect(throws: OfficeError.upload(.digestMismatch)) {
            _ = try await sample.office.finishUpload(upload, by: li)
        }
    }

    @Test func `is nobody's but its sender's while it comes`() async throws {
        let sample = try await SampleOffice()
        let li = try await sample.account("li")
        let zhao = try await sample.account("zhao")
        let upload = try await sample.office.createUpload(
            length: 4, digest: nil, name: "a", mediaType: "video/mp4", by: li)
        let unknown = OfficeError.notFound("upload", id: upload)
        await #expect(throws: unknown) { _ = try await sample.office.offset(of: upload, by: zhao) }
        await #expect(throws: unknown) { _ = try await sample.office.append([1], to: upload, at: 0, by: zhao) }
        await #expect(throws: unknown) { _ = try await sample.office.finishUpload(upload, by: zhao) }
        await #expect(throws: unknown) { try await sample.office.abort(upload: upload, by: zhao) }
        #expect(try await sample.office.append([1, 2, 3, 4], to: upload, at: 0, by: li) == 4)
    }

    @Test func `of text named as a video is no recording`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let upload = try await sample.upload(Array("this is text, not a video\n".utf8), named: "现场.mp4", as: "li")
        let before = try sample.version(id)
        do {
            _ = try await sample.office.addRecording(
                upload: upload, act: nil, device: "WH-BWC-001", deviceReason: nil, start: sample.office.now(),
                isEvidence: true, in: id, try await sample.context("li"))
            Issue.record("text was taken for a recording")
        } catch OfficeError.notMedia {}
        #expect(try sample.version(id) == before)
    }

    @Test(.rows("FS-24.1")) func `of a recording that was made after its entry is kept and flagged`() async throws {
        let sample = try await SampleOffice()
        let id = try await sample.complaint()
        let camera = "2026-08-30T02:00:00Z"
        let bytes = try SampleMedia.bytes(SampleMedia.Recipe(.mp4, seconds: 3, creationTime: camera))
        let made = try #require(Instant("2026-08-30T10:00:00+08:00"))
        func add(_ name: String, _ bytes: [UInt8], from start: Instant?) async throws {
            let upload = try await sample.upload(bytes, named: name, as: "li")
            _ = try await sample.office.addRecording(
                upload: upload, act: nil, device: "WH-BWC-001", deviceReason: "临时借用", start: start, isEvidence: false,
                in: id, try await sample.context("li"))
        }
        try await add("如实.mp4", bytes, from: nil)
        let later = sample.office.now().adding(seconds: 3600)
        let other = try SampleMedia.bytes(SampleMedia.Recipe(.mp4, seconds: 2, creationTime: camera))
        try await add("未来.mp4", other, from: later)
        let recordings = try await sample.office.dossier(id, for: try await sample.account("li")).case.recordings
        #expect(recordings.map(\.added.cameraStart) == [made, made])
        #expect(recordings[0].added.start == made && recordings[0].clockDoubts == [])
        #expect(recordings[1].added.start == later && recordings[1].clockDoubts.count == 2)
        let late = recordings[1].clockDoubts.compactMap {
            if case .afterEntry(milliseconds: let late) = $0 { late } else { nil }
        }
        #expect(late.allSatisfy { (3_500_000...3_700_000).contains($0) } && late.count == 1)
    }

    @Test(.features("access-log", "access-rights"))
    func `is opened through its case alone, and the look is kept first`() async throws {
        let sample = try await SampleOffice()
        let own = try await sample.complaint()
        let other = try await sample.complaint()
        let bytes = Array("%PDF-1.7 a scan".utf8)
        let wang = try await sample.account("wang")
        let reference = try await sample.office.finishUpload(
            try await sample.upload(bytes, as: "wang"), by: wang)
        let event = MaterialReceived(
            item: "m1", pages: 1, submitter: "complainant", isCopy: true, phase: "intake", name: "扫描件", blob: reference)
        try await sample.office.enter(.materialReceived(event), in: own, try await sample.context("wang"))

        let li = try await sample.account("li")
        await #expect(throws: OfficeError.notFound("blob", id: reference.digest)) {
            _ = try await sample.office.openBlob(reference.digest, of: other, for: li)
        }
        await #expect(throws: OfficeError.forbidden("case")) {
            _ = try await sample.office.openBlob(reference.digest, of: own, for: try await sample.account("admin"))
        }
        #expect(try sample.entries("access/li/2026-09-01").isEmpty)
        let blob = try await sample.office.openBlob(reference.digest, of: own, for: li)
        let looks = try sample.entries("access/li/2026-09-01").map {
            try JSONDecoder().decode(AccessEvent.self, from: $0.open)
        }
        #expect(looks.map(\.thing) == ["case/\(own)/blob/\(reference.digest.prefix(16))"])
        #expect(try blob.read(0..<Int64(bytes.count)) == bytes)
        #expect(try blob.read(5..<8) == Array(bytes[5..<8]))
    }
}
