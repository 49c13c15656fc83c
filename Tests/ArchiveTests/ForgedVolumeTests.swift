import Archive
import Cryptography
import Foundation
import Ledger
import TestKit
import Testing

/// Changes after which every manifest is made anew, so that the bag itself is valid again.
@Suite(.features("verification", "electronic-signature")) struct `A forged volume with fresh manifests` {
    private let form = "data/正卷/001-劳动保障监察立案审批表（电子原件）.pdf"

    private func forged(_ change: (SampleVolume, BagTampering) throws -> Void) async throws -> VolumeReport {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        try change(volume, bag)
        try bag.reseal()
        let bagit = try ForeignTool.run([ForeignTool.python, "-m", "bagit", "--validate", volume.bag], in: volume.bag)
        #expect(bagit.status == 0, "the forgery has to be a valid bag: \(bagit.output)")
        return volume.verify()
    }

    @Test func `resealing alone changes nothing`() async throws {
        #expect(try await forged { _, _ in }.isIntact)
    }

    @Test func `an entry left out is a gap in the chain`() async throws {
        let report = try await forged { _, bag in
            for name in try bag.files() where name.hasPrefix("data/entries/000003.") { try bag.remove(name) }
        }
        #expect(report.findings.contains(.init("data/entries/000004.envelope.json", .chainGap(expected: 3, found: 4))))
        #expect(report.completeThrough?.version == 2)
        #expect(report.archivedBy == nil)
    }

    @Test func `the first entry left out is a gap in the chain`() async throws {
        let report = try await forged { _, bag in
            for name in try bag.files() where name.hasPrefix("data/entries/000000.") { try bag.remove(name) }
        }
        #expect(report.findings.contains(.init("data/entries/000001.envelope.json", .chainGap(expected: 1, found: 2))))
    }

    @Test func `the archiving entry left out leaves the listing unproven`() async throws {
        let report = try await forged { _, bag in
            for name in try bag.files() where name.hasPrefix("data/entries/000006.") { try bag.remove(name) }
        }
        #expect(report.findings == [.init("data/volume.json", .listingUnproven)])
        #expect(report.completeThrough?.version == 5)
    }

    @Test func `all entries left out is found`() async throws {
        let report = try await forged { _, bag in
            for name in try bag.files() where name.hasPrefix("data/entries/") { try bag.remove(name) }
        }
        #expect(report.findings.contains(.init("data/entries/", .entriesMissing)))
    }

    @Test func `a replaced form is found at the form`() async throws {
        let other = Array("%PDF-1.7 another decision".utf8)
        let report = try await forged { _, bag in try bag.write(form, other) }
        let problem = VolumeProblem.digestDiffers(
            expected: SHA256.hash(SampleVolume.filing).hex, found: SHA256.hash(other).hex)
        #expect(report.findings == [.init(form, problem)])
    }

    @Test func `a replaced form with a listing to match leaves listing and form unproven`() async throws {
        let other = Array("%PDF-1.7 another decision".utf8)
        let report = try await forged { _, bag in
            try bag.write(form, other)
            let old = SHA256.hash(SampleVolume.filing).hex
            try bag.replace("data/volume.json", old, with: SHA256.hash(other).hex)
            try bag.replace(
                "data/volume.json", "\"bytes\" : \(SampleVolume.filing.count),", with: "\"bytes\" : \(other.count),")
        }
        #expect(report.findings.contains(.init("data/volume.json", .listingUnproven)))
        #expect(report.findings.contains(.init(form, .contentUnproven)))
    }

    @Test func `a changed title in the listing leaves it unproven`() async throws {
        let report = try await forged { _, bag in
            try bag.replace("data/volume.json", "劳动保障监察立案审批表\"", with: "不予立案审批表\"")
        }
        #expect(report.findings.contains(.init("data/volume.json", .listingUnproven)))
    }

    @Test func `a changed index page is found`() async throws {
        let report = try await forged { _, bag in try bag.replace("data/index.html", "合议表", with: "别的表") }
        #expect(report.findings.map(\.place) == ["data/index.html"])
    }

    @Test func `a form taken away is missing, and an added one is not listed`() async throws {
        let report = try await forged { _, bag in try bag.move(form, to: "data/正卷/009-添加.pdf") }
        #expect(report.findings == [.init(form, .missing), .init("data/正卷/009-添加.pdf", .unlisted)])
    }

    @Test func `a changed part, envelope or proof is found at its place`() async throws {
        let part = "data/entries/000001.parts/open.json"
        let changed = try await forged { _, bag in try bag.replace(part, "blob", with: "blot") }
        #expect(changed.findings.contains { $0.place == part && $0.problem.code == "digest-differs" })

        let envelope = "data/entries/000001.envelope.json"
        let renamed = try await forged { _, bag in try bag.replace(envelope, "张三", with: "李四") }
        #expect(renamed.findings.contains(.init("data/entries/000001.tlog-proof", .proofInvalid)))

        let moved = try await forged { _, bag in
            try bag.replace("data/entries/000001.tlog-proof", "index 1\n", with: "index 2\n")
        }
        #expect(moved.findings.contains(.init("data/entries/000001.tlog-proof", .indexDiffers(expected: 1, found: 2))))
    }

    @Test func `a part taken away without a word is missing, one listed as withheld is reported`() async throws {
        let part = "data/entries/000004.parts/personal.json"
        let silent = try await forged { _, bag in try bag.remove(part) }
        #expect(silent.findings.contains(.init(part, .missing)))

        let listed = try await forged { _, bag in
            try bag.remove(part)
            try bag.write(
                "data/withheld.json", Array(#"{"files":[],"parts":[{"entry":4,"part":"personal"}]}"#.utf8))
        }
        #expect(listed.isIntact)
        #expect(listed.withheld == [part])
    }

    @Test func `the open part of the archiving entry cannot be withheld`() async throws {
        let report = try await forged { _, bag in
            try bag.remove("data/entries/000006.parts/open.json")
            try bag.write("data/withheld.json", Array(#"{"files":[],"parts":[{"entry":6,"part":"open"}]}"#.utf8))
        }
        #expect(report.findings.contains(.init("data/volume.json", .listingUnproven)))
    }

    @Test func `an entry of another stream is found`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        let foreign = try volume.entry(2)
        try bag.write("data/entries/000002.envelope.json", foreign.envelope)
        try bag.write("data/entries/000002.tlog-proof", foreign.proof)
        for (name, bytes) in foreign.parts { try bag.write("data/entries/000002.parts/\(name.rawValue).json", bytes) }
        try bag.reseal()
        let problem = VolumeProblem.streamDiffers(expected: SampleVolume.stream, found: "account/7")
        #expect(volume.verify().findings.contains(.init("data/entries/000002.envelope.json", problem)))
    }

    @Test func `a label that the listing does not bear out is found`() async throws {
        let report = try await forged { _, bag in try bag.replace("bag-info.txt", "硚口区", with: "江汉区") }
        #expect(report.findings == [.init("bag-info.txt", .labelDiffers(label: "Source-Organization"))])
    }

    @Test func `a demo volume cannot lose its mark`() async throws {
        let volume = try await SampleVolume(origin: "demo.liuhen.example").write()
        let bag = BagTampering(bag: volume.bag)
        try bag.replace("bag-info.txt", "Liuhen-Demonstration: 演示\n", with: "")
        try bag.reseal()
        #expect(volume.verify().findings == [.init("bag-info.txt", .labelDiffers(label: "Liuhen-Demonstration"))])
    }

    @Test func `a whole volume made and signed with another key of the same name is refused`() async throws {
        let genuine = try await SampleVolume()
        let forgery = try await SampleVolume().write()
        #expect(forgery.verify().isIntact)
        let report = forgery.verify(with: genuine.key)
        let problem = VolumeProblem.signatureMissing(key: "log.qiaokou.example")
        #expect(report.findings.contains(.init("data/checkpoint", problem)))
        #expect(report.findings.contains(.init("data/volume.json", .listingUnproven)))
        #expect(report.origin == nil)
        #expect(report.completeThrough == nil)
    }

    @Test func `a checkpoint signed anew by another key is refused`() async throws {
        let report = try await forged { volume, bag in
            let old = try UnverifiedCheckpoint(parsing: bag.bytes("data/checkpoint"))
            let forged = try Checkpoint(
                signing: TreeSize(9), root: old.root, origin: old.origin, key: Ed25519Key())
            try bag.write("data/checkpoint", forged.bytes)
        }
        let problem = VolumeProblem.signatureMissing(key: "log.qiaokou.example")
        #expect(report.findings.contains(.init("data/checkpoint", problem)))
    }

    @Test func `proofs that end in another checkpoint of the same log are told apart`() async throws {
        let volume = try await SampleVolume().write()
        let bag = BagTampering(bag: volume.bag)
        try bag.write("data/checkpoint", try await volume.laterCheckpoint())
        try bag.reseal()
        #expect(volume.verify().findings.contains(.init("data/entries/000000.tlog-proof", .checkpointDiffers)))
    }

    @Test func `even the holder of the key cannot pass off a chain that does not hold`() async throws {
        let unchanged = try await SampleVolume().write()
        try unchanged.resign(3) { $0 }
        #expect(unchanged.verify().isIntact)

        let rewritten = try await SampleVolume().write()
        try rewritten.resign(3) { $0.replacing("张三", with: "李四") }
        #expect(rewritten.verify().findings.contains(.init("data/entries/000004.envelope.json", .chainBroken)))
        #expect(rewritten.verify().completeThrough?.version == 3)

        let repeated = try await SampleVolume().write()
        try repeated.resign(4) { $0.replacing("\"version\":4", with: "\"version\":3") }
        let problem = VolumeProblem.chainGap(expected: 4, found: 3)
        #expect(repeated.verify().findings.contains(.init("data/entries/000004.envelope.json", problem)))
    }

    @Test func `a key of another log is told by its origin`() async throws {
        let volume = try await SampleVolume().write()
        let other = try VerifierKey(name: "log.other.example", publicKey: volume.key.publicKey)
        let problem = VolumeProblem.originDiffers(expected: "log.other.example", found: "log.qiaokou.example")
        #expect(volume.verify(with: other).findings.contains(.init("data/checkpoint", problem)))
    }
}
