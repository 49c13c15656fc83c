package import Rules

/// A person of the office at the moment of an act. What is stored is never re-rendered from later data.
package struct Actor: Hashable, Sendable, Codable {
    /// The account's id.
    package let account: String
    package let name: String
    /// 执法证号, where the person has one.
    package let badge: String?
    /// The unit in which the person acts.
    package let unit: String
    /// The roles held in that unit, delegated ones included.
    package let roles: [RoleID]
    /// For whom the person stands in (代), where that is so.
    package let standsInFor: Officer?

    package init(
        account: String, name: String, badge: String? = nil, unit: String, roles: [RoleID], standsInFor: Officer? = nil
    ) {
        self.account = account
        self.name = name
        self.badge = badge
        self.unit = unit
        self.roles = roles
        self.standsInFor = standsInFor
    }
}

/// A person of the office as an event names one.
package struct Officer: Hashable, Sendable, Codable {
    package let account: String
    package let name: String
    package let badge: String?

    package init(account: String, name: String, badge: String?) {
        self.account = account
        self.name = name
        self.badge = badge
    }
}

/// A worker who complains, or another person on whose behalf a matter runs.
package struct Complainant: Hashable, Sendable, Codable {
    package var name: String
    package var sex: String?
    package var identityNumber: String?
    package var phone: String?
    package var address: String?
    /// The agent with authority, where one acts.
    package var representative: String?

    package init(
        name: String, sex: String? = nil, identityNumber: String? = nil, phone: String? = nil, address: String? = nil,
        representative: String? = nil
    ) {
        self.name = name
        self.sex = sex
        self.identityNumber = identityNumber
        self.phone = phone
        self.address = address
        self.representative = representative
    }
}

/// A body on the employer's side: there may be several in a case.
package struct Employer: Hashable, Sendable, Codable {
    /// What the body is in the matter.
    package enum Part: String, Hashable, Sendable, Codable, CaseIterable {
        case employer
        case generalContractor = "general-contractor"
        case subcontractor
        case labourCompany = "labour-company"
        case foreman
    }

    package var part: Part
    package var name: String
    /// 统一社会信用代码.
    package var creditCode: String?
    package var address: String?
    package var legalRepresentative: String?
    package var phone: String?

    package init(
        part: Part, name: String, creditCode: String? = nil, address: String? = nil, legalRepresentative: String? = nil,
        phone: String? = nil
    ) {
        self.part = part
        self.name = name
        self.creditCode = creditCode
        self.address = address
        self.legalRepresentative = legalRepresentative
        self.phone = phone
    }
}

/// What one worker is owed. Money is whole fen.
package struct WageRow: Hashable, Sendable, Codable {
    package var worker: String
    /// The months worked for, as written: 2026年3月—5月.
    package var period: String
    package var owed: Int
    package var paid: Int

    package init(worker: String, period: String, owed: Int, paid: Int = 0) {
        self.worker = worker
        self.period = period
        self.owed = owed
        self.paid = paid
    }
}

/// A blob in the vault as an event pins it: content, length and the header of its file at rest.
package struct BlobReference: Hashable, Sendable, Codable {
    /// SHA-256 of the plain content, 64 hexadecimal digits.
    package let digest: String
    package let byteCount: Int
    /// SHA-256 of the age header of the file at rest.
    package let headerDigest: String
    package let mediaType: String
    /// The name under which people know it; empty where it was withheld.
    package let name: String
    /// What to call it: its name, or else the beginning of its digest.
    package var title: String { name.isEmpty ? String(digest.prefix(12)) : name }

    package init(digest: String, byteCount: Int, headerDigest: String, mediaType: String, name: String) {
        self.digest = digest
        self.byteCount = byteCount
        self.headerDigest = headerDigest
        self.mediaType = mediaType
        self.name = name
    }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        digest = try container.decode(String.self, forKey: .digest)
        byteCount = try container.decode(Int.self, forKey: .byteCount)
        headerDigest = try container.decode(String.self, forKey: .headerDigest)
        mediaType = try container.decode(String.self, forKey: .mediaType)
        name = try container.decodeIfPresent(String.self, forKey: .name) ?? ""
    }
}
