internal import Chronology
package import Rules

/// Who works in a demo office, and with what: one person in every role of a text.
package struct DemoStaff: Sendable {
    /// The units: name, id, and the id of the unit to which each belongs.
    let units: [(name: String, id: String, parent: String?)]
    /// The people, in the order in which a case meets them; the three administrators are the last.
    package let people: [Person]
    /// The recording devices.
    let devices: [NewDevice]

    /// A demo account to be.
    package struct Person: Sendable {
        /// The id and the name to sign in with.
        package let id: String
        package let name: String
        /// 执法证号; nil for who does not investigate.
        package let badge: String?
        package let unit: String
        /// What the person is, for those who choose an account.
        package let title: String
        package let roles: [RoleID]
    }

    /// The staff of an office that applies a pack: the people of Wuhan, or one for each role of another text.
    package init(of pack: Pack) {
        if pack.id == "wuhan" {
            units = DemoPeople.units
            people = DemoPeople.all
            devices = DemoPeople.devices
        } else {
            units = [
                ("机关", "agency", nil), ("执法科", "enforcement", "agency"), ("信息中心", "information", "agency"),
                ("办公室", "general-office", "agency"), ("机关纪委", "discipline", "agency"),
            ]
            people = DemoStaff.people(of: pack)
            devices = ["officer", "officer-2"].enumerated().map { place, holder in
                NewDevice(
                    kind: .bodyWorn, number: "BWC-00\(place + 1)", unitID: "enforcement", holder: holder,
                    purchased: Day(2025, 3, 10), volume: "CJZ-01")
            }
        }
    }

    private static let officer: RoleID = "officer"
    private static let names = [
        "李建国", "周国强", "吴海燕", "陈志远", "王晓梅", "郑喆", "孙法", "刘明", "黄丽", "何俊", "高峰", "林静", "罗勇", "梁婷", "宋涛",
    ]

    /// One person for each role that signs in, whose account bears the role's id, and a second officer.
    private static func people(of pack: Pack) -> [Person] {
        let roles = pack.roles.filter { !$0.isOutside && $0.id != Account.leadRole }
        var people = roles.enumerated().map { place, role in
            // Who investigates holds a badge: by the title, since each text has role names of its own.
            let investigates = role.id == officer || role.title.contains("执法人员")
            return Person(
                id: role.id, name: place < names.count ? names[place] : "演示人员\(place + 1)",
                badge: investigates ? "演示\(101 + place)" : nil, unit: investigates ? "执法科" : "机关", title: role.title,
                roles: [role.id])
        }
        people.append(
            Person(id: "officer-2", name: "赵敏", badge: "演示199", unit: "执法科", title: "协办执法人员", roles: [officer]))
        return people + DemoPeople.all.suffix(3)
    }
}
