internal import Casework
internal import Chronology
internal import Cryptography
internal import Foundation
package import Rules

/// A file from elsewhere by which the office is to judge: a calendar, or the files of a pack.
package enum RulesFile: Sendable {
    case calendar(name: String, yaml: String, layers: CalendarLayers)
    case pack(Pack, files: [TextFile])

    /// A file of a pack, as it is kept in the vault.
    package struct TextFile: Codable, Hashable, Sendable {
        package let name: String
        package let yaml: String

        package init(name: String, yaml: String) {
            self.name = name
            self.yaml = yaml
        }
    }

    /// The most bytes of a calendar or of the files of a pack together.
    package static let byteLimit = 4 << 20

    /// Reads files as people send them: one calendar, or the YAML files of one pack.
    /// - Parameters:
    ///   - files: in any order; what is no YAML is left out.
    ///   - layers: the calendar to which a calendar file is added.
    /// - Throws: ``CalendarError``, ``PackError`` with file, line and key; ``OfficeError/invalid(_:)`` where there is no
    ///   such file.
    package init(_ files: [(name: String, bytes: [UInt8])], onto layers: CalendarLayers) throws {
        let wanted = files.filter { $0.name.hasSuffix(".yaml") || $0.name.hasSuffix(".yml") }
            .sorted { $0.name < $1.name }
        guard !wanted.isEmpty, wanted.reduce(0, { $0 + $1.bytes.count }) <= RulesFile.byteLimit else {
            throw OfficeError.invalid([.notAllowed("rules-file", value: files.first?.name ?? "")])
        }
        let texts = try wanted.map { file in
            guard let yaml = String(validating: file.bytes, as: UTF8.self) else {
                throw PackError(file: file.name, line: nil, key: "", problem: .unreadable)
            }
            return TextFile(name: file.name, yaml: yaml)
        }
        if texts.count == 1, let only = texts.first, RulesFile.isCalendar(only.yaml) {
            self = .calendar(
                name: only.name, yaml: only.yaml, layers: try layers.taking(in: only.yaml, file: only.name))
        } else {
            self = .pack(try Pack(files: texts.map { ($0.name, $0.yaml) }), files: texts)
        }
    }

    /// Whether the first key of a text is that of a calendar.
    private static func isCalendar(_ yaml: String) -> Bool {
        yaml.split(whereSeparator: \.isNewline).first { !$0.hasPrefix("#") && !$0.isEmpty && $0 != "---" }?
            .hasPrefix("calendar:") ?? false
    }

    /// The bytes that are kept.
    var content: Data {
        get throws {
            switch self {
            case .calendar(_, let yaml, _): Data(yaml.utf8)
            case .pack(_, let files): try JSONEncoder().encode(files)
            }
        }
    }

    /// What a proposal says of it.
    func change(from day: Day) throws -> RulesChange {
        switch self {
        case .calendar(let name, let yaml, _):
            var change = RulesChange(.calendar, from: day)
            change.title = name
            change.hash = SHA256.hash(Array(yaml.utf8)).hex
            return change
        case .pack(let pack, let files):
            var change = RulesChange(.text, from: day)
            change.pack = pack.id
            change.title = pack.title
            change.hash =
                AdoptedText(pack: pack, files: files.map { ($0.name, $0.yaml) }, from: day).hash.hex
            return change
        }
    }
}

/// What would be different with a file, before it is proposed or confirmed.
package struct RulesPreview: Sendable {
    package let file: RulesFile
    /// For a calendar: the days that change.
    package let days: CalendarDifference?
    /// For a pack: the rules that change; all of them where the office does not apply it yet.
    package let rules: [PackDifference]
    /// The open cases in which a duty or its due time is another one.
    package let cases: [CaseChange]
    /// The number of provisional due times that become firm.
    package let firm: Int

    /// What changes in a case.
    package struct CaseChange: Sendable {
        package let summary: CaseSummary
        package let changes: [ObligationChange]
    }
}
