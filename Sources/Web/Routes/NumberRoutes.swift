import Casework
import Chronology
import Forms
import Hummingbird
import Office

/// The register of numbers: how each series is written, from which number it began here, and what was given.
struct NumberRoutes {
    let site: Site
    private static let back = LinkView(href: "/office/numbers", text: "编号登记")

    func add(to router: Router<WebContext>) {
        router.get("/office/numbers") { request, context in try await list(request, context) }
        router.get("/office/numbers/:series") { _, context in
            _ = try context.signedIn()
            return site.ask(try await form(context.part("series")), context)
        }
        router.post("/office/numbers/:series") { request, context in
            let name = context.part("series")
            return try await site.act(try await form(name), request, context) { typed, command in
                try await site.office.chooseNumbers(
                    [try Self.read(typed, series: name)], reason: typed.raw("reason"), command)
                return "/office/numbers?done=saved"
            }
        }
    }

    /// What was typed about a series.
    private static func read(_ typed: FormBody, series: String) throws -> NumberChoice {
        var choice = NumberChoice(series: series)
        if let text = typed["pattern"] {
            guard let pattern = NumberPattern(text) else {
                throw OfficeError.invalid([.notAllowed("pattern", value: text)])
            }
            choice.pattern = pattern
        }
        if let text = typed["number-start"] {
            guard let start = Int(text) else { throw OfficeError.invalid([.notAllowed("number-start", value: text)]) }
            choice.start = start
        }
        return choice
    }

    private func list(_ request: Request, _ context: WebContext) async throws -> Response {
        let viewer = try context.signedIn()
        let mayChange = viewer.roles(on: site.office.now().day).contains(Office.systemRole)
        let this = site.office.now().day.year
        let year = site.query(request)["year"].flatMap { Int($0) }.map { min(max($0, 2000), this) } ?? this
        let registers = try await site.office.numberRegisters(year: year)
        var model = RegisterModel(notes: ["每个编号只用一次，连续不跳号；作废的编号不再使用。年中开始使用本系统的，起始号之前的编号见纸质登记簿。"])
        model.tables = [
            RegisterModel.TableView(
                nil, ["编号", "写法", "起始号", "已用", "最后一个", "下一个"],
                registers.map { register in
                    [
                        mayChange
                            ? .init(register.title, href: "/office/numbers/\(PercentEncoding.encode(register.series))")
                            : .init(register.title),
                        .init(register.pattern),
                        .init("\(register.start)" + (register.startedBecause.map { "（\($0)）" } ?? "")),
                        .init("\(register.given.count) 个"), .init(register.given.last ?? "—"), .init(register.next),
                    ]
                }, empty: "")
        ]
        model.pages = [LinkView(href: "/office/numbers?year=\(year - 1)", text: "\(year - 1) 年")]
        return site.register(model, title: "\(year) 年编号", request, context, trail: [PeopleRoutes.office])
    }

    private func form(_ name: String) async throws -> ActionForm {
        let year = site.office.now().day.year
        guard let register = try await site.office.numberRegisters(year: year).first(where: { $0.series == name })
        else {
            throw OfficeError.notFound("series", id: name)
        }
        let hasBegun = !register.given.isEmpty || register.start > 1
        return ActionForm(
            "设定编号", action: "/office/numbers/\(PercentEncoding.encode(name))", back: Self.back,
            notes: [
                "写法中 {agency} 是机关代字，{word} 是文种代字，{year} 是年份，{number} 是序号，{number:4} 补足四位。",
                hasBegun ? "\(year) 年已经开始编号，起始号不能再改。" : "起始号用于年中开始使用本系统，次年从 1 开始。",
            ],
            facts: [
                InputModel.FactView(label: "编号", value: register.title),
                InputModel.FactView(label: "下一个", value: register.next),
            ]
        ) { form in
            [.of("pattern", "写法", in: form, initially: register.pattern, required: true)]
                + (hasBegun ? [] : [.of("number-start", "\(year) 年的起始号", .number, in: form, initially: "1")])
                + [.of("reason", "理由", in: form, required: true, hint: "如：此前编号见纸质登记簿。")]
        }
    }
}
