import Forms
import HTTPTypes
import Hummingbird
import Office

/// The recovery key of the setup: made, shown once to print, and its paper. The page holds it, the server does not.
struct SetupKeyRoutes {
    let site: SetupSite

    func add(to router: Router<WebContext>) {
        router.post("/setup-key/make") { request, _ -> Response in
            let session = try site.session(request)
            _ = try await site.form(request)
            guard await site.desk.codes.isEmpty, await site.desk.mayOpen(.recoveryKey) else {
                return .seeOther("/setup")
            }
            let identity = try await site.desk.makeKey()
            let answers = await site.desk.answers
            let model = SetupKey(
                agency: answers.agency, recipient: answers.recovery, identity: identity,
                groups: RecoveryPaper.groups(of: identity).enumerated().map {
                    SetupKey.Group(number: $0.offset + 1, text: $0.element)
                }, svg: try QRCode(identity).svg)
            return site.page(
                "setup-key", model, title: "恢复密钥：现在打印，只显示这一次", session: session,
                trail: [LinkView(href: "/setup/recovery-key", text: "上一步")])
        }
        router.post("/setup-key/paper") { request, _ -> Response in
            let typed = try await site.form(request)
            return .pdf(try await site.desk.paper(of: typed.raw("identity")))
        }
    }
}

/// The page on which a recovery key is shown.
struct SetupKey: PageModel {
    let agency: String
    let recipient: String
    let identity: String
    let groups: [Group]
    /// Our own drawing, made of numbers alone.
    let svg: String

    struct Group: PageModel {
        let number: Int
        let text: String
    }
}
