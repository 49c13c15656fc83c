internal import Cryptography

/// The check of a BagIt bag: its tag files, its manifests, and the hash of every file. Source: RFC 8493 §3.
struct BagCheck {
    private static let manifestLimit = 256 * 1024 * 1024
    private static let tagLimit = 1024 * 1024
    private static let payloadManifest = "manifest-sha256.txt"
    private static let tagManifest = "tagmanifest-sha256.txt"

    let files: BagFiles
    /// The hash of each file that could be read.
    private(set) var digests: [String: Digest] = [:]
    /// The length of each file that could be read.
    private(set) var lengths: [String: Int] = [:]
    /// The labels of `bag-info.txt`.
    private(set) var information: [(label: String, value: String)] = []

    /// Reads and hashes every file of the bag.
    init(_ files: BagFiles, report: inout VolumeReport) {
        self.files = files
        for path in files.paths.sorted() {
            switch files.hash(path) {
            case .success(let (digest, byteCount)):
                digests[path] = digest
                lengths[path] = byteCount
            case .failure(let failure): report.add(failure.problem, at: path)
            }
        }
        report.fileCount = digests.count
        checkDeclaration(&report)
        let payload = manifest(BagCheck.payloadManifest, &report) { $0.hasPrefix("data/") }
        let tags = manifest(BagCheck.tagManifest, &report) { !$0.hasPrefix("data/") && $0 != BagCheck.tagManifest }
        for path in files.paths.sorted() where path != BagCheck.tagManifest {
            let isPayload = path.hasPrefix("data/")
            guard (isPayload ? payload : tags).contains(path) else {
                report.add(.unlisted, at: path)
                continue
            }
        }
        checkInformation(&report)
    }

    /// The content of a small file; nil where it is not there or cannot be read, which is then a finding.
    func content(_ path: String, limit: Int, report: inout VolumeReport) -> [UInt8]? {
        guard files.paths.contains(path) else {
            report.add(.missing, at: path)
            return nil
        }
        switch files.bytes(path, limit: limit) {
        case .success(let bytes):
            // The file that is judged must be the file that was hashed.
            guard SHA256.hash(bytes) == digests[path] else {
                report.add(.unreadable(code: 0), at: path)
                return nil
            }
            return bytes
        case .failure(let failure):
            report.add(failure.problem, at: path)
            return nil
        }
    }

    /// > The "bagit.txt" tag file MUST consist of exactly two lines in this order
    private func checkDeclaration(_ report: inout VolumeReport) {
        guard let bytes = content("bagit.txt", limit: BagCheck.tagLimit, report: &report) else { return }
        let lines = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
        if lines != ["BagIt-Version: 1.0", "Tag-File-Character-Encoding: UTF-8"] {
            report.add(.malformed(line: 0), at: "bagit.txt")
        }
    }

    /// Checks a manifest against the files that it names.
    /// - Returns: the paths that it names and that it may name.
    private func manifest(
        _ name: String, _ report: inout VolumeReport, mayName: (String) -> Bool
    ) -> Set<String> {
        guard let bytes = content(name, limit: BagCheck.manifestLimit, report: &report) else { return [] }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            report.add(.malformed(line: 0), at: name)
            return []
        }
        var named: Set<String> = []
        var folded: Set<String> = []
        // One spelling, as `sha256sum` writes it: 64 lower-case digits, two spaces, the path, a line feed. In a looser
        // reading some changes of a manifest would go unseen, and nothing vouches for the last one but its own form.
        let lines = text.utf8.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.last?.isEmpty != true { report.add(.malformed(line: lines.count), at: name) }
        for (position, line) in lines.dropLast().enumerated() {
            let path = BagPath.decoded(String(decoding: line.dropFirst(66), as: UTF8.self))
            guard let expected = Digest(hex: String(decoding: line.prefix(64), as: UTF8.self)),
                line.dropFirst(64).prefix(2).elementsEqual("  ".utf8), !path.isEmpty
            else {
                report.add(.malformed(line: position + 1), at: name)
                continue
            }
            guard BagPath.isSafe(path), mayName(path) else {
                report.add(.pathUnsafe, at: path)
                continue
            }
            guard folded.insert(BagPath.folded(path)).inserted else {
                report.add(.pathRepeated, at: path)
                continue
            }
            named.insert(path)
            if !files.paths.contains(path) {
                report.add(.missing, at: path)
            } else if let found = digests[path], found != expected {
                report.add(.digestDiffers(expected: expected.hex, found: found.hex), at: path)
            }
        }
        return named
    }

    private mutating func checkInformation(_ report: inout VolumeReport) {
        let path = "bag-info.txt"
        guard let bytes = content(path, limit: BagCheck.tagLimit, report: &report) else { return }
        guard let text = String(validating: bytes, as: UTF8.self), let lines = BagInformation.parse(text) else {
            report.add(.malformed(line: 0), at: path)
            return
        }
        information = lines
        let payload = lengths.filter { $0.key.hasPrefix("data/") }
        let expected = "\(payload.values.reduce(0, +)).\(payload.count)"
        // > Payload-Oxum: the "octetstream sum" of the payload
        if lines.filter({ $0.label == "Payload-Oxum" }).map(\.value) != [expected] {
            report.add(.labelDiffers(label: "Payload-Oxum"), at: path)
        }
    }
}
