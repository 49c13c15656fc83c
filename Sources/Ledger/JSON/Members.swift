/// The members of a strict object while they are taken out one by one; what is left at the end is unknown.
struct Members {
    private var values: [String: JSON]

    init(_ members: [(String, JSON)]) {
        values = Dictionary(members, uniquingKeysWith: { first, _ in first })
    }

    init(object value: JSON, key: String) throws(LedgerError) {
        guard let object = value.object else { throw .invalid(key: key) }
        values = object
    }

    /// Takes out a member that must be there.
    mutating func take(_ key: String) throws(LedgerError) -> JSON {
        guard let value = values.removeValue(forKey: key) else { throw .missingKey(key) }
        return value
    }

    mutating func text(_ key: String) throws(LedgerError) -> String {
        guard let text = try take(key).string else { throw .invalid(key: key) }
        return text
    }

    mutating func positive(_ key: String) throws(LedgerError) -> Int {
        guard let number = try take(key).int, number >= 1, let value = Int(exactly: number) else {
            throw .invalid(key: key)
        }
        return value
    }

    mutating func value<Value>(_ key: String, _ read: (String) -> Value?) throws(LedgerError) -> Value {
        guard let value = read(try text(key)) else { throw .invalid(key: key) }
        return value
    }

    mutating func optional<Value>(_ key: String, _ read: (String) -> Value?) throws(LedgerError) -> Value? {
        values[key] == nil ? nil : try value(key, read)
    }

    /// Refuses what was not taken, naming the first by its bytes.
    func end() throws(LedgerError) {
        guard let key = values.keys.min(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) else { return }
        throw .unknownKey(key)
    }
}
