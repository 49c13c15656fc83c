internal import Casework

/// Who a demo case is about. All names are made up.
struct DemoParties: Sendable {
    let cause: String
    let summary: String
    let complainants: [Complainant]
    let employers: [Employer]
    let wages: [WageRow]

    var total: Int { wages.reduce(0) { $0 + $1.owed - $1.paid } }

    static let all: [DemoParties] = [
        DemoParties(
            cause: "拖欠农民工工资",
            summary: "两名投诉人自2026年4月起在汉阳滨江项目二标段从事钢筋作业，分包单位至今未足额支付2026年6月至8月工资，总包单位未先行清偿。",
            complainants: [
                Complainant(
                    name: "刘大勇", sex: "男", identityNumber: "42010519800101001X", phone: "13900000001", address: "武汉市汉阳区"
                ),
                Complainant(
                    name: "马堃", sex: "男", identityNumber: "420105198202020016", phone: "13900000002", address: "武汉市汉阳区"),
            ],
            employers: [
                Employer(
                    part: .subcontractor, name: "武汉江筑劳务分包有限公司", creditCode: "91420105MA4K000001",
                    address: "武汉市汉阳区鹦鹉大道1号", legalRepresentative: "何镕", phone: "027-80000001"),
                Employer(
                    part: .generalContractor, name: "湖北楚建工程总承包有限公司", creditCode: "91420000MA4K00000K",
                    address: "武汉市武昌区中北路2号", legalRepresentative: "冯喆", phone: "027-80000002"),
            ],
            wages: [
                WageRow(worker: "刘大勇", period: "2026年6月至8月", owed: 2_160_000, paid: 600_000),
                WageRow(worker: "马堃", period: "2026年6月至8月", owed: 1_980_000, paid: 500_000),
            ]),
        parties("超时加班未支付加班工资", "武汉晨光电子有限公司", "91420102MA4K00011R", "陈立", "田雨", 860_000),
        parties("未依法支付解除合同经济补偿", "武汉远航物流有限公司", "91420102MA4K00012W", "许航", "高洁", 1_250_000),
        parties("克扣工资", "武汉味江南餐饮管理有限公司", "91420102MA4K000130", "罗江", "唐琪", 320_000),
        parties("未订立书面劳动合同", "武汉新锐广告有限公司", "91420102MA4K000143", "沈锐", "彭佳", 640_000),
        parties("拖欠工资", "武汉龙湖装饰工程有限公司", "91420102MA4K000156", "龙涛", "魏强", 1_780_000),
        parties("未足额支付最低工资", "武汉蓝天保洁服务有限公司", "91420102MA4K000169", "蓝田", "孔芳", 210_000),
        parties("拖欠工资", "武汉云图网络科技有限公司", "91420102MA4K00017C", "云飞", "施雅", 2_350_000),
    ]

    private static func parties(
        _ cause: String, _ employer: String, _ code: String, _ head: String, _ worker: String, _ owed: Int
    ) -> DemoParties {
        DemoParties(
            cause: cause, summary: "\(worker)反映\(employer)\(cause)，请求依法处理。",
            complainants: [Complainant(name: worker, sex: "女", phone: "13900000009", address: "武汉市江岸区")],
            employers: [
                Employer(
                    part: .employer, name: employer, creditCode: code, address: "武汉市江岸区解放大道3号",
                    legalRepresentative: head, phone: "027-80000009")
            ],
            wages: [WageRow(worker: worker, period: "2026年7月至9月", owed: owed)])
    }
}
