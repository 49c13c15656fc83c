internal import Chronology
internal import Cryptography
internal import Ledger

/// The check of the case's entries: each proven to be in the log, all of them one unbroken chain from the stream's first.
struct EntryCheck {
    /// A file of a note or a proof may be this long: a note with its signatures, and 63 hashes before it.
    static let noteLimit = SignedNote.byteLimit

    /// An entry that is proven, with what its parts say.
    struct Proven {
        let index: LeafIndex
        let envelope: Envelope
        let bytes: [UInt8]
        /// The texts of its open part.
        var openTexts: Set<String> = []

        var summary: VolumeReport.Entry {
            VolumeReport.Entry(
                index: index.value, version: envelope.version, time: envelope.time.description, kind: envelope.kind.name
            )
        }
    }

    /// The unbroken chain from the first entry of the stream on.
    private(set) var chain: [Proven] = []
    /// Every text in the parts of proven entries.
    private(set) var texts: Set<String> = []
    /// The files that belong to entries.
    private(set) var paths: Set<String> = []
    /// Whether some part is withheld, so that not all texts are known.
    private(set) var isPartial = false

    private let bag: BagCheck
    private let withheld: Set<WithheldList.Part>

    /// Checks all entries of the bag.
    /// - Parameters:
    ///   - stream: the case's stream.
    ///   - key: the only key that is trusted; nil where none could be read: then nothing is proven.
    ///   - checkpoint: the volume's checkpoint, its signature checked.
    init(
        _ bag: BagCheck, stream: String, key: VerifierKey?, checkpoint: Checkpoint?, withheld: [WithheldList.Part],
        report: inout VolumeReport
    ) {
        self.bag = bag
        self.withheld = Set(withheld)
        let indices = bag.files.paths.compactMap(EntryPath.index(ofEnvelope:)).sorted()
        if indices.isEmpty { report.add(.entriesMissing, at: EntryPath.folder) }
        var isUnbroken = true
        for index in indices {
            guard let entry = proven(index, stream, key, checkpoint, &report) else {
                isUnbroken = false
                continue
            }
            if let problem = breach(entry) {
                // One hole is one finding: what follows it is compared with nothing.
                if isUnbroken { report.add(problem, at: EntryPath.envelope(index)) }
                isUnbroken = false
            }
            if isUnbroken { chain.append(entry) }
        }
    }

    /// What keeps an entry from being the next of the chain.
    private func breach(_ entry: Proven) -> VolumeProblem? {
        let expected = chain.count + 1
        guard entry.envelope.version == expected else {
            return .chainGap(expected: expected, found: entry.envelope.version)
        }
        return entry.envelope.previous == chain.last.map { SHA256.hash($0.bytes) } ? nil : .chainBroken
    }

    private mutating func proven(
        _ index: LeafIndex, _ stream: String, _ key: VerifierKey?, _ checkpoint: Checkpoint?,
        _ report: inout VolumeReport
    ) -> Proven? {
        let place = EntryPath.envelope(index)
        paths.formUnion([place, EntryPath.proof(index)])
        let bytes = bag.content(place, limit: JSON.lineLimit, report: &report)
        let proof = bag.content(EntryPath.proof(index), limit: EntryCheck.noteLimit, report: &report)
        guard let bytes, let proof else { return nil }
        guard let envelope = try? Envelope(parsing: bytes) else {
            report.add(.malformed(line: 0), at: place)
            return nil
        }
        let isProven = proves(proof, index, bytes, key, checkpoint, &report)
        let open = parts(of: envelope, index, isProven: isProven, &report)
        guard isProven else { return nil }
        guard envelope.stream.text == stream else {
            report.add(.streamDiffers(expected: stream, found: envelope.stream.text), at: place)
            return nil
        }
        // An entry of an earlier epoch of the log is covered by the checkpoints of every later one.
        guard let key, LogOrigin(envelope.origin).isCovered(by: LogOrigin(key.name)) else {
            report.add(.originDiffers(expected: key?.name ?? "", found: envelope.origin), at: place)
            return nil
        }
        return Proven(index: index, envelope: envelope, bytes: bytes, openTexts: open)
    }

    /// Whether the proof leads from the envelope to the volume's checkpoint.
    private func proves(
        _ file: [UInt8], _ index: LeafIndex, _ envelope: [UInt8], _ key: VerifierKey?, _ checkpoint: Checkpoint?,
        _ report: inout VolumeReport
    ) -> Bool {
        let place = EntryPath.proof(index)
        let proof: LogProof
        do {
            proof = try LogProof(parsing: file)
        } catch {
            report.add(.malformed(line: error.line), at: place)
            return false
        }
        guard proof.index == index else {
            report.add(.indexDiffers(expected: index.value, found: proof.index.value), at: place)
            return false
        }
        guard let key else { return false }
        do {
            guard let checked = try proof.verify(envelope, with: key) else {
                report.add(.proofInvalid, at: place)
                return false
            }
            // Without the volume's own checkpoint that was a finding already.
            guard let checkpoint else { return false }
            guard checked.size == checkpoint.size, checked.root == checkpoint.root else {
                report.add(.checkpointDiffers, at: place)
                return false
            }
            return true
        } catch {
            report.add(VolumeProblem(error), at: place)
            return false
        }
    }

    /// Checks the parts that an envelope names.
    /// - Returns: the texts of the open part.
    private mutating func parts(
        of envelope: Envelope, _ index: LeafIndex, isProven: Bool, _ report: inout VolumeReport
    ) -> Set<String> {
        var open: Set<String> = []
        for name in PartName.allCases {
            guard let expected = envelope.parts[name] else { continue }
            let place = EntryPath.part(index, name)
            paths.insert(place)
            if withheld.contains(WithheldList.Part(entry: index.value, part: name.rawValue)),
                !bag.files.paths.contains(place)
            {
                isPartial = true
                report.withheld.append(place)
                continue
            }
            guard let bytes = bag.content(place, limit: JSON.lineLimit, report: &report) else { continue }
            let found = SHA256.hash(bytes)
            guard found == expected else {
                report.add(.digestDiffers(expected: expected.hex, found: found.hex), at: place)
                continue
            }
            guard let line = try? PartLine(parsing: bytes) else {
                report.add(.malformed(line: 0), at: place)
                continue
            }
            guard isProven else { continue }
            let texts = JSON.object(line.data).texts
            self.texts.formUnion(texts)
            if name == .open { open = texts }
        }
        return open
    }
}

extension JSON {
    /// Every text in the value, at any depth. The reader has limited the depth.
    fileprivate var texts: Set<String> {
        switch self {
        case .string(let text): [text]
        case .array(let elements): elements.reduce(into: []) { $0.formUnion($1.texts) }
        case .object(let members): members.values.reduce(into: []) { $0.formUnion($1.texts) }
        case .null, .bool, .int: []
        }
    }
}

extension LedgerError {
    /// The line that a parser stopped at; 0 where it named none.
    var line: Int {
        guard case .malformed(_, let line) = self else { return 0 }
        return line
    }
}

extension VolumeProblem {
    /// What the ledger says of a checkpoint.
    init(_ error: LedgerError) {
        switch error {
        case .originMismatch(let expected, let found): self = .originDiffers(expected: expected, found: found)
        case .signatureMissing(let key): self = .signatureMissing(key: key)
        case .signatureInvalid(let key): self = .signatureInvalid(key: key)
        default: self = .malformed(line: error.line)
        }
    }
}
