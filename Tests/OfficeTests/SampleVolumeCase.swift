import Archive
import Casework
import Chronology
import Forms
import Foundation
import Rules

@testable import Office

/// A case that is a list of events, with real papers in a real office, ready to be made into a volume.
struct SampleVolumeCase {
    let sample: SampleOffice
    private var entries: [Case.Entry] = []
    private var clock = Instant(Day(epochDay: 20_700), hour: 9)
    private let actor = Actor(account: "li", name: "李建国", badge: "鄂A0201", unit: "监察一科", roles: ["officer"])

    init(_ sample: SampleOffice) { self.sample = sample }

    var `case`: Case { Case(id: "c1", entries: entries) }

    mutating func add(_ event: CaseEvent) {
        clock = clock.adding(seconds: 600)
        entries.append(
            Case.Entry(id: "e\(entries.count)", actor: actor, entered: clock, at: clock, event: event))
    }

    /// A PDF with a word on each of its pages, in the vault.
    func paper(_ words: String...) async throws -> BlobReference {
        let head = VolumeHead(issuer: "", caseNumber: "", part: "", isDemo: false, madeAt: clock)
        let folder = try ScratchFolder()
        defer { folder.remove() }
        var parts: [BoundPart] = []
        for word in words {
            let sheet = SlipSheet(head: head, title: word, says: "", pages: "")
            let pdf = try await sample.office.setter.renderer.render(.slip(sheet)).pdf
            parts.append(
                BoundPart(path: try folder.write(pdf, as: word), title: word, numbering: .unnumbered(label: "")))
        }
        _ = try await sample.office.setter.renderer.merge(parts, to: folder.path("whole"), title: words[0])
        let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: folder.path("whole"))))
        return try await sample.office.files.put(bytes, mediaType: "application/pdf", name: "\(words[0]).pdf")
    }

    func blob(_ bytes: [UInt8], _ type: String, _ name: String) async throws -> BlobReference {
        try await sample.office.files.put(bytes, mediaType: type, name: name)
    }

    mutating func material(_ item: String, _ name: String, pages: Int, _ blob: BlobReference?) {
        add(
            .materialReceived(
                MaterialReceived(
                    item: item, pages: pages, submitter: "complainant", isCopy: true, phase: "intake", name: name,
                    blob: blob)))
    }

    mutating func submit(_ id: String, _ kind: FormKindID, about: String? = nil, _ document: BlobReference) {
        add(
            .formDrafted(
                FormDrafted(form: id, formKind: kind, version: 1, about: about, corrects: nil, fields: [:])))
        add(.formSubmitted(FormSubmitted(form: id, version: 1, to: nil, document: document, setWith: "test")))
    }

    mutating func sign(_ id: String, _ signers: [String], version: Int = 1, _ scan: BlobReference) {
        add(
            .formSigned(
                FormSigned(
                    form: id, version: version, signers: signers, withFingerprint: true, isSealed: false, pages: 1,
                    names: [], scan: scan)))
    }

    mutating func decide(_ id: String, _ opinion: String, onPaper scan: BlobReference? = nil) {
        let officer = Officer(account: "zhou", name: "周国强", badge: nil)
        add(
            .formDecided(
                FormDecided(
                    form: id, version: 1, approved: true, opinion: opinion, document: "",
                    onPaper: scan.map { FormDecided.OnPaper(approver: officer, role: "agency-head", scan: $0) })))
    }

    /// The volume as it would be archived, with the text of each page of its PDFs.
    func made() async throws -> MadeVolume {
        let making = VolumeMaking(case: self.case, office: sample.office, now: clock, archiveNumber: "武监档2026-1")
        let made = try await making.make()
        var pdfs: [VolumePart: [MadeVolume.Page]] = [:]
        for (part, path) in [
            (VolumePart.main, "data/main-volume.pdf"), (.supplementary, "data/supplementary-volume.pdf"),
        ] {
            guard let file = made.listing.files.first(where: { $0.path == path }),
                let blob = made.attachments.first(where: { $0.digest == file.sha256 })
            else { continue }
            pdfs[part] = try MadeVolume.pages(of: try await sample.office.files.bytes(of: blob))
        }
        return MadeVolume(listing: made.listing, attachments: made.attachments, pdfs: pdfs)
    }
}

/// A volume that was made, read by other people's tools.
struct MadeVolume {
    /// A page of a volume's PDF.
    struct Page {
        /// What is printed in its upper right corner, where the page number stands.
        let number: String
        /// Its text without white space.
        let text: String
    }

    let listing: VolumeListing
    let attachments: [BlobReference]
    let pdfs: [VolumePart: [Page]]

    func pages(_ part: VolumePart) -> [Page] { pdfs[part] ?? [] }

    /// The pages that bear the numbers of a row of the catalogue.
    func pages(of row: CatalogueRow, in part: VolumePart) -> [Page] {
        guard let first = row.firstPage, let last = row.lastPage else { return [] }
        return pages(part).filter { page in
            if page.number == "\(first)-\(last)" { return true }
            return Int(page.number).map { (first...last).contains($0) } ?? false
        }
    }

    func row(_ title: String, in part: VolumePart = .main) -> CatalogueRow? {
        listing.part(part).catalogue.first { $0.title == title }
    }

    func text(_ part: VolumePart) -> String { pages(part).map(\.text).joined(separator: "\u{0C}") }

    static func pages(of pdf: [UInt8]) throws -> [Page] {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("volume-\(UUID().uuidString).pdf")
        try Data(pdf).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let corner = ["-x", "480", "-y", "15", "-W", "115", "-H", "30"]
        let numbers = try pdftotext(corner + [file.path, "-"])
        let texts = try pdftotext(["-raw", file.path, "-"])
        return zip(numbers, texts).map(Page.init)
    }

    private static func pdftotext(_ arguments: [String]) throws -> [String] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext"] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        // Each page ends in a form feed.
        return String(decoding: data, as: UTF8.self).split(separator: "\u{0C}", omittingEmptySubsequences: false)
            .dropLast().map { $0.filter { !$0.isWhitespace } }
    }
}
