import Foundation

/// Writes a folder as a tar archive, piece by piece. Source: POSIX.1-2017 `pax`, ustar and extended headers.
enum TarArchive {
    /// A file could not be put into an archive.
    struct Failure: Error {
        let path: String
    }

    private static let block = 512
    private static let piece = 262_144

    /// Writes all regular files below a folder, under the folder's own name, in the order of their paths.
    /// - Throws: ``Failure`` where a file cannot be read or changes while it is read, and what `output` throws.
    static func write(_ folder: URL, to output: ([UInt8]) async throws -> Void) async throws {
        let root = folder.resolvingSymlinksInPath()
        for path in try files(below: root) {
            let file = root.appendingPathComponent(path)
            let attributes = try FileManager.default.attributesOfItem(atPath: file.path)
            guard let size = (attributes[.size] as? NSNumber)?.int64Value, size >= 0 else { throw Failure(path: path) }
            try await output(header(root.lastPathComponent + "/" + path, size: size))
            let handle = try FileHandle(forReadingFrom: file)
            defer { try? handle.close() }
            var left = size
            while left > 0 {
                guard let data = try handle.read(upToCount: Int(min(Int64(piece), left))), !data.isEmpty else {
                    throw Failure(path: path)
                }
                left -= Int64(data.count)
                try await output(Array(data))
            }
            try await output(padding(size))
        }
        try await output([UInt8](repeating: 0, count: 2 * block))
    }

    private static func files(below root: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: root.path).sorted().filter { path in
            let kind = try FileManager.default.attributesOfItem(atPath: root.appendingPathComponent(path).path)[.type]
            return kind as? FileAttributeType == .typeRegular
        }
    }

    /// An extended header with path and size, which ustar cannot hold beyond 100 bytes and 8 GiB, and the ustar header.
    static func header(_ path: String, size: Int64) -> [UInt8] {
        let records = record("path", path) + record("size", String(size))
        return ustar("pax", size: Int64(records.count), type: "x") + records + padding(Int64(records.count))
            + ustar(
                String(decoding: Array(path.utf8.suffix(90)).filter { $0 < 0x80 }, as: UTF8.self), size: size, type: "0"
            )
    }

    /// > "%d %s=%s\n", <length>, <keyword>, <value>, where the length counts itself.
    private static func record(_ keyword: String, _ value: String) -> [UInt8] {
        let rest = " \(keyword)=\(value)\n".utf8.count
        var length = rest + String(rest).utf8.count
        if rest + String(length).utf8.count != length { length = rest + String(length).utf8.count }
        return Array("\(length) \(keyword)=\(value)\n".utf8)
    }

    private static func ustar(_ name: String, size: Int64, type: Character) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: block)
        func put(_ text: String, at offset: Int, width: Int) {
            for (index, byte) in text.utf8.prefix(width).enumerated() { bytes[offset + index] = byte }
        }
        func octal(_ number: Int64, width: Int) -> String {
            let digits = String(number, radix: 8)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        put(name, at: 0, width: 100)
        put(octal(0o644, width: 7), at: 100, width: 7)
        put(octal(0, width: 7), at: 108, width: 7)
        put(octal(0, width: 7), at: 116, width: 7)
        put(octal(min(size, 0o77777777777), width: 11), at: 124, width: 11)
        put(octal(0, width: 11), at: 136, width: 11)
        put("        ", at: 148, width: 8)
        put(String(type), at: 156, width: 1)
        put("ustar", at: 257, width: 5)
        put("00", at: 263, width: 2)
        let sum = bytes.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(sum, width: 6) + "\0 ", at: 148, width: 8)
        return bytes
    }

    private static func padding(_ size: Int64) -> [UInt8] {
        [UInt8](repeating: 0, count: Int((Int64(block) - size % Int64(block)) % Int64(block)))
    }
}
