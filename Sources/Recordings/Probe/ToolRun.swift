import Dispatch
import Glibc

/// One run of a program: fixed arguments, small environment, limited time and output, nothing inherited but the file it
/// is to look at.
struct ToolRun {
    /// Path of the program.
    var program: String
    var arguments: [String]
    /// Becomes descriptor 3 of the program.
    var view: MemoryFile?
    var limits: ToolLimits

    /// How a run ended.
    struct Outcome {
        /// Exit status, or 128 and the signal.
        let status: Int32
        let output: [UInt8]
        /// The end of what it wrote to standard error.
        let complaint: String
    }

    /// The path under which the program finds ``view``.
    static let viewPath = "file:/proc/self/fd/3"

    // Addresses and library paths of our own process are no business of a parser of foreign files. TZ is the office's
    // (POSIX sign: west is positive), for the clock that a sample shows.
    private static let environment = ["PATH=/usr/bin:/bin", "LC_ALL=C.UTF-8", "TZ=CST-8", "AV_LOG_FORCE_NOCOLOR=1"]

    private var name: String { program.split(separator: "/").last.map(String.init) ?? program }

    /// Runs `work` on a thread that may block. A cancelled task still waits for it: its limits bound the time.
    static func blocking<Value: Sendable>(
        _ work: @escaping @Sendable () throws(RecordingsError) -> Value,
    ) async throws(RecordingsError) -> Value {
        let result: Result<Value, RecordingsError> = await withCheckedContinuation { continuation in
            DispatchQueue.global(qos: .utility).async {
                do throws(RecordingsError) {
                    continuation.resume(returning: .success(try work()))
                } catch {
                    continuation.resume(returning: .failure(error))
                }
            }
        }
        return try result.get()
    }

    /// Runs the program to its end; a status other than 0 is an outcome, not an error.
    func finish() throws(RecordingsError) -> Outcome {
        guard access(program, X_OK) == 0 else { throw .toolMissing(name: name) }
        let (outputReader, outputWriter) = try channel()
        defer { close(outputReader) }
        let (complaintReader, complaintWriter) = try channel()
        defer { close(complaintReader) }
        let started = spawn(output: outputWriter, complaint: complaintWriter)
        close(outputWriter)
        close(complaintWriter)
        let child: pid_t
        switch started {
        case .success(let identifier): child = identifier
        case .failure(let failure): throw failure
        }
        return try follow(child, output: outputReader, complaint: complaintReader)
    }

    /// Two connected descriptors, closed in any program that another thread starts: the one to read from and the one
    /// that the program gets. `pipe` would leave a moment in which they are inherited.
    private func channel() throws(RecordingsError) -> (reader: Int32, writer: Int32) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .toolNotStarted(name: name, errno: errno) }
        return (ends[0], ends[1])
    }

    private func spawn(output: Int32, complaint: Int32) -> Result<pid_t, RecordingsError> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A group of its own, so that what it may start is killed with it.
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
        posix_spawnattr_setpgroup(&attributes, 0)

        // Moved above 3 first: a source below it would be overwritten by an earlier action.
        var moved: [Int32] = []
        defer { for descriptor in moved { close(descriptor) } }
        var wanted: [(source: Int32, target: Int32)] = [(output, 1), (complaint, 2)]
        if let view { wanted.append((view.descriptor, 3)) }
        for (source, target) in wanted {
            let copy = fcntl(source, F_DUPFD_CLOEXEC, 16)
            guard copy >= 0 else { return .failure(.toolNotStarted(name: name, errno: errno)) }
            moved.append(copy)
            posix_spawn_file_actions_adddup2(&actions, copy, target)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        // What other parts of the process opened without asking for it to be closed. Closing a number that is not open
        // is no fault here.
        for descriptor in Self.openDescriptors() where descriptor > (view == nil ? 2 : 3) {
            posix_spawn_file_actions_addclose(&actions, descriptor)
        }

        var argumentPointers = ([program] + arguments).map { strdup($0) } + [nil]
        var environmentPointers = Self.environment.map { strdup($0) } + [nil]
        defer { for pointer in argumentPointers + environmentPointers { free(pointer) } }
        var child: pid_t = 0
        let status = posix_spawn(&child, program, &actions, &attributes, &argumentPointers, &environmentPointers)
        return status == 0 ? .success(child) : .failure(.toolNotStarted(name: name, errno: status))
    }

    private func follow(_ child: pid_t, output: Int32, complaint: Int32) throws(RecordingsError) -> Outcome {
        let deadline = Self.now() + limits.milliseconds
        var outputBytes: [UInt8] = []
        var complaintBytes: [UInt8] = []
        let complaintLimit = limits.outputBytes / 16
        var open: [Int32] = [output, complaint]
        while !open.isEmpty {
            let left = deadline - Self.now()
            guard left > 0 else { throw end(child, with: .toolTimedOut(name: name, milliseconds: limits.milliseconds)) }
            var waiting = open.map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
            guard poll(&waiting, nfds_t(waiting.count), Int32(clamping: left)) >= 0 || errno == EINTR else {
                throw end(child, with: .toolNotStarted(name: name, errno: errno))
            }
            for ready in waiting where ready.revents != 0 {
                guard let bytes = Self.receive(ready.fd) else {
                    open.removeAll { $0 == ready.fd }
                    continue
                }
                if ready.fd == output {
                    outputBytes += bytes
                    guard outputBytes.count <= limits.outputBytes else {
                        throw end(child, with: .toolOutputTooLarge(name: name, bytes: limits.outputBytes))
                    }
                } else if complaintBytes.count < complaintLimit {
                    complaintBytes += bytes.prefix(complaintLimit - complaintBytes.count)
                }
            }
        }
        let status = try collect(child, deadline: deadline)
        return Outcome(status: status, output: outputBytes, complaint: Self.lastLine(of: complaintBytes))
    }

    private func collect(_ child: pid_t, deadline: Int) throws(RecordingsError) -> Int32 {
        var status: Int32 = 0
        while true {
            let ended = waitpid(child, &status, WNOHANG)
            if ended == child { break }
            if ended < 0, errno != EINTR { throw .toolNotStarted(name: name, errno: errno) }
            guard Self.now() < deadline else {
                throw end(child, with: .toolTimedOut(name: name, milliseconds: limits.milliseconds))
            }
            usleep(500)
        }
        // wait(2): the low seven bits are the signal, the next byte the exit status.
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : 128 + signal
    }

    /// Kills the program and what it started, and collects it.
    private func end(_ child: pid_t, with failure: RecordingsError) -> RecordingsError {
        kill(-child, SIGKILL)
        kill(child, SIGKILL)
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        return failure
    }

    /// The descriptors of this process that are open now.
    private static func openDescriptors() -> [Int32] {
        guard let folder = opendir("/proc/self/fd") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if let descriptor = Int32(name) { found.append(descriptor) }
        }
        return found
    }

    /// What can be read now; nil at the end.
    private static func receive(_ descriptor: Int32) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, filled in
            filled = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        return bytes.isEmpty ? nil : bytes
    }

    private static func lastLine(of bytes: [UInt8]) -> String {
        String(decoding: bytes, as: UTF8.self).split(separator: "\n").last.map { String($0.prefix(400)) } ?? ""
    }

    /// Milliseconds of a clock that nobody sets.
    private static func now() -> Int {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
    }
}
