/// What stands around every page.
struct Frame: PageModel {
    /// The heading, which is the page's answer in short.
    var title: String
    /// 武汉市劳动保障监察支队.
    var agency: String
    var isDemo: Bool
    /// The clock of a demo office, which may be set.
    var clock: String?
    var person: Person?
    /// The token that every form carries.
    var csrf: String
    /// The random id of the command that this page's form would give.
    var command: String
    var menu: [MenuItem]
    /// What was just done.
    var notice: String?
    /// Links back, from the outside in.
    var trail: [LinkView]
    /// Whether the page uses the whole width of a large screen.
    var isWide = false

    /// Who is signed in.
    struct Person: PageModel {
        let name: String
        let roles: String
        let badge: String?
    }

    /// An item of the main menu.
    struct MenuItem: PageModel, Equatable {
        let href: String
        let text: String
        let isCurrent: Bool
        let count: Int?
    }
}
