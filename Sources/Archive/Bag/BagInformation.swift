/// The lines of `bag-info.txt`. Source: RFC 8493 §2.2.2.
enum BagInformation {
    /// The lines that follow from the listing. A verifier compares them: the label on a volume is proven like the rest.
    static func provable(of listing: VolumeListing) -> [(label: String, value: String)] {
        let heading = listing.heading
        let lines = [
            ("Source-Organization", heading.unit), ("External-Identifier", heading.archiveNumber),
            ("External-Description", "\(heading.number) \(heading.title)"), ("Liuhen-Format", VolumeListing.format),
            ("Liuhen-Origin", listing.origin), ("Liuhen-Stream", listing.stream),
        ]
        let isDemonstration = VolumeContents.isDemonstration(origin: listing.origin)
        return lines + (isDemonstration ? [("Liuhen-Demonstration", "演示")] : [])
    }

    /// A value as it stands on its line: without line breaks, which would begin another label.
    static func line(_ value: String) -> String {
        value.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    /// The labels with their values; nil for a text that is none. A line that begins with a space goes on from the one
    /// before.
    static func parse(_ text: String) -> [(label: String, value: String)]? {
        var lines: [(label: String, value: String)] = []
        for line in text.split(whereSeparator: \.isNewline) {
            if line.first == " " || line.first == "\t" {
                guard let last = lines.popLast() else { return nil }
                lines.append((last.label, last.value + " " + line.drop { $0 == " " || $0 == "\t" }))
            } else {
                guard let colon = line.firstIndex(of: ":") else { return nil }
                let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
                lines.append((String(line[..<colon]), String(value)))
            }
        }
        return lines
    }
}
