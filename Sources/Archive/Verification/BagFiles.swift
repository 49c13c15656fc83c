internal import Cryptography
internal import Foundation

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The regular files below a folder, found and read without following anything out of it.
struct BagFiles {
    /// Folders within one another, at most.
    private static let depthLimit = 32

    private let root: String
    /// The regular files, as paths from the folder.
    private(set) var paths: Set<String> = []

    /// Walks the folder; what is no file and no folder, or cannot be read, is a finding.
    init(in root: String, report: inout VolumeReport) {
        self.root = root
        var folders = [""]
        while let folder = folders.popLast() {
            let place = folder.isEmpty ? "." : folder
            guard folder.split(separator: "/").count <= BagFiles.depthLimit,
                let names = try? FileManager.default.contentsOfDirectory(atPath: root + "/" + folder)
            else {
                report.add(.unreadable(code: folder.isEmpty ? ENOENT : EACCES), at: place)
                continue
            }
            for name in names.sorted() {
                let path = folder.isEmpty ? name : folder + "/" + name
                var status = stat()
                guard lstat(root + "/" + path, &status) == 0 else {
                    report.add(.unreadable(code: errno), at: path)
                    continue
                }
                switch status.st_mode & S_IFMT {
                case S_IFDIR: folders.append(path)
                case S_IFREG: paths.insert(path)
                default: report.add(.irregular, at: path)
                }
            }
        }
    }

    /// The hash and the length of a file, read in pieces of a mebibyte.
    func hash(_ path: String) -> Result<(digest: Digest, byteCount: Int), ReadFailure> {
        var hash = SHA256()
        var count = 0
        let failure = read(path) { bytes in
            hash.update(bytes)
            count += bytes.count
            return true
        }
        return failure.map { .failure($0) } ?? .success((hash.digest(), count))
    }

    /// The content of a small file.
    func bytes(_ path: String, limit: Int) -> Result<[UInt8], ReadFailure> {
        var content: [UInt8] = []
        let failure = read(path) { bytes in
            content.append(contentsOf: bytes)
            return content.count <= limit
        }
        if let failure { return .failure(failure) }
        return content.count <= limit ? .success(content) : .failure(ReadFailure(problem: .tooLarge(limit: limit)))
    }

    /// Why a file was not read.
    struct ReadFailure: Error {
        let problem: VolumeProblem
    }

    /// Reads a file from its start until `accept` wants no more.
    private func read(_ path: String, _ accept: (UnsafeRawBufferPointer) -> Bool) -> ReadFailure? {
        // A pipe put there in the meantime must neither block nor be read.
        let descriptor = open(root + "/" + path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { return ReadFailure(problem: .unreadable(code: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            return ReadFailure(problem: .irregular)
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            let count = Self.readOnce(descriptor, buffer)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { return ReadFailure(problem: .unreadable(code: errno)) }
            guard count > 0, accept(UnsafeRawBufferPointer(rebasing: buffer[..<count])) else { return nil }
        }
    }

    private static func readOnce(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
        #if canImport(Glibc)
            Glibc.read(descriptor, buffer.baseAddress, buffer.count)
        #else
            Darwin.read(descriptor, buffer.baseAddress, buffer.count)
        #endif
    }
}
