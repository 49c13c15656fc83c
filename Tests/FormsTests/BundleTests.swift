import Foundation
import Testing

@testable import Forms

/// Bundles made by Python's own library, kind and unkind ones.
@Suite struct `A bundle of texts` {
    private static let reader = BundleReader(settings: FormsTestTools.settings)

    /// A bundle made by a script that has `bundle`, a zip file open for writing.
    private func bundle(_ script: String) async throws -> [UInt8] {
        try await FormsTestTools.withFolder { folder in
            let file = folder.appendingPathComponent("bundle.zip")
            let whole = """
                import stat, sys, zipfile
                with zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED) as bundle:
                \(script.split(separator: "\n").map { "    \($0)" }.joined(separator: "\n"))
                """
            let made = try FormsTestTools.run(FormsTestTools.settings.python, ["-c", whole, file.path])
            #expect(made.status == 0)
            return Array(try Data(contentsOf: file))
        }
    }

    private func read(_ bundle: [UInt8], limit: Int = 1 << 20) async throws -> [String: String] {
        let texts = try await Self.reader.texts(in: bundle, endings: [".yaml", ".yml"], limit: limit)
        return Dictionary(
            uniqueKeysWithValues: texts.map { ($0.name, String(decoding: $0.bytes, as: UTF8.self)) })
    }

    @Test func `gives its texts without their folders, and passes over what is none`() async throws {
        let made = try await bundle(
            """
            bundle.writestr("wuhan-2027/pack.yaml", "pack: wuhan")
            bundle.writestr("wuhan-2027/规则.YML", "rules: []")
            bundle.writestr("wuhan-2027/readme.txt", "read me")
            bundle.writestr("__MACOSX/wuhan-2027/._pack.yaml", "junk")
            """)
        #expect(try await read(made) == ["pack.yaml": "pack: wuhan", "规则.YML": "rules: []"])
    }

    @Test(arguments: ["../pack.yaml", "a/../../pack.yaml", "/etc/pack.yaml", "..\\\\pack.yaml", "C:/pack.yaml"])
    func `with a name that leads out of it is refused, by that name`(name: String) async throws {
        let made = try await bundle("bundle.writestr(\"fine.yaml\", \"a: 1\"); bundle.writestr(\"\(name)\", \"b: 2\")")
        let shown = name.replacing("\\\\", with: "\\")
        await #expect(throws: FormsError.bundle(.unsafePath(shown))) { _ = try await read(made) }
    }

    @Test func `with a link in it is refused`() async throws {
        let made = try await bundle(
            """
            link = zipfile.ZipInfo("pack.yaml")
            link.external_attr = (stat.S_IFLNK | 0o777) << 16
            bundle.writestr(link, "/etc/passwd")
            """)
        await #expect(throws: FormsError.bundle(.unsafePath("pack.yaml"))) { _ = try await read(made) }
    }

    @Test(arguments: [
        "bundle.writestr('pack.yaml', b'a' * (64 << 20))",
        "[bundle.writestr(f'{n}.yaml', b'a' * (600 << 10)) for n in range(2)]",
        "[bundle.writestr(f'{n}.txt', b'') for n in range(1001)]",
    ])
    func `that would be large when unpacked is refused before it is`(script: String) async throws {
        let made = try await bundle(script)
        #expect(made.count < 200_000)
        await #expect(throws: FormsError.bundle(.tooLarge)) { _ = try await read(made) }
    }

    @Test func `that lies about its lengths is refused`() async throws {
        var made = try await bundle("bundle.writestr('pack.yaml', b'a' * (2 << 20))")
        // The directory says ten bytes: APPNOTE 6.3.10, §4.3.12.
        let entry = try #require(made.indices.dropLast(4).first { Array(made[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        made.replaceSubrange(entry + 24..<entry + 28, with: [10, 0, 0, 0])
        await #expect(throws: FormsError.self) { _ = try await read(made) }
    }

    @Test func `with a password, with a name twice or without a text says so`() async throws {
        var locked = try await bundle("bundle.writestr('pack.yaml', 'a: 1')")
        let entry = try #require(
            locked.indices.dropLast(4).first { Array(locked[$0..<$0 + 4]) == [0x50, 0x4B, 1, 2] })
        locked[entry + 8] |= 1
        await #expect(throws: FormsError.bundle(.locked("pack.yaml"))) { _ = try await read(locked) }
        let twice = try await bundle("bundle.writestr('a/x.yaml', '1'); bundle.writestr('b/x.yaml', '2')")
        await #expect(throws: FormsError.bundle(.repeated("x.yaml"))) { _ = try await read(twice) }
        let none = try await bundle("bundle.writestr('x.txt', '1')")
        await #expect(throws: FormsError.bundle(.empty)) { _ = try await read(none) }
    }

    @Test(arguments: ["", "no bundle", "PK\u{3}\u{4}and nothing more"])
    func `that is none is refused`(content: String) async throws {
        await #expect(throws: FormsError.bundle(.notReadable)) { _ = try await read(Array(content.utf8)) }
    }
}
