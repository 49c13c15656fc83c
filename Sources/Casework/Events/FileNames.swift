internal import Foundation

/// The names of files. They often hold people's names, so they stand in the personal part, in the order in which the
/// references occur (keys in their order, elements in theirs), while the open part keeps digest and length.
///
/// Entries from before have each name in its reference; they read the same.
enum FileNames {
    /// The key of the personal part. A kind whose `personalKeys` hold it keeps the names of its files there.
    static let key = "fileNames"

    /// Takes the name out of every reference of an object.
    /// - Returns: the object without them, and the names in order.
    static func takeOut(of object: [String: Any]) -> (object: [String: Any], names: [String]) {
        var names: [String] = []
        let rest = walk(object) { reference in
            names.append(reference["name"] as? String ?? "")
            reference["name"] = nil
        }
        return (rest as? [String: Any] ?? [:], names)
    }

    /// Puts names back into the references that have none.
    static func put(_ names: [String], into object: [String: Any]) -> [String: Any] {
        var rest = names[...]
        let whole = walk(object) { reference in
            guard reference["name"] == nil else { return }
            reference["name"] = rest.popFirst()
        }
        return whole as? [String: Any] ?? [:]
    }

    private static func walk(_ value: Any, _ change: (inout [String: Any]) -> Void) -> Any {
        if let list = value as? [Any] { return list.map { walk($0, change) } }
        guard var object = value as? [String: Any] else { return value }
        if object["digest"] is String, object["headerDigest"] is String {
            change(&object)
            return object
        }
        for key in object.keys.sorted() { object[key] = object[key].map { walk($0, change) } }
        return object
    }
}
