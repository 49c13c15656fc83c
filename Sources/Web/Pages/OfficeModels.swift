import Chronology
import Office
import Rules

extension Rule.Force {
    var title: String {
        switch self {
        case .gate: "不满足不能办理"
        case .due: "应当办理"
        case .advice: "提示"
        }
    }
}

/// Signing in.
struct SignInModel: PageModel {
    let agency: String
    let name: String?
    let to: String?
    let wrong: String?
    /// The people of a demo office.
    let people: [DemoPerson]
    /// The password that all of them have.
    let password: String
    let isDemo: Bool

    /// Somebody whom a demo office lists.
    struct DemoPerson: PageModel {
        let signInName: String
        let name: String
        let roles: String
    }
}
