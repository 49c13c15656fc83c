package import Chronology

/// How one part of the system stands. The sentences, with what to do, are made at the edge.
package struct HealthLine: Hashable, Sendable {
    /// What is looked at. Several lines may be of one subject, as of several witnesses.
    package enum Subject: String, Hashable, Sendable, Codable, CaseIterable {
        case disk, backup, clock, scrub, jobs, witness, certificate, version
    }

    /// How urgent it is.
    package enum Level: String, Hashable, Sendable, Codable, CaseIterable, Comparable {
        /// Nothing to do.
        case green
        /// To be seen to within days.
        case amber
        /// To be seen to today.
        case red

        package static func < (left: Level, right: Level) -> Bool {
            (allCases.firstIndex(of: left) ?? 0) < (allCases.firstIndex(of: right) ?? 0)
        }
    }

    package let subject: Subject
    package let level: Level
    package let finding: HealthFinding

    init(_ subject: Subject, _ level: Level, _ finding: HealthFinding) {
        self.subject = subject
        self.level = level
        self.finding = finding
    }
}

/// What was found. Byte counts are of bytes, ages and remainders of seconds.
package enum HealthFinding: Hashable, Sendable {
    case diskUnknown
    /// - days: how long the room lasts if as much comes in as in the last thirty days; nil where little came.
    case disk(free: Int64, size: Int64, days: Int?)
    case noBackup
    case backup(made: Instant, age: Int)
    /// - isSynchronised: whether the host's clock follows a time server; nil where nothing on it can tell.
    case clock(isSynchronised: Bool?)
    case clockBehind(seconds: Int, lastEntry: Instant)
    /// - waiting: blobs that no round has read yet.
    case scrubUnfinished(blobs: Int, waiting: Int)
    case scrub(ended: Instant, blobs: Int, age: Int)
    case damaged([DamagedBlob])
    case notServed(since: Instant?)
    case jobFailing(BackgroundJob, since: Instant, problem: String)
    case jobsRunning
    case outboxStuck(count: Int, since: Instant)
    case noWitness
    case neverWitnessed(name: String)
    case witnessed(name: String, size: Int64, of: Int64, time: Instant, age: Int)
    case witnessRefuses(name: String, WitnessProblem)
    case noCertificate
    case certificateUnseen(address: String)
    case certificate(address: String, expires: Instant, remaining: Int)
    case version(String)
}

/// A blob that could not be read again as it was put in.
package struct DamagedBlob: Hashable, Sendable {
    /// SHA-256 of its content.
    package let digest: String
    /// The stream whose entry first named it: `case/…` for a case.
    package let stream: String
    /// The number of the case, where it is one's.
    package var caseNumber: String?
    /// The vault's word for what is wrong.
    package let problem: String
}
