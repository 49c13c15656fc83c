import Archive
import Chronology
import Cryptography
import Foundation
import Ledger
import TestKit
import Testing

@Suite(.features("export")) struct `Writing a volume` {
    @Test func `bagit.py and sha256sum find the bag valid`() async throws {
        let volume = try await SampleVolume().write()
        let bagit = try ForeignTool.run([ForeignTool.python, "-m", "bagit", "--validate", volume.bag], in: volume.bag)
        #expect(bagit.status == 0, "\(bagit.output)")
        for manifest in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
            let sums = try ForeignTool.run(["sha256sum", "--check", "--strict", manifest], in: volume.bag)
            #expect(sums.status == 0, "\(sums.output)")
        }
    }

    @Test func `main and supplementary volume lie apart, with the content as it was`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        #expect(try bag.bytes("data/正卷/001-劳动保障监察立案审批表（电子原件）.pdf") == SampleVolume.filing)
        #expect(try bag.bytes("data/正卷/001-劳动保障监察立案审批表（签字扫描件）.pdf") == SampleVolume.scan)
        #expect(try bag.bytes("data/正卷/002-现场检查_录像.mp4") == SampleVolume.recording)
        #expect(try bag.bytes("data/副卷/001-合议表.pdf") == SampleVolume.advice)
        #expect(try bag.bytes("data/main-volume.pdf") == SampleVolume.whole)
        #expect(try bag.bytes("data/volume.json") == volume.listing.bytes)
    }

    @Test func `what is at the place already stays as it is`() async throws {
        let volume = try await SampleVolume().write()
        let before = try BagTampering(bag: volume.bag).files()
        await #expect(throws: ArchiveError.exists(path: volume.bag)) { _ = try await volume.write() }
        #expect(try BagTampering(bag: volume.bag).files() == before)
    }

    @Test func `content that is not the listed one is refused, and nothing is left behind`() async throws {
        let volume = try await SampleVolume()
        let before = try FileManager.default.contentsOfDirectory(atPath: volume.folder.path).sorted()
        let writer = VolumeWriter(listing: volume.listing, entries: [], checkpoint: [])
        await #expect {
            try await writer.write(to: URL(filePath: volume.bag), on: Day(epochDay: 20_601)) { _ in
                ContentSource(bytes: [1])
            }
        } throws: { error in
            guard case ArchiveError.contentDiffers = error else { return false }
            return true
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: volume.folder.path).sorted() == before)
    }

    @Test func `a failure of the content is passed on, and nothing is left behind`() async throws {
        struct Failure: Error {}
        let volume = try await SampleVolume()
        let before = try FileManager.default.contentsOfDirectory(atPath: volume.folder.path).sorted()
        let writer = VolumeWriter(listing: volume.listing, entries: [], checkpoint: [])
        await #expect(throws: Failure.self) {
            try await writer.write(to: URL(filePath: volume.bag), on: Day(epochDay: 20_601)) { _ in
                ContentSource { accept in
                    try accept([1, 2, 3])
                    throw Failure()
                }
            }
        }
        #expect(try FileManager.default.contentsOfDirectory(atPath: volume.folder.path).sorted() == before)
    }

    @Test func `a copy that leaves things out is a valid bag, verifies, and says what is left out`() async throws {
        let volume = try await SampleVolume()
        try await volume.write(leavingOut: ["data/副卷/001-合议表.pdf"], showing: [.open, .personal])
        let bagit = try ForeignTool.run([ForeignTool.python, "-m", "bagit", "--validate", volume.bag], in: volume.bag)
        #expect(bagit.status == 0, "\(bagit.output)")
        let report = volume.verify()
        #expect(report.findings == [])
        #expect(report.withheld == ["data/entries/000000.parts/sealed.json", "data/副卷/001-合议表.pdf"])
        #expect(!(try BagTampering(bag: volume.bag).files().contains { $0.hasSuffix("sealed.json") }))
    }
}
