import Casework
import Office
import Rules

/// All kinds of act that can be entered in a case, by the part of the work to which they belong.
struct ActListModel: PageModel {
    let head: CaseHead
    let groups: [Group]
    /// What the list was searched for.
    let text: String
    let action: String
    let isEmpty: Bool

    /// The acts of one part of the work.
    struct Group: PageModel {
        let title: String
        let acts: [LinkView]
    }

    /// - Parameter text: what the titles must contain; all for none.
    init(_ dossier: CaseDossier, text: String = "") {
        let head = CaseHead(dossier)
        self.head = head
        self.text = text
        action = "\(head.href)/enter"
        let acts = ActLibrary.bundled.acts.filter { $0.scope == .case && !FactKind.ofPlatforms.contains($0.fact) }
        let platforms = LinkView(href: "\(head.href)/platforms", text: "平台录入表")
        let binding = [
            LinkView(href: "\(head.href)/join", text: "并案"), LinkView(href: "\(head.href)/split", text: "分案"),
        ]
        groups = Self.areas.compactMap { area, title in
            let own = acts.filter { $0.area == area || (area.isEmpty && !Self.named.contains($0.area)) }
            guard !own.isEmpty else { return nil }
            let links =
                own.map { LinkView(href: "\(head.href)/enter/\($0.fact.rawValue)", text: $0.title) }
                + (area.isEmpty ? [platforms] : []) + (area == "intake" ? binding : [])
            let found = links.filter { text.isEmpty || $0.text.contains(text) }
            return found.isEmpty ? nil : Group(title: title, acts: found)
        }
        isEmpty = groups.isEmpty
    }

    /// The areas of the library in the order of the work; the last takes what belongs to none of them.
    private static let areas: [(String, String)] = [
        ("intake", "受理与启动"), ("investigation", "调查取证"), ("recording", "音像记录"), ("inspection", "行政检查"),
        ("decision", "审查决定"), ("enforcement", "强制与执行"), ("archive", "案卷与档案"), ("", "其他"),
    ]

    private static let named = Set(areas.map(\.0))
}
