import Chronology
import Yams

/// Reads the calendar format: a mapping of `calendar`, `version`, `title` and `notices`.
///
/// Each mistake is refused with its file, line and key; nothing unknown is passed over.
struct CalendarReader {
    let file: String
    /// The notices of the layer to which the file is added.
    var known: [HolidayNotice] = []

    /// The name of the calendar of which a YAML text is a layer.
    func name(of yaml: String) throws(CalendarError) -> String {
        try text(mapping(compose(yaml), key: "", keys: CalendarReader.rootKeys), "calendar")
    }

    private static let rootKeys: Set = ["calendar", "version", "title", "notices"]

    /// The identity and the notices of a YAML text, in the order of the file.
    func read(_ yaml: String) throws(CalendarError) -> (CalendarIdentity, [HolidayNotice]) {
        let root = try mapping(compose(yaml), key: "", keys: CalendarReader.rootKeys)
        let name = try text(root, "calendar")
        let version = try text(root, "version")
        _ = try text(root, "title")
        var notices: [HolidayNotice] = []
        var lines: [Int: Int] = [:]
        for node in try list(root.required("notices"), key: "notices") {
            let notice = try notice(node)
            let line = line(of: node)
            guard !notices.contains(where: { $0.number == notice.number }) else {
                throw .repeatedNotice(file: file, line: line, number: notice.number.rawValue)
            }
            if let year = notice.year, notices.contains(where: { $0.year == year }) {
                throw .repeatedYear(file: file, line: line, year: year)
            }
            if let amended = notice.amends {
                let earlier = notices + known
                guard earlier.contains(where: { $0.number == amended && $0.issued <= notice.issued }) else {
                    throw .unknownNotice(file: file, line: line, number: amended.rawValue)
                }
            }
            if let year = notice.year { lines[year] = line }
            notices.append(notice)
        }
        // A file that announces every year that is known stands for the whole layer.
        if !Set(lines.keys).isSuperset(of: known.compactMap(\.year)) {
            for notice in notices {
                guard let year = notice.year,
                    known.contains(where: { $0.year == year && $0.number != notice.number })
                else { continue }
                throw .repeatedYear(file: file, line: lines[year] ?? 1, year: year)
            }
        }
        return (CalendarIdentity(name: name, version: version), notices)
    }

    private static let noticeKeys: Set = [
        "number", "title", "issued", "year", "amends", "page", "source", "checked", "number-confirmed", "holidays",
    ]

    private func notice(_ node: Node) throws(CalendarError) -> HolidayNotice {
        let fields = try mapping(node, key: "notices", keys: CalendarReader.noticeKeys)
        var holidays: [HolidayNotice.Holiday] = []
        var named: Set<Day> = []
        for node in try list(fields.required("holidays"), key: "holidays") {
            let holiday = try mapping(node, key: "holidays", keys: ["name", "off", "worked", "ordinary"])
            holidays.append(
                HolidayNotice.Holiday(
                    name: try text(holiday, "name"),
                    daysOff: try days(holiday, "off", named: &named),
                    workedDays: try days(holiday, "worked", named: &named),
                    ordinaryDays: try days(holiday, "ordinary", named: &named)))
        }
        _ = try fields["page"].map { node throws(CalendarError) in try text(node, key: "page") }
        return HolidayNotice(
            number: NoticeNumber(rawValue: try text(fields, "number")),
            title: try text(fields, "title"),
            issued: try day(fields.required("issued"), key: "issued"),
            year: try fields["year"].map { node throws(CalendarError) in try year(node) },
            amends: try fields["amends"].map { node throws(CalendarError) in
                NoticeNumber(rawValue: try text(node, key: "amends"))
            },
            source: try text(fields, "source"),
            checked: try day(fields.required("checked"), key: "checked"),
            isNumberConfirmed: try truth(fields.required("number-confirmed"), key: "number-confirmed"),
            holidays: holidays)
    }

