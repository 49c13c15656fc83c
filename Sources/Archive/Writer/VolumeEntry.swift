package import Ledger

/// An entry of the case as it goes into a volume.
package struct VolumeEntry: Sendable {
    /// Its place in the log.
    package let index: LeafIndex
    /// The envelope's bytes, verbatim.
    package let envelope: [UInt8]
    /// The bytes of the parts that the copy shows, verbatim. A part that the envelope names and that is not here is
    /// withheld, and the volume says so.
    package let parts: [PartName: [UInt8]]
    /// The content of its `.tlog-proof` file, for the checkpoint that the volume carries.
    package let proof: [UInt8]

    /// An entry.
    package init(index: LeafIndex, envelope: [UInt8], parts: [PartName: [UInt8]], proof: [UInt8]) {
        self.index = index
        self.envelope = envelope
        self.parts = parts
        self.proof = proof
    }

    /// An entry as it was read from the log, with those of its parts that the copy may show.
    package init(_ entry: Entry, proof: LogProof, showing names: Set<PartName>) {
        var parts: [PartName: [UInt8]] = [:]
        for (name, part) in entry.parts where names.contains(name) {
            if case .present(let line) = part { parts[name] = line.bytes }
        }
        self.init(index: entry.index, envelope: entry.bytes, parts: parts, proof: proof.bytes)
    }
}

/// Where the files of an entry lie in the bag.
enum EntryPath {
    static let folder = "data/entries/"

    /// Six digits at least, so that names sort as the entries do.
    private static func stem(_ index: LeafIndex) -> String {
        let digits = String(index.value)
        return folder + String(repeating: "0", count: max(0, 6 - digits.count)) + digits
    }

    static func envelope(_ index: LeafIndex) -> String { stem(index) + ".envelope.json" }
    static func proof(_ index: LeafIndex) -> String { stem(index) + ".tlog-proof" }
    static func part(_ index: LeafIndex, _ name: PartName) -> String { stem(index) + ".parts/\(name.rawValue).json" }

    /// The index in the name of an envelope's file; nil for any other name, another spelling of the number included.
    static func index(ofEnvelope path: String) -> LeafIndex? {
        guard path.hasPrefix(folder), path.hasSuffix(".envelope.json") else { return nil }
        let digits = path.dropFirst(folder.count).dropLast(".envelope.json".count)
        guard let value = Int(digits), value >= 0, envelope(LeafIndex(value)) == path else { return nil }
        return LeafIndex(value)
    }
}
