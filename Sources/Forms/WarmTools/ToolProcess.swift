internal import Foundation

/// A running tool: lines out, lines in. Belongs to one ``WarmTool`` and never leaves it.
final class ToolProcess {
    /// Why an exchange failed.
    enum Failure: Error, Equatable {
        case ended
        case timedOut
    }

    private let process: Process
    /// Our end of the socket that is the tool's standard input and output. A socket and no pipe, because writing to
    /// one whose reader died can be told not to raise a signal.
    private let socket: Int32
    private var received: [UInt8] = []
    private static let answerLimit = 512 * 1024 * 1024

    /// Starts Python: isolated from the folder and the environment that we run in, and from the user's own modules.
    /// - Throws: ``FormsError/toolMissing(path:)``.
    init(python: String, arguments: [String]) throws(FormsError) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .toolMissing(path: python) }
        let theirs = FileHandle(fileDescriptor: ends[1], closeOnDealloc: true)
        process = Process()
        socket = ends[0]
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-I", "-B"] + arguments
        process.environment = ["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]
        process.standardInput = theirs
        process.standardOutput = theirs
        process.standardError = FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            close(socket)
            throw .toolMissing(path: python)
        }
        // While we held its end too, the tool's death would not show.
        try? theirs.close()
    }

    deinit {
        // The tool ends when its input does; what hangs is ended.
        close(socket)
        if process.isRunning { process.terminate() }
    }

    /// The process id.
    var identifier: Int32 { process.processIdentifier }

    /// Whether it still runs.
    var isRunning: Bool { process.isRunning }

    /// Ends the tool at once.
    func kill() {
        if process.isRunning { Foundation.kill(process.processIdentifier, SIGKILL) }
    }

    /// Sends one line, and bytes behind it, and waits for one line.
    func exchange(
        _ line: [UInt8], content: [UInt8] = [], until deadline: ContinuousClock.Instant
    ) throws(Failure) -> [UInt8] {
        try send(line + [0x0A], until: deadline)
        try send(content, until: deadline)
        return try nextLine(until: deadline)
    }

    /// The next line that the tool writes.
    func nextLine(until deadline: ContinuousClock.Instant) throws(Failure) -> [UInt8] {
        var searched = 0
        var chunk = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            if let end = received[searched...].firstIndex(of: 0x0A) {
                let line = Array(received[..<end])
                received.removeSubrange(...end)
                return line
            }
            searched = received.count
            try wait(for: POLLIN, until: deadline)
            let count = recv(socket, &chunk, chunk.count, 0)
            guard count > 0, received.count < ToolProcess.answerLimit else { throw .ended }
            received += chunk[..<count]
        }
    }

    private func send(_ bytes: [UInt8], until deadline: ContinuousClock.Instant) throws(Failure) {
        var sent = 0
        while sent < bytes.count {
            try wait(for: POLLOUT, until: deadline)
            let count = bytes.withUnsafeBytes { buffer in
                Foundation.send(
                    socket, buffer.baseAddress.map { $0 + sent }, bytes.count - sent,
                    Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            guard count > 0 else { throw .ended }
            sent += count
        }
    }

    private func wait(for event: Int32, until deadline: ContinuousClock.Instant) throws(Failure) {
        while true {
            let left = deadline - .now
            guard left > .zero else { throw .timedOut }
            let milliseconds = min(left / .milliseconds(1), 1_000_000)
            var descriptor = pollfd(fd: socket, events: Int16(event), revents: 0)
            let ready = poll(&descriptor, 1, Int32(milliseconds) + 1)
            if ready > 0 { return }
            if ready < 0, errno != EINTR { throw .ended }
        }
    }
}