    /// The days under `key`: a list of days and of ranges `a..b`, both ends included. Empty without the key.
    private func days(_ fields: Fields, _ key: String, named: inout Set<Day>) throws(CalendarError) -> [Day] {
        guard let node = fields[key] else { return [] }
        var days: [Day] = []
        for item in try list(node, key: key) {
            for day in try range(item, key: key) {
                guard named.insert(day).inserted else {
                    throw .repeatedDay(file: file, line: line(of: item), key: key, day: day.description)
                }
                guard key != "worked" || day.isWeekend else {
                    throw .workedWeekday(file: file, line: line(of: item), key: key, day: day.description)
                }
                days.append(day)
            }
        }
        return days
    }

    private func range(_ node: Node, key: String) throws(CalendarError) -> [Day] {
        guard let written = node.scalar?.string else { throw wrong(node, key, .days) }
        if let day = Day(written) { return [day] }
        let first = Day(written.prefix(10))
        let last = Day(written.suffix(10))
        // No holiday is longer than a month: a longer range is a slip of the year.
        guard written.utf8.count == 22, written.dropFirst(10).prefix(2) == "..", let first, let last,
            (1...31).contains(last.epochDay - first.epochDay)
        else { throw wrong(node, key, .days) }
        return (first.epochDay...last.epochDay).map { Day(epochDay: $0) }
    }

    private func year(_ node: Node) throws(CalendarError) -> Int {
        guard let number = node.scalar.flatMap({ Int($0.string) }), (1949...9999).contains(number) else {
            throw wrong(node, "year", .year)
        }
        return number
    }

    private func day(_ node: Node, key: String) throws(CalendarError) -> Day {
        guard let day = node.scalar.flatMap({ Day($0.string) }) else { throw wrong(node, key, .day) }
        return day
    }

    private func truth(_ node: Node, key: String) throws(CalendarError) -> Bool {
        switch node.scalar?.string {
        case "true": true
        case "false": false
        default: throw wrong(node, key, .truth)
        }
    }

    private func text(_ fields: Fields, _ key: String) throws(CalendarError) -> String {
        try text(fields.required(key), key: key)
    }

    private func text(_ node: Node, key: String) throws(CalendarError) -> String {
        guard let text = node.scalar?.string, !text.isEmpty else { throw wrong(node, key, .text) }
        return text
    }

    private func list(_ node: Node, key: String) throws(CalendarError) -> [Node] {
        guard let sequence = node.sequence else { throw wrong(node, key, .list) }
        return Array(sequence)
    }

    private func mapping(_ node: Node, key: String, keys: Set<String>) throws(CalendarError) -> Fields {
        guard let mapping = node.mapping else { throw wrong(node, key, .mapping) }
        var nodes: [String: Node] = [:]
        for (name, value) in mapping {
            let written = name.scalar?.string ?? ""
            guard keys.contains(written) else {
                throw .unknownKey(file: file, line: line(of: name), key: written)
            }
            nodes[written] = value
        }
        return Fields(file: file, line: line(of: node), nodes: nodes)
    }

    private func compose(_ yaml: String) throws(CalendarError) -> Node {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw CalendarError.missingKey(file: file, line: 1, key: "calendar")
            }
            return node
        } catch let error as CalendarError {
            throw error
        } catch YamlError.scanner(_, let problem, let mark, _), YamlError.parser(_, let problem, let mark, _),
            YamlError.composer(_, let problem, let mark, _)
        {
            throw .notYAML(file: file, line: mark.line, detail: problem)
        } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
            throw .notYAML(file: file, line: context.mark.line, detail: keys.sorted().joined(separator: ", "))
        } catch {
            throw .notYAML(file: file, line: 1, detail: "\(error)")
        }
    }

    private func wrong(_ node: Node, _ key: String, _ expected: CalendarError.ExpectedValue) -> CalendarError {
        .wrongValue(file: file, line: line(of: node), key: key, expected: expected)
    }

    private func line(of node: Node) -> Int { node.mark?.line ?? 1 }

    /// The values of one mapping.
    private struct Fields {
        let file: String
        let line: Int
        let nodes: [String: Node]

        subscript(key: String) -> Node? { nodes[key] }

        func required(_ key: String) throws(CalendarError) -> Node {
            guard let node = nodes[key] else { throw .missingKey(file: file, line: line, key: key) }
            return node
        }
    }
}
