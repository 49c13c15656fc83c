import Office

/// A page that shows what the office keeps about something: what is known, tables, and what may be done.
struct RegisterModel: PageModel {
    var notes: [String] = []
    var facts: [InputModel.FactView] = []
    var actions: [LinkView] = []
    /// How far something is, drawn.
    var bars: [SupervisionModel.BarView] = []
    var hasBars = false
    var tables: [TableView] = []
    /// To the page before and the page after.
    var pages: [LinkView] = []
    var problem: ProblemView?
    /// What narrows the tables.
    var filter: FilterView?
    /// A one-time code, shown on this page alone.
    var code: CodeView?

    /// A form that asks for the same page again, narrowed.
    struct FilterView: PageModel {
        let action: String
        let fields: [FieldView]
    }

    /// A table with its heading.
    struct TableView: PageModel {
        let title: String?
        let columns: [String]
        let rows: [RowView]
        /// What stands in the place of an empty table.
        let empty: String
        let isEmpty: Bool

        init(_ title: String?, _ columns: [String], _ rows: [[CellView]], empty: String) {
            self.title = title
            self.columns = columns
            self.rows = rows.map { cells in
                RowView(
                    cells: zip(columns, cells).map { column, cell in
                        var cell = cell
                        cell.label = column
                        return cell
                    })
            }
            self.empty = empty
            isEmpty = rows.isEmpty
        }
    }

    struct RowView: PageModel {
        let cells: [CellView]
    }

    /// A cell: a text, or a link.
    struct CellView: PageModel, ExpressibleByStringLiteral {
        let text: String
        let href: String?
        /// The heading of its column, for narrow screens.
        var label = ""

        init(_ text: String, href: String? = nil) {
            self.text = text
            self.href = href
        }

        init(stringLiteral value: String) { self.init(value) }
    }

    /// A one-time code to be handed over.
    struct CodeView: PageModel {
        let name: String
        let signInName: String
        let code: String
    }
}

/// A page that asks for one act of the office, and does it.
struct ActionForm {
    let title: String
    /// Where it is sent.
    let action: String
    /// The page to go back to.
    let back: LinkView
    var submit: String
    var notes: [String] = []
    var facts: [InputModel.FactView] = []
    /// What is sent along unseen, its name as the text.
    var hidden: [ChoiceView] = []
    /// A second form below with one button: where it is sent, and its words.
    private(set) var extra: LinkView?
    let fields: (FormBody?) -> [FieldView]

    /// The same with a button of its own below.
    func with(extra: (String, String)) -> ActionForm {
        var form = self
        form.extra = LinkView(href: extra.0, text: extra.1)
        return form
    }

    init(
        _ title: String, action: String, back: LinkView, submit: String? = nil, notes: [String] = [],
        facts: [InputModel.FactView] = [], fields: @escaping (FormBody?) -> [FieldView]
    ) {
        self.title = title
        self.action = action
        self.back = back
        self.submit = submit ?? title
        self.notes = notes
        self.facts = facts
        self.fields = fields
    }
}
