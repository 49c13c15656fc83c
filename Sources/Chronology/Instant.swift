/// A point in time, exact to the millisecond.
///
/// The legal time of the office is Asia/Shanghai whatever the host says: a day, an hour of the day and every text made
/// here are at UTC+08:00. (China's summer time of 1986 to 1991 lies before every record that the product keeps.)
public struct Instant: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// Milliseconds since 1970-01-01T00:00:00Z.
    public let milliseconds: Int64

    /// Takes milliseconds since 1970-01-01T00:00:00Z.
    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    /// A time of day on a day of the office.
    /// - Precondition: `hour` 0…24, `minute` and `second` 0…59.
    public init(_ day: Day, hour: Int = 0, minute: Int = 0, second: Int = 0) {
        precondition((0...24).contains(hour) && (0...59).contains(minute) && (0...59).contains(second))
        let seconds = day.epochDay * 86_400 + hour * 3600 + minute * 60 + second
        self.milliseconds = Int64(seconds) * 1000 - Instant.offset
    }

    private static let offset: Int64 = 8 * 3600 * 1000
    private static let dayLength: Int64 = 86_400_000

    /// The day of the office on which this instant falls.
    public var day: Day { Day(epochDay: Int(Instant.floorDivide(milliseconds + Instant.offset, Instant.dayLength))) }

    /// Milliseconds since the start of ``day``.
    public var millisecondsOfDay: Int {
        let local = milliseconds + Instant.offset
        return Int(local - Instant.floorDivide(local, Instant.dayLength) * Instant.dayLength)
    }

    /// The last instant of `day`: 24:00 of the office, the moment at which a period that ends on it has run out.
    public static func endOfDay(_ day: Day) -> Instant { Instant(day, hour: 24) }

    /// The instant `seconds` later, or earlier when negative.
    public func adding(seconds: Int) -> Instant { Instant(milliseconds: milliseconds + Int64(seconds) * 1000) }

    /// The instant `milliseconds` later, or earlier when negative.
    public func adding(milliseconds count: Int64) -> Instant { Instant(milliseconds: milliseconds + count) }

    /// Seconds from `earlier` to this instant, rounded down.
    public func seconds(since earlier: Instant) -> Int {
        Int(Instant.floorDivide(milliseconds - earlier.milliseconds, 1000))
    }

    /// Reads ISO 8601 with a zone: `2026-11-22T14:03:05+08:00`, with optional seconds and fraction (cut to
    /// milliseconds), the zone as `Z` or `±hh:mm`. Nil for anything else, a time without zone included.
    public init?(_ text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count >= 17, bytes.count <= 40, bytes[10] == UInt8(ascii: "T"),
            let day = Day(String(decoding: bytes[..<10], as: UTF8.self))
        else { return nil }
        var scanner = Scanner(bytes: bytes, position: 11)
        guard let hour = scanner.number(2), hour < 24, scanner.skip(":"), let minute = scanner.number(2), minute < 60
        else { return nil }
        var second = 0
        var fraction = 0
        if scanner.skip(":") {
            guard let value = scanner.number(2), value < 60 else { return nil }
            second = value
            if scanner.skip(".") {
                guard let value = scanner.fraction() else { return nil }
                fraction = value
            }
        }
        guard let zone = scanner.zone(), scanner.isAtEnd else { return nil }
        let seconds = day.epochDay * 86_400 + hour * 3600 + minute * 60 + second - zone * 60
        self.milliseconds = Int64(seconds) * 1000 + Int64(fraction)
    }

    /// ISO 8601 at UTC+08:00 with milliseconds: `2026-11-22T14:03:05.120+08:00`. Texts of equal length, so that they
    /// sort as the instants do.
    public var description: String {
        let rest = millisecondsOfDay
        let clock = [rest / 3_600_000, rest / 60_000 % 60, rest / 1000 % 60].map { Day.padded($0, 2) }
        return "\(day)T\(clock.joined(separator: ":")).\(Day.padded(rest % 1000, 3))+08:00"
    }

    /// The hour and minute of the office's clock, `14:03`.
    public var clockText: String {
        let rest = millisecondsOfDay
        return Day.padded(rest / 3_600_000, 2) + ":" + Day.padded(rest / 60_000 % 60, 2)
    }

    /// The order of time.
    public static func < (left: Instant, right: Instant) -> Bool { left.milliseconds < right.milliseconds }

    private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
        let quotient = value / divisor
        return value % divisor < 0 ? quotient - 1 : quotient
    }

    private struct Scanner {
        let bytes: [UInt8]
        var position: Int

        var isAtEnd: Bool { position == bytes.count }

        mutating func skip(_ character: Unicode.Scalar) -> Bool {
            guard position < bytes.count, bytes[position] == UInt8(ascii: character) else { return false }
            position += 1
            return true
        }

        mutating func number(_ digits: Int) -> Int? {
            guard position + digits <= bytes.count else { return nil }
            var value = 0
            for byte in bytes[position..<(position + digits)] {
                guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else { return nil }
                value = value * 10 + Int(byte - UInt8(ascii: "0"))
            }
            position += digits
            return value
        }

        mutating func fraction() -> Int? {
            var value = 0
            var digits = 0
            while position < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[position]) {
                if digits < 3 { value = value * 10 + Int(bytes[position] - UInt8(ascii: "0")) }
                digits += 1
                position += 1
            }
            guard digits > 0 else { return nil }
            for _ in digits..<max(digits, 3) { value *= 10 }
            return value
        }

        /// Minutes east of UTC.
        mutating func zone() -> Int? {
            if skip("Z") { return 0 }
            let sign: Int
            if skip("+") { sign = 1 } else if skip("-") { sign = -1 } else { return nil }
            guard let hours = number(2), hours <= 14, skip(":"), let minutes = number(2), minutes < 60 else {
                return nil
            }
            return sign * (hours * 60 + minutes)
        }
    }
}
