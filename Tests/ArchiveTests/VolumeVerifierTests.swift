import Archive
import Cryptography
import Foundation
import Ledger
import TestKit
import Testing

@Suite(.features("verification", "export")) struct `Verifying a volume` {
    @Test func `an untouched volume is in order, and the report says by whom and up to where`() async throws {
        let volume = try await SampleVolume().write()
        let report = volume.verify()
        #expect(report.findings == [])
        #expect(report.isIntact)
        #expect(report.origin == "log.qiaokou.example")
        #expect(report.signer == "log.qiaokou.example+\(Hex.encode(volume.key.id))")
        #expect(report.caseStream == SampleVolume.stream)
        #expect(report.checkpointSize == 8)
        #expect(report.archivedBy?.kind == "case-archived")
        #expect(report.archivedBy?.index == 6)
        #expect(report.completeThrough?.version == 6)
        #expect(report.withheld == [])
        #expect(!report.isDemonstration)
    }

    @Test func `a demo office's volume is in order and reported as a demonstration`() async throws {
        let volume = try await SampleVolume(origin: "demo.liuhen.example").write()
        let report = volume.verify()
        #expect(report.isIntact)
        #expect(report.isDemonstration)
    }

    @Test func `a flipped byte in any file is found at that file`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        for name in try bag.files() {
            let bytes = try bag.bytes(name)
            let place = Int.random(in: bytes.indices)
            var changed = bytes
            changed[place] ^= UInt8(1) << UInt8.random(in: 0..<8)
            try bag.write(name, changed)
            let report = volume.verify()
            #expect(!report.isIntact, "\(name) at \(place)")
            if name.hasPrefix("data/") {
                #expect(report.findings.contains { $0.place == name }, "\(name) at \(place)")
            }
            try bag.write(name, bytes)
        }
        #expect(volume.verify().isIntact)
    }

    @Test func `no byte of the last manifest can change unseen, nor its case or its line ends`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        let name = "tagmanifest-sha256.txt"
        let bytes = try bag.bytes(name)
        let firstLine = try bytes.indices.prefix(through: #require(bytes.firstIndex(of: 0x0A)))
        for place in firstLine + [bytes.count - 1] {
            // Bit 5 turns the case of a letter, bit 0 a line feed into a vertical tab.
            var changed = bytes
            changed[place] ^= bytes[place] >= UInt8(ascii: "a") ? 0x20 : 0x01
            try bag.write(name, changed)
            #expect(!volume.verify().isIntact, "byte \(place)")
        }
    }

    @Test func `a cut or lengthened file is found at that file`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        for name in try bag.files() where name.hasPrefix("data/") {
            let bytes = try bag.bytes(name)
            for changed in [[], Array(bytes.dropLast()), bytes + [0x0A]] {
                try bag.write(name, changed)
                #expect(volume.verify().findings.contains { $0.place == name }, "\(name): \(changed.count) bytes")
            }
            try bag.write(name, bytes)
        }
    }

    @Test func `a missing and an extra file are found by their names`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        try bag.write("data/副卷/002-多出.pdf", [1])
        try bag.write("notes.txt", [1])
        try bag.remove("data/正卷/002-现场检查_录像.mp4")
        let findings = volume.verify().findings
        #expect(findings.contains(.init("data/副卷/002-多出.pdf", .unlisted)))
        #expect(findings.contains(.init("notes.txt", .unlisted)))
        #expect(findings.contains(.init("data/正卷/002-现场检查_录像.mp4", .missing)))
    }

    @Test(arguments: ["../outside", "data/../../outside", "/etc/passwd", "data\\x", "~/x", "data/./x"])
    func `a manifest that names a path outside the bag is refused, and nothing outside is read`(path: String)
        async throws
    {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        try Data("outside".utf8).write(to: volume.folder.appending(path: "outside"))
        let line = "\(SHA256.hash(Array("outside".utf8)).hex)  \(path)\n"
        try bag.write("manifest-sha256.txt", try bag.bytes("manifest-sha256.txt") + Array(line.utf8))
        #expect(volume.verify().findings.contains(.init(path, .pathUnsafe)))
    }

    @Test func `a path named twice, also in another case, is found`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        let line = "\(SHA256.hash(SampleVolume.whole).hex)  data/MAIN-volume.pdf\n"
        try bag.write("manifest-sha256.txt", try bag.bytes("manifest-sha256.txt") + Array(line.utf8))
        #expect(volume.verify().findings.contains(.init("data/MAIN-volume.pdf", .pathRepeated)))
    }

    @Test func `a symbolic link is not followed, to a file or to a folder`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        let outside = volume.folder.appending(path: "same.pdf")
        try Data(SampleVolume.filing).write(to: outside)
        let form = "data/正卷/001-劳动保障监察立案审批表（电子原件）.pdf"
        try bag.remove(form)
        try FileManager.default.createSymbolicLink(atPath: bag.path(form), withDestinationPath: outside.path)
        try FileManager.default.createSymbolicLink(atPath: bag.path("data/loop"), withDestinationPath: volume.bag)
        let findings = volume.verify().findings
        #expect(findings.contains(.init(form, .irregular)))
        #expect(findings.contains(.init("data/loop", .irregular)))
    }

    @Test func `what is no volume gives findings and never a trap`() async throws {
        let volume = try await SampleVolume().write()
        let key = volume.key.description
        #expect(!VolumeVerifier.verify(volume.folder.appending(path: "nowhere"), trusting: key).isIntact)
        #expect(!VolumeVerifier.verify(URL(filePath: volume.bag + "/bagit.txt"), trusting: key).isIntact)
        let empty = volume.folder.appending(path: "empty")
        try FileManager.default.createDirectory(at: empty, withIntermediateDirectories: true)
        #expect(VolumeVerifier.verify(empty, trusting: key).findings == [.init("bagit.txt", .missing)])
        let bag = BagTampering(bag: volume.bag)
        for name in try bag.files() { try bag.write(name, Random.bytes(Int.random(in: 0..<4000))) }
        #expect(!volume.verify().isIntact)
    }

    @Test func `a key that is none is said to be none`() async throws {
        let volume = try await SampleVolume().write()
        for key in ["", "rubbish", volume.key.description.replacing("+", with: "-")] {
            let report = VolumeVerifier.verify(URL(filePath: volume.bag), trusting: key)
            #expect(report.findings.contains(.init("key", .keyMalformed)))
            #expect(report.origin == nil)
            #expect(report.archivedBy == nil)
        }
    }
}
