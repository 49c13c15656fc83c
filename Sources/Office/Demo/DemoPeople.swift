internal import Chronology
internal import Rules

/// The people of the demo office of Wuhan: one in every role, all with the same password, which a real office never
/// accepts.
package enum DemoPeople {
    /// The password of every demo account.
    package static let password = "liuhen-demo"

    /// The units: name, id, and the id of the unit to which each belongs.
    static let units: [(name: String, id: String, parent: String?)] = [
        ("局机关", "bureau", nil), ("政策法规处", "legal", "bureau"), ("信息中心", "information", "bureau"),
        ("办公室", "general-office", "bureau"), ("机关纪委", "discipline", "bureau"), ("支队", "agency", "bureau"),
        ("接待受理科", "reception", "agency"), ("监察一科", "inspection-1", "agency"), ("案件审理科", "review", "agency"),
    ]

    /// The recording devices.
    static let devices: [NewDevice] = [
        NewDevice(
            kind: .bodyWorn, number: "WH-BWC-001", unitID: "inspection-1", holder: "li", purchased: Day(2025, 3, 10),
            volume: "CJZ-01"),
        NewDevice(
            kind: .bodyWorn, number: "WH-BWC-002", unitID: "inspection-1", holder: "zhao", purchased: Day(2025, 3, 10),
            volume: "CJZ-01"),
        NewDevice(
            kind: .bodyWorn, number: "WH-BWC-003", unitID: "inspection-1", purchased: Day(2025, 3, 10),
            volume: "CJZ-01"),
        NewDevice(kind: .windowCamera, number: "WH-WIN-01", unitID: "reception", volume: "CJZ-01"),
    ]

    /// The people, in the order in which a case meets them.
    static let all: [DemoStaff.Person] = [
        DemoStaff.Person(
            id: "wang", name: "王晓梅", badge: "鄂A0101", unit: "接待受理科", title: "接待人员",
            roles: ["intake-officer", "intake-dept"]),
        DemoStaff.Person(
            id: "li", name: "李建国", badge: "鄂A0201", unit: "监察一科", title: "案件首办责任人",
            roles: ["officer", "handling-dept"]),
        DemoStaff.Person(
            id: "zhao", name: "赵　敏", badge: "鄂A0202", unit: "监察一科", title: "协办执法人员",
            roles: ["officer", "handling-dept"]),
        DemoStaff.Person(
            id: "chen", name: "陈志远", badge: "鄂A0301", unit: "案件审理科", title: "审理人员", roles: ["review-dept"]),
        DemoStaff.Person(
            id: "zhou", name: "周国强", badge: "鄂A0001", unit: "支队", title: "本机构负责人",
            roles: ["agency-head", "on-duty-head"]),
        DemoStaff.Person(id: "wu", name: "吴海燕", badge: nil, unit: "局机关", title: "人社行政部门负责人", roles: ["bureau-head"]),
        DemoStaff.Person(
            id: "zheng", name: "郑喆", badge: nil, unit: "案件审理科", title: "档案管理人员",
            roles: ["review-dept", "av-custodian"]),
        DemoStaff.Person(
            id: "sun", name: "孙法", badge: nil, unit: "政策法规处", title: "法制机构人员", roles: ["legal-dept", "policy-office"]),
        DemoStaff.Person(
            id: "admin", name: "系统管理员", badge: nil, unit: "信息中心", title: "系统管理员", roles: ["system-administrator"]),
        DemoStaff.Person(
            id: "security", name: "安全管理员", badge: nil, unit: "办公室", title: "安全管理员", roles: ["security-administrator"]),
        DemoStaff.Person(
            id: "audit", name: "审计管理员", badge: nil, unit: "机关纪委", title: "审计管理员", roles: ["audit-administrator"]),
    ]
}
