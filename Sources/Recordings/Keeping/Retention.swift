package import Chronology

/// How long something is kept (保管期限).
package enum RetentionClass: Sendable, Hashable, Codable {
    /// 永久.
    case permanent
    /// 定期: so many years.
    case years(Int)
}

/// Until when something is kept; later is greater.
package enum RetentionEnd: Sendable, Hashable, Codable, Comparable {
    /// Through that day.
    case day(Day)
    /// For ever.
    case never
}

/// Until when recordings are kept. Nil always means: not to be disposed of, because something is not settled yet.
package enum Retention {
    /// The last day of a class that starts on `start`.
    ///
    /// Counted from 1 January of the year after `start`, as files of one year are disposed of together
    /// (文书档案保管期限 is counted from the year after the file is closed): never shorter than the class.
    /// - Returns: nil when the class is unset, has no positive number of years or leaves the calendar.
    package static func end(_ retentionClass: RetentionClass?, from start: Day) -> RetentionEnd? {
        switch retentionClass {
        case .permanent: .never
        case .years(let years) where years > 0 && years <= 1000: Day(start.year + years, 12, 31).map(RetentionEnd.day)
        default: nil
        }
    }

    /// Until when a recording is kept that belongs to a file.
    ///
    /// As evidence it is kept as long as the file (武汉市劳动保障监察执法全过程记录办法 第四十三条); by default every other
    /// recording too, since nothing allows less. Its own period, where it has one, counts only when it ends later.
    /// - Parameter file: when the file's retention ends; nil while its class is unset.
    /// - Parameter own: when the recording's own period ends; nil when it has none.
    package static func end(file: RetentionEnd?, own: RetentionEnd? = nil) -> RetentionEnd? {
        file.map { max($0, own ?? $0) }
    }

    /// Whether disposal may be asked for on `day`: only after the last day.
    package static func allowsDisposal(on day: Day, end: RetentionEnd?) -> Bool {
        switch end {
        case .day(let last): day > last
        case .never, nil: false
        }
    }
}
