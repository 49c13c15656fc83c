package import Chronology

/// What became of a command: durable when the caller sees it.
package struct AppendReceipt: Equatable, Sendable {
    /// One entry of the command.
    package struct Item: Equatable, Sendable {
        /// Its place in the log.
        package let index: LeafIndex
        /// Its id.
        package let entry: EntryID
        /// Its stream.
        package let stream: StreamName
        /// Its place in the stream, from 1.
        package let version: Int
    }

    /// The command.
    package let command: CommandID
    /// Its entries, in their order; never none.
    package let items: [Item]
    /// The time that they were given.
    package let time: Instant

    /// The size of the log right after the command: a reader that has seen so many entries has seen it.
    package var size: TreeSize { TreeSize((items.last?.index.value ?? -1) + 1) }
}
