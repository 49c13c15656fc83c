import Rules
import TestKit
import Testing

@Suite struct `Reading a pack` {
    private let head = """
        pack: sample
        title: 样本
        rank: 10
        source: 样本
        checked: 2026-01-01
        roles:
          head: { title: 负责人 }
        stages:
          one: 一
        states:
          begun: { title: 开始, stage: one, next: [act:close] }
        stamps:
          seal: 章
        forms:
          letter: { title: 信, family: letter, stage: one, article: 一 }
        """

    private func mistakes(_ rules: String) -> [PackError] {
        Pack.check(files: [("p/pack.yaml", head), ("p/rules.yaml", rules)])
    }

    private func mistake(in rule: String) -> PackError? {
        mistakes("rules:\n  - id: S-1\n    article: 一\n    says: 一\n\(rule)").first
    }

    @Test func `an unknown key is named with file, line and key`() {
        let error = mistake(in: "    befor: { fact: case-closed }\n    need: { role: head }\n")
        #expect(error?.file == "p/rules.yaml")
        let typo = mistake(in: "    before: { fact: case-closed }\n    need: { role: head }\n    forse: gate\n")
        #expect(typo?.file == "p/rules.yaml")
        #expect(typo?.line == 7)
        #expect(typo?.key == "rules[0].forse")
        guard case .unknownKey(let allowed)? = typo?.problem else {
            Issue.record("\(String(describing: typo))")
            return
        }
        #expect(allowed.contains("force"))
    }

    @Test(arguments: [
        ("before: { fact: case-closed }\n    need: { role: nobody }", "nobody"),
        ("before: { fact: case-closed }\n    need: { expired: S-9 }", "S-9"),
        ("before: { fact: case-opened }\n    need: { role: head }", "case-opened"),
        ("before: { fact: case-closed, colour: red }\n    need: { role: head }", "colour"),
        ("before: { fact: served, form: postcard }\n    need: { role: head }", "postcard"),
        ("before: { fact: served, field.colour: red }\n    need: { role: head }", "field.colour"),
        ("before: { fact: case-closed }\n    need: { fact: material-stamped, stamp: wax }", "wax"),
        ("before: { fact: case-closed }\n    need: { states: [colour] }", "colour"),
        ("before: { fact: case-closed }\n    need: { fact: served, same: colour }", "colour"),
        ("form: postcard\n    drafted-by: head", "postcard"),
        ("form: letter\n    drafted-by: nobody", "nobody"),
        ("never: { fact: case-closed }\n    deviation: nobody", "nobody"),
        ("never: { fact: case-closed }\n    force: strict", "strict"),
        (
            "when: { fact: served }\n    need: { role: head }\n    within: { working-days: 1, after-expiry-of: S-9 }",
            "S-9"
        ),
    ])
    func `a name that the pack does not have is refused`(rule: String, name: String) {
        let error = mistake(in: "    \(rule)\n")
        #expect(error?.problem == .unknownName(name))
        #expect(error?.line != nil)
    }

    @Test(arguments: [
        "before: { fact: case-closed }", "need: { role: head }", "before: { fact: case-closed }\n    need: {}",
        "form: letter", "when: { fact: served }\n    need: { role: head }\n    within: { roll-over: true }",
        "parameter: { value: 3 }", "before: {}\n    need: { role: head }",
    ])
    func `what a rule cannot do without is asked for`(rule: String) {
        #expect(mistake(in: "    \(rule)\n")?.problem == .missing)
    }

    @Test(arguments: [
        ("when: { fact: served }\n    need: { role: head }\n    within: { working-days: five }", "whole number"),
        (
            "when: { fact: served }\n    need: { role: head }\n    within: { working-days: -5 }",
            "whole number from 0 to 3660"
        ),
        (
            "when: { fact: served }\n    need: { role: head }\n    within: { hours: 99999999 }",
            "whole number from 0 to 3660"
        ),
        ("never: { fact: case-closed }\n    confirmed: maybe", "true or false"),
        ("never: { fact: case-closed }\n    in-force: { from: 2026-02-30 }", "day, YYYY-MM-DD"),
        ("never: [fact]", "mapping"), ("never: { fact: { a: b } }", "text"),
    ])
    func `a value of another kind is refused`(rule: String, kind: String) {
        let error = mistake(in: "    \(rule)\n")
        if kind == "mapping" || kind == "text" {
            #expect(error != nil)
        } else {
            #expect(error?.problem == .notA(kind))
        }
    }

    @Test func `one thing said twice is refused`() {
        let rule = "  - { id: S-1, article: 一, says: 一, never: { fact: case-closed } }\n"
        #expect(mistakes("rules:\n\(rule)\(rule)").first?.problem == .duplicate("S-1"))
        #expect(mistakes("title: 又\nrules: []\n").first?.problem == .duplicate("title"))
        #expect(mistake(in: "    says: 又\n    never: { fact: case-closed }\n") != nil)
        let both = mistake(in: "    form: letter\n    drafted-by: head\n    approved-by: head\n")
        #expect(both?.problem == .duplicate("approved-by"))
        let two = mistake(in: "    before: { fact: served }\n    need: { role: head, states: [form] }\n")
        #expect(two?.problem == .duplicate("states"))
    }

    @Test func `all mistakes of a pack are found at once`() {
        let found = mistakes(
            """
            rules:
              - { id: S-1, article: 一, says: 一, nevr: { fact: case-closed } }
              - { id: S-2, article: 一, says: 一, never: { fact: case-closed } }
              - { id: S-3, article: 一, says: 一, never: { fact: nothing } }
            """)
        #expect(found.map(\.line) == [2, 4])
    }

    @Test func `what is not YAML says where`() throws {
        let error = try #require(mistakes("rules:\n  - id: [S-1\n").first)
        #expect(error.file == "p/rules.yaml")
        guard case .notYAML = error.problem else {
            Issue.record("\(error)")
            return
        }
        #expect(error.line != nil)
        #expect(mistakes("").first?.problem == .missing)
    }

    @Test func `a pack that is not there is refused`() {
        let error = PackError(file: "nowhere", line: nil, key: "", problem: .unreadable)
        #expect(throws: error) { try PackLibrary(folder: "/nonexistent").pack("nowhere") }
        #expect(throws: PackError(file: "../wuhan", line: nil, key: "", problem: .unreadable)) {
            try PackLibrary.bundled.pack("../wuhan")
        }
    }

    @Test func `no text makes the reader stop the program`() throws {
        var random = SplitMix(state: 20_261_122)
        for name in RulesOfTests.library.names {
            for file in try RulesOfTests.library.files(of: name) where !file.name.hasSuffix("forms.yaml") {
                let bytes = Array(file.yaml.utf8)
                for _ in 0..<12 {
                    var changed = Array(bytes.prefix(Int(random.next() % UInt64(bytes.count + 1))))
                    for _ in 0..<Int(random.next() % 6) where !changed.isEmpty {
                        let place = Int(random.next() % UInt64(changed.count))
                        changed[place] = UInt8(truncatingIfNeeded: random.next())
                    }
                    _ = Pack.check(files: [
                        ("p/pack.yaml", head), (file.name, String(decoding: changed, as: UTF8.self)),
                    ])
                }
            }
        }
        for text in [
            "[", String(repeating: "[", count: 20_000), String(repeating: "a: {", count: 5_000), "&a [*a]", "\u{0}",
        ] {
            _ = Pack.check(files: [("p/pack.yaml", text)])
        }
    }

    /// SplitMix64 (Steele, Lea, Flood 2014): the same numbers on every run.
    private struct SplitMix {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
