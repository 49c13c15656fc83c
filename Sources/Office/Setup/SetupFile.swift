internal import Forms
internal import Rules

/// Reads the answers of a setup from YAML. Every key is known; a mistake is named with its line.
///
/// ```yaml
/// agency: 某某区劳动保障监察大队
/// bureau: 某某区人力资源和社会保障局
/// word: 某
/// level: district                       # city or district
/// origin: liuhen.example.gov.cn
/// packs: [wuhan, national]
/// readings: { WH-16.1: calendar-days }  # by rule; left out: as recommended
/// figures: { promptly: 3 }              # by name
/// calendars: [2027.yaml]                # files beside this one
/// numbers:
///   reason: 2026 年 1 至 6 月的编号见纸质登记簿
///   series:
///     - { name: case, pattern: "{agency}{word}〔{year}〕{number}号", start: 38, year: 2026 }
/// recovery: age1…
/// administrators:
///   system-administrator: { name: 张三, sign-in: zhang }
///   security-administrator: { name: 李四, sign-in: li }
///   audit-administrator: { name: 王五, sign-in: wang }
/// backup-target: /mnt/backup
/// ```
package enum SetupFile {
    private static let keys = [
        "agency", "bureau", "word", "level", "origin", "packs", "readings", "figures", "calendars", "numbers",
        "recovery", "administrators", "backup-target",
    ]

    /// Reads a file's text.
    /// - Parameter calendar: gives the text of a calendar file that is named.
    /// - Throws: ``PackError`` with file, line and key, and what `calendar` throws.
    package static func read(
        _ text: String, file: String, calendar: (String) throws -> String
    ) throws -> SetupAnswers {
        let root = try YAMLReader(text: text, file: file)
        try root.allow(keys)
        var answers = SetupAnswers()
        answers.agency = try root.require("agency").text()
        answers.bureau = try root.require("bureau").text()
        answers.word = try root.require("word").text()
        answers.origin = try root.require("origin").text()
        if let level = root["level"] { answers.level = try level.text() }
        if let packs = root["packs"] { answers.packs = try packs.texts() }
        for (rule, reading) in try root["readings"]?.entries() ?? [] { answers.readings[rule] = try reading.text() }
        for (name, figure) in try root["figures"]?.entries() ?? [] { answers.figures[name] = try figure.integer() }
        for name in try root["calendars"]?.texts() ?? [] { answers.calendars.append(try calendar(name)) }
        if let numbers = root["numbers"] { try read(numbers, into: &answers) }
        if let recovery = root["recovery"] { answers.recovery = try recovery.text() }
        if let people = root["administrators"] { answers.administrators = try administrators(people) }
        answers.backupTarget = try root["backup-target"]?.text()
        return answers
    }

    private static func read(_ numbers: YAMLReader, into answers: inout SetupAnswers) throws {
        try numbers.allow(["reason", "series"])
        answers.numbersReason = try numbers["reason"]?.text()
        for item in try numbers.require("series").items() {
            try item.allow(["name", "pattern", "start", "year"])
            var choice = NumberChoice(series: try item.require("name").text())
            if let text = item["pattern"] {
                guard let pattern = NumberPattern(try text.text()) else { throw text.error(.notA("number pattern")) }
                choice.pattern = pattern
            }
            choice.start = try item["start"]?.integer(upTo: NumberChoice.largestStart)
            choice.year = try item["year"]?.integer()
            answers.numbers.append(choice)
        }
    }

    private static func administrators(_ people: YAMLReader) throws -> [SetupAnswers.Administrator] {
        try people.allow(Office.administratorRoles)
        return try Office.administratorRoles.map { role in
            let person = try people.require(role)
            try person.allow(["name", "sign-in"])
            return SetupAnswers.Administrator(
                role: role, name: try person.require("name").text(), signInName: try person.require("sign-in").text())
        }
    }
}
