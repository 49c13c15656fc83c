internal import Casework
internal import Chronology
internal import Logging

extension Office {
    /// Reads one slice of the vault again.
    /// - Returns: whether more is due.
    /// - Throws: ``OfficeError`` where log or state cannot be read.
    package func scrubSlice() async throws -> Bool {
        try await scrub.runSlice(now: { self.wallClock() }, clock: { self.now() })
    }

    /// Reads the whole vault again at once, without waiting for the next round.
    /// - Returns: what is damaged.
    package func scrubAll() async throws -> [DamagedBlob] {
        try state.set("scrub-began", to: nil)
        while try await scrubSlice() { try Task.checkCancellation() }
        return try await damagedBlobs()
    }

    /// Reads the vault again as long as the server runs, with rests so that people do not notice.
    package func keepScrubbing() async {
        while !Task.isCancelled {
            var rest = 300
            await running(.scrub) { rest = try await self.scrubSlice() ? 5 : 300 }
            try? await Task.sleep(for: .seconds(rest))
        }
    }

    /// Runs a job once and notes that it ran, and why it failed where it did.
    func running(_ job: BackgroundJob, _ work: () async throws -> Void) async {
        var problem: String?
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch {
            logger.error("a job failed", metadata: ["job": "\(job.rawValue)", "error": "\(error)"])
            problem = (error as? OfficeError).map { String("\($0)".prefix(200)) } ?? "\(type(of: error))"
        }
        let now = wallClock()
        guard jobNotes.isNew(job, problem: problem, at: now) else { return }
        // What cannot be noted shows as a job that does not run.
        try? state.noteRun(job, problem: problem, at: now)
    }

    /// The blobs that could not be read again as they were put in, with the cases that they belong to.
    func damagedBlobs() async throws -> [DamagedBlob] {
        var found: [DamagedBlob] = []
        for blob in try state.damagedBlobs() {
            var number: String?
            if blob.stream.hasPrefix("case/") {
                number = try? await cases.current(String(blob.stream.dropFirst(5))).number
            }
            found.append(
                DamagedBlob(
                    digest: blob.reference.digest, stream: blob.stream, caseNumber: number,
                    problem: blob.problem ?? ""))
        }
        return found
    }
}
