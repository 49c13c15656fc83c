/// A value that is made once and read in many places: copying it counts one reference, however many its parts are.
///
/// Rules look at each fact many times, and most of what that cost was the counting of references.
final class Shared<Value: Hashable & Sendable>: Hashable, Sendable {
    let value: Value

    init(_ value: Value) { self.value = value }

    static func == (left: Shared, right: Shared) -> Bool { left === right || left.value == right.value }

    func hash(into hasher: inout Hasher) { hasher.combine(value) }
}
