package import Chronology
internal import Cryptography
internal import Foundation

/// What one row brings in, as it was understood.
package enum ImportItem: Hashable, Sendable {
    case volume(OldVolume)
    case runningCase(RunningCase)
    case person(Person)
    case employer(Employer)
    case device(Device)

    /// A running case: the request, which is Encodable and equal where its digest is.
    package struct RunningCase: Hashable, Sendable {
        package let request: TakeOverRequest
        package static func == (left: Self, right: Self) -> Bool { left.digest == right.digest }
        package func hash(into hasher: inout Hasher) { hasher.combine(digest) }
        /// SHA-256 of what the request says.
        package var digest: String { ImportItem.digest(of: request) }
    }

    /// An account that is to be opened.
    package struct Person: Hashable, Sendable, Encodable {
        package let signInName: String
        package let name: String
        package let badge: String?
        /// The id of a unit.
        package let unitID: String

        package init(signInName: String, name: String, badge: String?, unitID: String) {
            self.signInName = signInName
            self.name = name
            self.badge = badge
            self.unitID = unitID
        }
    }

    /// A device that is to be registered.
    package struct Device: Hashable, Sendable, Encodable {
        package let number: String
        /// `body-camera` … as the register has it.
        package let kind: String
        package let unitID: String
        /// The account of who carries it.
        package let holder: String?
        package let purchased: Day?
        package let volume: String?

        package init(
            number: String, kind: String, unitID: String, holder: String?, purchased: Day?, volume: String?
        ) {
            self.number = number
            self.kind = kind
            self.unitID = unitID
            self.holder = holder
            self.purchased = purchased
            self.volume = volume
        }
    }

    /// What makes it the same thing in another row, another file, another year.
    package var key: String {
        switch self {
        case .volume(let volume): volume.key
        case .runningCase(let running): CaseNumberText(running.request.number).text
        case .person(let person): person.signInName
        case .employer(let employer): employer.registerKey ?? ""
        case .device(let device): device.number
        }
    }

    /// The column in which the key stands, or most of it.
    var keyColumn: String {
        switch self {
        case .person: "sign-in-name"
        case .employer(let employer): employer.hasNoCode ? "name" : "credit-code"
        case .volume, .runningCase, .device: "number"
        }
    }

    /// SHA-256 of all that it says, so that a changed row is told from the same one.
    package var digest: String {
        switch self {
        case .volume(let volume): ImportItem.digest(of: volume)
        case .runningCase(let running): running.digest
        case .person(let person): ImportItem.digest(of: person)
        case .employer(let employer): ImportItem.digest(of: employer)
        case .device(let device): ImportItem.digest(of: device)
        }
    }

    /// SHA-256 of a value as JSON with sorted keys.
    package static func digest(of value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { SHA256.hash(Array($0)).hex } ?? ""
    }
}

/// A volume from before: what the register of old volumes holds.
package struct OldVolume: Hashable, Sendable, Codable {
    /// The year by which it is filed.
    package var year: Int
    /// 案卷号 within the year.
    package var number: String
    package var title: String
    package var party: String?
    package var closed: Day?
    /// As the register says: 永久, 长期, 30年 …
    package var retention: String?
    package var pages: Int?
    package var box: String?
    package var shelf: String?
    package var hasRecordings: Bool?

    package init(year: Int, number: String, title: String) {
        self.year = year
        self.number = number
        self.title = title
    }

    /// Year and number in one writing.
    package var key: String { "\(year)/\(CaseNumberText(number).text)" }
}
