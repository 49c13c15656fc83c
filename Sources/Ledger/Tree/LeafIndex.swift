/// The place of an entry in the log: 0 for the first.
package struct LeafIndex: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number, from 0.
    package let value: Int

    /// Takes a number.
    /// - Precondition: it is not negative.
    package init(_ value: Int) {
        precondition(value >= 0, "an index is not negative")
        self.value = value
    }

    package var description: String { String(value) }

    package static func < (left: LeafIndex, right: LeafIndex) -> Bool { left.value < right.value }
}

/// The number of entries in a log: one more than the last index.
package struct TreeSize: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The number of leaves.
    package let value: Int

    /// Takes a number.
    /// - Precondition: it is not negative.
    package init(_ value: Int) {
        precondition(value >= 0, "a size is not negative")
        self.value = value
    }

    /// The size of a log of which `index` is the last entry.
    package init(including index: LeafIndex) { self.value = index.value + 1 }

    /// Whether a tree of this size has a leaf `index`.
    package func contains(_ index: LeafIndex) -> Bool { index.value < value }

    package var description: String { String(value) }

    package static func < (left: TreeSize, right: TreeSize) -> Bool { left.value < right.value }
}
