/// The words for how large something is.
enum SizeText {
    private static let units: [(bytes: Int64, name: String)] = [
        (1 << 40, "TB"), (1 << 30, "GB"), (1 << 20, "MB"), (1 << 10, "KB"),
    ]

    /// `12.5 GB`, in the largest unit that fits. Nothing is rounded up, so that no room is promised that is not there.
    static func bytes(_ count: Int64) -> String {
        guard let unit = units.first(where: { count >= $0.bytes }) else { return "\(count) 字节" }
        let (whole, rest) = count.quotientAndRemainder(dividingBy: unit.bytes)
        let tenths = rest * 10 / unit.bytes
        return "\(whole)\(tenths > 0 ? ".\(tenths)" : "") \(unit.name)"
    }
}
