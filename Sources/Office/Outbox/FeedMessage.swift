internal import Casework
internal import Chronology
internal import Foundation

/// What a platform is told of one entry, as JSON; docs/platform-feed.md describes it. Always the same bytes for the same
/// entry, so that sending it again tells nothing new.
struct FeedMessage: Sendable {
    /// The entry's id, by which a platform knows that it has the message already.
    let key: String
    let bytes: [UInt8]

    /// The name of this format.
    static let format = "liuhen-feed/1"

    /// The message for an entry; nil where the platform takes no such entry.
    init?(_ entry: LogEntry, for platform: Platform, of information: OfficeInformation) {
        guard let sending = platform.sending(of: entry) else { return nil }
        var data = FeedMessage.pick(FeedMessage.object(entry.open), sending.send.map(FeedMessage.steps))
        let personal = sending.personal ?? []
        if !personal.isEmpty {
            data.merge(FeedMessage.pick(FeedMessage.object(entry.personal), personal.map(FeedMessage.steps))) {
                open, _ in
                open
            }
        }
        let message: [String: Any] = [
            "format": FeedMessage.format, "key": entry.id, "origin": information.origin,
            "agency": information.agency, "platform": platform.id, "index": entry.index, "type": sending.type,
            "about": String(entry.stream.drop { $0 != "/" }.dropFirst()), "kind": entry.kind,
            "entered": entry.entered.description, "at": entry.at.description,
            "by": ["name": entry.actor.name, "badge": entry.actor.badge ?? ""], "data": data,
        ]
        let options: JSONSerialization.WritingOptions = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? JSONSerialization.data(withJSONObject: message, options: options) else { return nil }
        key = entry.id
        bytes = Array(json) + [0x0A]
    }

    private static func object(_ part: Data?) -> [String: Any] {
        part.flatMap { try? JSONSerialization.jsonObject(with: $0) as? [String: Any] } ?? [:]
    }

    private static func steps(_ path: String) -> [String] { path.split(separator: ".").map(String.init) }

    /// What lies at the paths, and nothing beside; a path leads into each element of a list.
    private static func pick(_ object: [String: Any], _ paths: [[String]]) -> [String: Any] {
        var picked: [String: Any] = [:]
        for (name, group) in Dictionary(grouping: paths.filter { !$0.isEmpty }, by: { $0[0] }) {
            guard let value = object[name] else { continue }
            let rest = group.map { Array($0.dropFirst()) }
            picked[name] = rest.contains([]) ? value : within(value, rest)
        }
        return picked
    }

    private static func within(_ value: Any, _ paths: [[String]]) -> Any {
        switch value {
        case let object as [String: Any]: pick(object, paths)
        case let list as [Any]: list.map { within($0, paths) }
        default: NSNull()
        }
    }
}

extension Platform {
    /// How an entry is sent; nil where it is not.
    func sending(of entry: LogEntry) -> Sending? {
        let stream = entry.stream.prefix { $0 != "/" }
        return feed.first { sending in
            guard sending.stream == stream, sending.kind == entry.kind else { return false }
            guard let what = sending.what else { return true }
            let open = (try? JSONSerialization.jsonObject(with: entry.open)) as? [String: Any]
            return open?["what"] as? String == what
        }
    }
}
