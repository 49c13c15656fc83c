/// A still picture from a recording, for lists and the page that plays it. It is another blob with its provenance,
/// never evidence itself.
package struct Preview: Sendable {
    /// The programs and what they may use.
    package let tools: MediaTools

    /// Makes previews with `tools`.
    package init(tools: MediaTools = MediaTools()) { self.tools = tools }

    // A source up to this size is laid out whole.
    private static let wholeLimit: Int64 = 16 << 20

    /// The picture at `milliseconds` as JPEG, at most `width` pixels wide; the first one where the time lies beyond the
    /// end.
    ///
    /// Of a large MP4 only its index and the pictures around the moment are read. Of another large file only the start
    /// is, so that its preview is the picture nearest to the start.
    /// - Throws: ``RecordingsError/noPicture`` when ffmpeg finds none, ``RecordingsError/previewTooLarge(bytes:)``, and
    ///   as ``MediaProbe/probe(_:)``.
    package func jpeg(
        of source: ByteSource, atMilliseconds milliseconds: Int64 = 0, width: Int = 480,
    ) async throws(RecordingsError) -> [UInt8] {
        let preview = self
        return try await ToolRun.blocking { () throws(RecordingsError) in
            try preview.make(of: source, at: max(0, milliseconds), width: min(max(16, width), 4096))
        }
    }

    private func make(of source: ByteSource, at wanted: Int64, width: Int) throws(RecordingsError) -> [UInt8] {
        guard source.count > 0 else { throw .noPicture }
        let (view, moment) = try lay(out: source, at: wanted)
        let picture = try take(from: view, at: moment, width: width)
        if !picture.isEmpty { return picture }
        guard moment > 0 else { throw .noPicture }
        let (startView, _) = try lay(out: source, at: 0)
        let first = try take(from: startView, at: 0, width: width)
        guard !first.isEmpty else { throw .noPicture }
        return first
    }

    /// A view in memory that holds what the picture needs, and the moment that it can show.
    private func lay(out source: ByteSource, at wanted: Int64) throws(RecordingsError) -> (MemoryFile, Int64) {
        var ranges: [Range<Int64>] = []
        var moment = wanted
        if source.count <= min(Self.wholeLimit, tools.limits.viewBytes) {
            ranges = [0..<source.count]
        } else {
            let start = try source.read(0..<min(16, source.count))
            var pictures: Range<Int64>?
            if MovieStructure.recognises(start) {
                let structure = try MovieStructure(source)
                ranges += structure.structure
                if !structure.isFragmented, let track = structure.tracks.first(where: { $0.handler == "vide" }) {
                    pictures = try SampleTable(track, in: source)?.bytes(around: wanted)
                }
            }
            if let pictures {
                ranges.append(pictures.clamped(to: 0..<source.count))
            } else {
                moment = 0
            }
            ranges.append(0..<min(4 << 20, source.count))
        }
        let merged = Ranges.merged(ranges)
        let needed = merged.reduce(Int64(0)) { $0 + $1.upperBound - $1.lowerBound }
        guard needed <= tools.limits.viewBytes else { throw .previewTooLarge(bytes: needed) }
        let view = try MemoryFile()
        try view.resize(to: source.count)
        for range in merged { try view.fill(range, from: source) }
        return (view, moment)
    }

    /// JPEG bytes; empty when there is no picture at that moment.
    private func take(from view: MemoryFile, at milliseconds: Int64, width: Int) throws(RecordingsError) -> [UInt8] {
        let seconds = "\(milliseconds / 1000)." + String(String(milliseconds % 1000 + 1000).dropFirst())
        let run = ToolRun(
            program: tools.ffmpeg,
            arguments: ["-nostdin", "-v", "error", "-threads", "1", "-ss", seconds] + MediaProbe.inputGuards
                + ["-i", ToolRun.viewPath, "-an", "-sn", "-dn", "-frames:v", "1"]
                + [
                    "-vf", "scale='min(\(width),iw)':-2", "-threads", "1", "-c:v", "mjpeg", "-f", "image2pipe",
                    "pipe:1",
                ],
            view: view,
            limits: tools.limits)
        let outcome = try run.finish()
        // FF D8 starts every JPEG (ITU-T T.81 §B.1.1.3, SOI). Without a picture ffmpeg may still end with 0.
        return outcome.output.starts(with: [0xff, 0xd8]) ? outcome.output : []
    }
}
