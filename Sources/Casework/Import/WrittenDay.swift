package import Chronology
internal import Foundation

/// A day as people write it in a spreadsheet.
package enum WrittenDay: Hashable, Sendable {
    /// Read. `isPlain` is false where it is written so that another may read it otherwise: the number of a day, Chinese
    /// numerals.
    case day(Day, isPlain: Bool)
    /// No day of the calendar: 30 February.
    case noSuchDay
    /// A month or a year only.
    case incomplete
    /// Two figures for the year, or day and month in an order that cannot be told.
    case ambiguous
    /// Anything else.
    case unreadable

    /// The figures that stand for days in a spreadsheet's own counting, from 1954 to 2064. Source: ECMA-376 part 1,
    /// §18.17.4.1, the 1900 date system.
    private static let serials = 20_000...60_000

    /// Reads what is written.
    package init(_ written: String) {
        let plain = written.halfWidth.filter { !$0.isWhitespace }
        let arabic = WrittenDay.arabic(plain)
        let text = WrittenDay.withoutTime(arabic, spaced: written.halfWidth)
        if let serial = WrittenDay.serial(text) {
            self = .day(serial, isPlain: false)
            return
        }
        if text.count == 8, text.allSatisfy(\.isASCIIDigit) {
            self = WrittenDay.day(
                String(text.prefix(4)), String(text.dropFirst(4).prefix(2)), String(text.suffix(2)), true)
            return
        }
        let parts = text.split(whereSeparator: { "-/.年月日号、".contains($0) }).map(String.init)
        guard !parts.isEmpty, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else {
            self = .unreadable
            return
        }
        let isPlain = arabic == plain
        switch (parts.count, parts[0].count) {
        case (3, 4): self = WrittenDay.day(parts[0], parts[1], parts[2], isPlain)
        case (3, 1...2): self = .ambiguous
        case (1...2, 4): self = .incomplete
        default: self = .unreadable
        }
    }

    private static func day(_ year: String, _ month: String, _ day: String, _ isPlain: Bool) -> WrittenDay {
        guard let year = Int(year), let month = Int(month), let number = Int(day), month <= 99, number <= 99 else {
            return .unreadable
        }
        return Day(year, month, number).map { .day($0, isPlain: isPlain) } ?? .noSuchDay
    }

    private static func serial(_ text: String) -> Day? {
        let whole = text.split(separator: ".", maxSplits: 1)
        guard (1...2).contains(whole.count), whole.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }),
            whole[0].count == 5, let number = Int(whole[0]), serials.contains(number)
        else { return nil }
        return Day(1899, 12, 30)?.adding(days: number)
    }

    /// A time of day behind a space, as text dates have it, says nothing here.
    private static func withoutTime(_ text: String, spaced: String) -> String {
        let halves = spaced.split(whereSeparator: \.isWhitespace)
        guard halves.count == 2, halves[1].contains(":"), let first = halves.first else { return text }
        return arabic(String(first))
    }

    /// 二〇二三年五月十二日 as 2023年5月12日; anything else as it stands.
    private static func arabic(_ text: String) -> String {
        let figures: [Character: Int] = [
            "〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
        ]
        guard text.contains(where: { figures[$0] != nil || $0 == "十" }) else { return text }
        var result = ""
        var run = ""
        func flush() {
            guard !run.isEmpty else { return }
            if run.contains("十") {
                let halves = run.split(separator: "十", omittingEmptySubsequences: false)
                let tens = halves[0].last.flatMap { figures[$0] } ?? 1
                let ones = halves.count > 1 ? halves[1].first.flatMap { figures[$0] } ?? 0 : 0
                result += String(tens * 10 + ones)
            } else {
                result += run.compactMap { figures[$0] }.map(String.init).joined()
            }
            run = ""
        }
        for character in text {
            if figures[character] != nil || character == "十" {
                run.append(character)
            } else {
                flush()
                result.append(character)
            }
        }
        flush()
        return result
    }
}

extension Character {
    /// 0 to 9.
    var isASCIIDigit: Bool { isASCII && isNumber }
}
