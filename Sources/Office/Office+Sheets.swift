internal import Forms

extension Office {
    /// Reads a spreadsheet that somebody brought. Nothing is entered.
    /// - Throws: ``OfficeError/sheet(_:)`` where the file is none, ``OfficeError/typesetting(reason:)`` where the reader
    ///   does not run.
    func sheet(of file: [UInt8]) async throws -> Sheet {
        do {
            return try await sheets.sheet(of: file)
        } catch .sheetNotReadable {
            throw OfficeError.sheet(.unreadable)
        } catch {
            throw OfficeError.typesetting(reason: error.code)
        }
    }
}
