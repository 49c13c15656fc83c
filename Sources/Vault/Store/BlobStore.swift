/// Where blobs lie at rest, under names that tell nothing of their content.
package protocol BlobStore: Sendable {
    /// The file of a name; nil where there is none.
    func open(_ name: String) throws(VaultError) -> ByteSource?
    /// Takes a finished file in, durably. A file of that name that is there already stays as it is, however many try at
    /// once; the temporary file is gone in both cases.
    /// - Returns: whether the file was taken; false where one of that name was there.
    func adopt(_ temporary: String, as name: String) throws(VaultError) -> Bool
    /// A place for a file that is still being written, on the same disk.
    func temporaryPath() throws(VaultError) -> String
    /// Removes files at ``temporaryPath()`` places that were last written before a moment, in seconds since 1970: what
    /// writers left behind that were stopped.
    func removeTemporaries(writtenBefore moment: Int64) throws(VaultError)
    /// The names there are, sorted.
    func names() throws(VaultError) -> [String]
}
