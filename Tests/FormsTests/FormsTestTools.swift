import Chronology
import Foundation
import Rules

@testable import Forms

/// The real tools that judge a paper, and the pack whose forms are typeset.
enum FormsTestTools {
    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path

    static var settings: RendererSettings {
        RendererSettings(environment: ProcessInfo.processInfo.environment, root: root)
    }

    /// One warm tool for all tests: papers are made one after the other.
    static let renderer = FormRenderer(settings: settings)

    /// The families that the templates name, in the order in which the tool looks for them.
    static let fontFamilies = [
        "FandolFang R", "FandolSong", "FandolHei", "FandolKai", "Noto Serif CJK SC", "Noto Sans CJK SC",
    ]

    private static let loaded = Result { try PackLibrary.bundled.pack("wuhan") }

    static func wuhan() throws -> Pack { try loaded.get() }

    static func kind(_ id: FormKindID) throws -> FormKind {
        guard let kind = try wuhan().form(id) else { throw Missing(name: id) }
        return kind
    }

    struct Missing: Error { let name: String }

    static let noon = Instant(milliseconds: 1_795_320_000_000)

    /// A document of a kind, signed and numbered as far as its paper shows.
    static func document(
        _ kind: FormKind, _ content: FormContent, opinions: [FormDocument.Opinion] = [], isDemo: Bool = false
    ) -> FormDocument {
        FormDocument(
            kind: kind, content: content, caseID: "c-2026-0128", formID: "f-0017", version: 2,
            caseNumber: "武人社监立〔2026〕128号", number: kind.numberWord.map { "武人社\($0)〔2026〕12号" },
            issuer: "武汉市人力资源和社会保障局", day: Day(2026, 11, 22), opinions: opinions, isDemo: isDemo, madeAt: noon)
    }

    /// Runs a tool; returns its exit status and its output.
    static func run(_ tool: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: data, as: UTF8.self))
    }

    static func isInstalled(_ tool: String) -> Bool { (try? run("which", [tool]).status == 0) ?? false }

    /// A folder for the time of one closure.
    static func withFolder<Result>(_ body: (URL) async throws -> Result) async throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("forms-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await body(folder)
    }

    /// The text of a PDF as `pdftotext` reads it, without white space: where a line was broken is the paper's affair.
    static func text(of pdf: [UInt8]) async throws -> String {
        try await withFolder { folder in
            let file = folder.appendingPathComponent("paper.pdf")
            try Data(pdf).write(to: file)
            return try run("pdftotext", ["-raw", file.path, "-"]).output.filter { !$0.isWhitespace }
        }
    }
}
