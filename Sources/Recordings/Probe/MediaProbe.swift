import Chronology

/// Asks a recording what it is.
///
/// Two look at it. Our own reader walks the boxes of an MP4 or QuickTime file wherever its index lies. `ffprobe` sees a
/// view in memory of the same length in which only the structure, the start and the end are filled: a few MiB of a
/// recording of any size are read and decrypted, and no plain byte reaches a disk. ffprobe gets no network, no other
/// file and only the formats that cameras and recorders write (a playlist could name other files).
package struct MediaProbe: Sendable {
    /// The programs and what they may use.
    package let tools: MediaTools

    /// A probe that uses `tools`.
    package init(tools: MediaTools = MediaTools()) { self.tools = tools }

    // How much of the start and the end ffprobe sees: it looks for streams in the first 5 MB and for the last time
    // stamps of a transport stream in the last quarter of a MiB.
    private static let startLength: Int64 = 4 << 20
    private static let endLength: Int64 = 1 << 20
    /// Below this ffprobe calls its own finding a guess (AVPROBE_SCORE_RETRY).
    private static let leastScore = 25

    /// The formats that are looked for, by ffprobe's names.
    static let formats = "mov,matroska,avi,mpegts,mpeg,asf,flv,mp3,wav,ogg,flac,aac,amr,amrnb,amrwb,caf,w64,aiff"

    /// What the bytes of `source` are. Nothing is kept open afterwards.
    /// - Throws: ``RecordingsError/source(_:)`` when they cannot be read; ``RecordingsError/toolMissing(name:)`` for a
    ///   file that only ffprobe could judge, ``RecordingsError/toolTimedOut(name:milliseconds:)``,
    ///   ``RecordingsError/toolOutputTooLarge(name:bytes:)``, ``RecordingsError/toolOutputUnreadable(name:)``,
    ///   ``RecordingsError/memory(operation:errno:)``.
    package func probe(_ source: ByteSource) async throws(RecordingsError) -> ProbeResult {
        let probe = self
        return try await ToolRun.blocking { () throws(RecordingsError) in try probe.look(at: source) }
    }

    /// What the plain file at `path` is.
    /// - Throws: as ``probe(_:)``, and ``RecordingsError/source(_:)`` when it is not there.
    package func probe(file path: String) async throws(RecordingsError) -> ProbeResult {
        try await probe(try ByteSource.file(path))
    }

    private func look(at source: ByteSource) throws(RecordingsError) -> ProbeResult {
        guard source.count > 0 else { return .notMedia(.empty) }
        let start = try source.read(0..<min(4096, source.count))
        if Self.isText(start) { return .notMedia(.text) }
        if MovieStructure.recognises(start) {
            let structure = try MovieStructure(source)
            guard structure.hasMovieHeader else { return .notMedia(.noMovieHeader) }
            return try judge(source, structure)
        }
        guard let output = try ask(about: source, structure: []).output, (output.format?.score ?? 0) >= Self.leastScore
        else { return .notMedia(.unrecognised) }
        let container = output.format?.name?.split(separator: ",").first.map(String.init) ?? ""
        var facts = MediaFacts(
            container: container, durationMilliseconds: output.durationMilliseconds, video: output.video,
            audio: output.audio, createdAt: output.createdAt, byteCount: source.count, tool: output.tool, problems: [])
        guard !facts.video.isEmpty || !facts.audio.isEmpty else { return .notMedia(.noStreams) }
        if facts.durationMilliseconds == nil { facts.problems.append(.noDuration) }
        return .media(facts)
    }

    /// The judgement of an MP4 or QuickTime file from both readings.
    private func judge(_ source: ByteSource, _ structure: MovieStructure) throws(RecordingsError) -> ProbeResult {
        var facts = structure.facts(byteCount: source.count)
        var asked: (output: ProbeOutput?, complaint: String)?
        do throws(RecordingsError) {
            asked = try ask(about: source, structure: structure.structure)
        } catch .toolMissing {
            facts.problems.append(.toolMissing)
        }
        if let output = asked?.output, !(output.streams ?? []).isEmpty {
            facts.video = output.video
            facts.audio = output.audio
            facts.tool = output.tool
            facts.createdAt = output.createdAt ?? facts.createdAt
            if let found = output.durationMilliseconds {
                // The index of a fragmented file counts its first fragment only, or nothing.
                let own = structure.isFragmented ? nil : facts.durationMilliseconds
                if let own, abs(own - found) > 1000 {
                    facts.problems.append(.durationsDisagree(containerMilliseconds: own, toolMilliseconds: found))
                }
                facts.durationMilliseconds = own ?? found
            }
        } else if let asked {
            facts.problems.append(.toolRefused(complaint: asked.complaint))
        }
        guard !facts.video.isEmpty || !facts.audio.isEmpty else { return .notMedia(.noStreams) }
        if facts.durationMilliseconds == nil { facts.problems.append(.noDuration) }
        return .media(facts)
    }

    /// ffprobe's answer; nil with its complaint when it refuses.
    private func ask(
        about source: ByteSource, structure: [Range<Int64>],
    ) throws(RecordingsError) -> (output: ProbeOutput?, complaint: String) {
        let view = try MemoryFile()
        try view.resize(to: source.count)
        let ends = [0..<min(Self.startLength, source.count), max(0, source.count - Self.endLength)..<source.count]
        var room = tools.limits.viewBytes
        for range in Ranges.merged(structure + ends) {
            let length = min(range.upperBound - range.lowerBound, room)
            try view.fill(range.lowerBound..<(range.lowerBound + length), from: source)
            room -= length
        }
        let entries = [
            "program_version=version", "format=format_name,duration,probe_score", "format_tags=creation_time",
            "stream=codec_type,codec_name,width,height,avg_frame_rate,sample_rate,channels,duration",
            "stream_disposition=attached_pic",
        ]
        let run = ToolRun(
            program: tools.ffprobe,
            arguments: ["-v", "error", "-print_format", "json", "-show_entries", entries.joined(separator: ":")]
                + MediaProbe.inputGuards + [ToolRun.viewPath],
            view: view,
            limits: tools.limits)
        let outcome = try run.finish()
        guard let output = ProbeOutput(json: outcome.output) else {
            // A program that was stopped by a signal or refused at once may have written half an object.
            guard outcome.status != 0 else { throw .toolOutputUnreadable(name: "ffprobe") }
            return (nil, outcome.complaint)
        }
        return (outcome.status == 0 && output.format != nil ? output : nil, outcome.complaint)
    }

    /// What every reading of a foreign file is held to.
    static let inputGuards = [
        "-protocol_whitelist", "file", "-format_whitelist", formats, "-max_alloc", "268435456",
    ]

    /// Whether the bytes are text: no control character but tabs and line ends. Every format that is looked for has
    /// one within its first few bytes.
    static func isText(_ bytes: [UInt8]) -> Bool {
        bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7f || (0x09...0x0d).contains($0) }
    }
}

extension MovieStructure {
    /// What the boxes alone say.
    fileprivate func facts(byteCount: Int64) -> MediaFacts {
        MediaFacts(
            container: majorBrand == "qt  " || majorBrand.isEmpty ? "mov" : "mp4",
            durationMilliseconds: durationMilliseconds ?? tracks.compactMap(\.durationMilliseconds).max(),
            video: tracks.filter { $0.handler == "vide" }.map {
                VideoStream(codec: $0.codec, width: $0.width, height: $0.height, frameRate: nil)
            },
            audio: tracks.filter { $0.handler == "soun" }.map {
                AudioStream(codec: $0.codec, sampleRate: $0.sampleRate, channels: $0.channels)
            },
            createdAt: createdAt, byteCount: byteCount, tool: nil, problems: problems)
    }
}

/// Arithmetic on ranges of bytes.
enum Ranges {
    /// The same bytes in ranges that ascend and neither touch nor overlap.
    static func merged(_ ranges: [Range<Int64>]) -> [Range<Int64>] {
        var result: [Range<Int64>] = []
        for range in ranges.filter({ !$0.isEmpty }).sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
