/// A typeset paper.
package struct RenderedForm: Hashable, Sendable {
    /// The file: PDF/A-2b with embedded fonts.
    package let pdf: [UInt8]
    package let pageCount: Int
    package let versions: ToolVersions
}

/// What a paper was made with, kept with it: the paper itself is kept too, and never made again to check it.
package struct ToolVersions: Hashable, Sendable, Codable {
    /// The version of Typst.
    package let typst: String
    /// SHA-256, in hexadecimal, over the names and digests of the template files.
    package let templates: String
    /// SHA-256, in hexadecimal, over the names and digests of the font files.
    package let fonts: String
}

/// A volume put together from its parts, with the page numbers of the volume on its pages.
package struct MergedVolume: Hashable, Sendable {
    /// The pages of the file.
    package let pageCount: Int
    /// The pages of each part, in their order.
    package let partPageCounts: [Int]
    /// Whether every part called itself PDF/A-2, and so the whole does; otherwise it does not.
    package let isArchival: Bool
}
