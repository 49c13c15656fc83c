/// What the verification of a volume found.
public struct VolumeReport: Sendable, Equatable {
    /// Something that is not right, and where.
    public struct Finding: Sendable, Equatable {
        /// A path in the bag, or `key`.
        public let place: String
        /// What is not right there.
        public let problem: VolumeProblem

        /// A finding.
        public init(_ place: String, _ problem: VolumeProblem) {
            self.place = place
            self.problem = problem
        }
    }

    /// An entry of the case, proven to be in the log.
    public struct Entry: Sendable, Equatable {
        /// Its place in the log, from 0.
        public let index: Int
        /// Its place in the case's stream, from 1.
        public let version: Int
        /// The server's time, ISO 8601 at UTC+08:00.
        public let time: String
        /// What it says, as the log names it.
        public let kind: String
    }

    /// All that is not right, in the order in which it was found.
    public internal(set) var findings: [Finding] = []
    /// The log's origin, once the checkpoint's signature holds.
    public internal(set) var origin: String?
    /// Who signed the checkpoint: the given key, `name+hash`, once its signature holds.
    public internal(set) var signer: String?
    /// The number of entries in the log at the checkpoint.
    public internal(set) var checkpointSize: Int?
    /// The case's stream.
    public internal(set) var caseStream: String?
    /// The last entry up to which the case's stream is complete, from its first entry on.
    public internal(set) var completeThrough: Entry?
    /// The entry that archived the case with just these contents.
    public internal(set) var archivedBy: Entry?
    /// The files of the listing and the parts of entries that the copy says it leaves out.
    public internal(set) var withheld: [String] = []
    /// The files that were read and hashed.
    public internal(set) var fileCount = 0

    /// Whether nothing is wrong. What is withheld is not wrong; a reader has to look at ``withheld``.
    public var isIntact: Bool { findings.isEmpty }

    /// Whether the volume comes from a demo office.
    public var isDemonstration: Bool { origin.map(VolumeContents.isDemonstration(origin:)) ?? false }

    /// What was found out, for tables and JSON: name and value, none for what could not be established.
    public var facts: [String: String] {
        func text(_ entry: Entry) -> String { "\(entry.index) version=\(entry.version) \(entry.time) \(entry.kind)" }
        var facts: [String: String] = ["files": "\(fileCount)", "withheld": withheld.joined(separator: " ")]
        facts["origin"] = origin
        facts["demonstration"] = origin.map { _ in isDemonstration ? "yes" : "no" }
        facts["signer"] = signer
        facts["checkpoint-size"] = checkpointSize.map(String.init)
        facts["stream"] = caseStream
        facts["complete-through"] = completeThrough.map(text)
        facts["archived-by"] = archivedBy.map(text)
        return facts
    }

    mutating func add(_ problem: VolumeProblem, at place: String) {
        findings.append(Finding(place, problem))
    }
}
