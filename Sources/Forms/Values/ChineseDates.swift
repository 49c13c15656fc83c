package import Chronology

extension Day {
    /// As a form writes it: `2026年11月22日`.
    package var chinese: String { "\(year)年\(month)月\(dayOfMonth)日" }
}

extension Instant {
    /// The office's day, hour and minute as a form writes them: `2026年11月22日14时03分`.
    package var chinese: String {
        let clock = clockText.split(separator: ":")
        return "\(day.chinese)\(clock[0])时\(clock[1])分"
    }
}
