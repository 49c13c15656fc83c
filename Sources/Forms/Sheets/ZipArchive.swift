/// A zip file of stored members, as spreadsheets are made of. Source: PKWARE APPNOTE 6.3.10, §4.3.
struct ZipArchive {
    private var members: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0

    /// Adds a member with a text of UTF-8.
    mutating func add(_ name: String, _ text: String) {
        let content = Array(text.utf8)
        let offset = UInt32(members.count)
        // Version 2.0, names in UTF-8, stored; the time is the earliest there is, so that equal files are equal bytes.
        let common =
            short(20) + short(0x0800) + short(0) + short(0) + short(0x21) + long(ZipArchive.checksum(content))
            + long(UInt32(content.count)) + long(UInt32(content.count)) + short(UInt16(name.utf8.count)) + short(0)
        members += long(0x0403_4B50) + common + Array(name.utf8) + content
        directory +=
            long(0x0201_4B50) + short(20) + common + short(0) + short(0) + short(0) + long(0) + long(offset)
            + Array(name.utf8)
        count += 1
    }

    /// The whole file.
    var bytes: [UInt8] {
        members + directory + long(0x0605_4B50) + short(0) + short(0) + short(UInt16(count)) + short(UInt16(count))
            + long(UInt32(directory.count)) + long(UInt32(members.count)) + short(0)
    }

    private func short(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
    private func long(_ value: UInt32) -> [UInt8] { (0..<4).map { UInt8(value >> (8 * $0) & 0xFF) } }

    /// CRC-32 of bytes.
    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(0xFFFF_FFFF as UInt32) { sum, byte in table[Int((sum ^ UInt32(byte)) & 0xFF)] ^ sum >> 8 }
    }

    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 0 ? value >> 1 : 0xEDB8_8320 ^ value >> 1 }
    }
}
