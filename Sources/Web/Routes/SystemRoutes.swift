import Casework
import Chronology
import Hummingbird
import Office

/// How the system stands, and the ways to everything that keeps it: for the three administrators.
struct SystemRoutes {
    let site: Site
    private static let back = LinkView(href: "/system", text: "系统")

    func add(to router: Router<WebContext>) {
        router.get("/system") { request, context in
            let account = try context.signedIn()
            let facts = try await site.office.health(for: account)
            let roles = account.roles(on: site.office.now().day)
            return site.page(
                "system", SystemModel(facts, roles: roles), title: HealthText.summary(facts.lines), context,
                current: "/system", notice: site.query(request)["done"].flatMap(NoticeText.of))
        }
        router.get("/system/certificate") { _, context in
            _ = try context.signedIn()
            return site.ask(try certificateForm(), context, current: "/system")
        }
        router.post("/system/certificate") { request, context in
            try await site.act(try certificateForm(), request, context, current: "/system") { typed, command in
                try await site.office.watchCertificate(typed["certificate-address"], command)
                return "/system?done=saved"
            }
        }
    }

    private func certificateForm() throws -> ActionForm {
        let watched = try site.office.watchedCertificate()
        return ActionForm(
            "设定要查看证书的网址", action: "/system/certificate", back: Self.back, submit: "保存",
            notes: ["由系统管理员设定，设定记入日志。到期前 30 天起提醒。不填则不再查看。"]
        ) { form in
            [
                .of(
                    "certificate-address", "网址和端口", in: form, initially: watched,
                    hint: "例如 liuhen.rsj.example.gov.cn:443，不写 https://。")
            ]
        }
    }
}
