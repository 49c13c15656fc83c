import Rules

/// One thing that a page asks for, whatever kind of page it is.
struct FieldView: PageModel {
    let name: String
    let label: String
    var anchor: String
    var isRequired = false
    var hint: String? { didSet { describe() } }
    var article: String?
    /// What is wrong with what was typed.
    var problem: String? { didSet { describe() } }
    /// The ids of what a reader of the screen says with the field: its hint, and what is wrong.
    private(set) var described: String?
    /// The text of a simple field.
    var value: String?
    var options: [ChoiceView] = []
    /// What a text may be, beside anything else that is typed.
    var suggestions: [ChoiceView] = []
    var hasSuggestions = false
    var table: TableView?
    // Exactly one of these holds; the template shows the input of that kind.
    var isText = false
    var isParagraph = false
    var isNumber = false
    var isMoney = false
    var isDay = false
    var isTime = false
    /// Whether a time is asked for to the second.
    var hasSeconds = false
    var isSelect = false
    var isRadio = false
    var isCheckboxes = false
    var isFile = false
    /// Whether several files may come.
    var isMany = false
    /// Whether nothing is chosen yet in a list to choose from.
    var isUnset = false
    var isPassword = false
    /// The types of file to offer.
    var accepts: String?

    /// A table with rows to fill in.
    struct TableView: PageModel {
        let name: String
        let columns: [ColumnView]
        let rows: [RowView]
        /// What else a button below does: its code, and what it says.
        var more: ChoiceView?
    }

    /// The head of a column, with the share of the table's width that what stands in it needs.
    struct ColumnView: PageModel {
        let title: String
        let width: String

        /// - Parameter name: the name of what the column holds, which tells how long that usually is.
        init(_ title: String, of name: String = "", holding texts: [String]) {
            self.title = title
            let usual = max(Self.usual[name] ?? 0, Self.usual[title] ?? 0)
            let longest = max(usual, ([title] + texts).map(Self.width).max() ?? 0)
            width = longest <= 6 ? "short" : longest <= 16 ? "middle" : "long"
        }

        /// How much room what people type usually takes: names of people, numbers of telephones, names of places.
        private static let usual = [
            "phone": 11, "name": 8, "worker": 8, "period": 14, "address": 24, "identityNumber": 18, "creditCode": 18,
            "part": 12, "legalRepresentative": 8, "representative": 8,
            "单位名称": 24,
        ]

        /// How much room a text takes: two for a character of Chinese, one for any other.
        private static func width(_ text: String) -> Int { text.reduce(0) { $0 + ($1.isASCII ? 1 : 2) } }
    }

    struct RowView: PageModel {
        let number: Int
        let cells: [CellView]
    }

    struct CellView: PageModel {
        let name: String
        let label: String
        let value: String?
        var options: [ChoiceView] = []
        var isSelect = false
    }

    init(_ name: String, _ label: String, required: Bool = false, hint: String? = nil) {
        self.name = name
        self.label = label
        anchor = "field-" + name
        isRequired = required
        self.hint = hint
        describe()
    }

    private mutating func describe() {
        let ids = [hint.map { _ in "hint-" + anchor }, problem.map { _ in "why-" + anchor }].compactMap { $0 }
        described = ids.isEmpty ? nil : ids.joined(separator: " ")
    }
}

extension FieldView {
    /// How a field that a page asks for looks.
    enum Kind {
        case text, paragraph, number, money, day, yesNo, password
        /// A time to the minute, and one to the second.
        case time, moment
        /// One of these; the first of each pair is what is sent.
        case choice([(String, String)])
        case choices([(String, String)])
        case file(accepts: String?)
        /// Any number of files of any type.
        case files
    }

    /// A field that shows what was typed, or else what it begins with.
    static func of(
        _ name: String, _ label: String, _ kind: Kind = .text, in form: FormBody?, initially value: String? = nil,
        required: Bool = false, hint: String? = nil
    ) -> FieldView {
        var field = FieldView(name, label, required: required, hint: hint)
        let typed = form.map { $0.raw(name) } ?? value ?? ""
        field.value = typed.isEmpty ? nil : typed
        switch kind {
        case .text: field.isText = true
        case .paragraph: field.isParagraph = true
        case .number: field.isNumber = true
        case .money: field.isMoney = true
        case .day: field.isDay = true
        case .time: field.isTime = true
        case .moment:
            field.isTime = true
            field.hasSeconds = true
        case .password: field.isPassword = true
        case .file(let accepts):
            field.isFile = true
            field.accepts = accepts
            field.value = nil
        case .files:
            field.isFile = true
            field.isMany = true
            field.value = nil
        case .yesNo:
            field.isRadio = true
            field.options = [("yes", "是"), ("no", "否")].map {
                ChoiceView(value: $0.0, text: $0.1, isChosen: typed == $0.0)
            }
        case .choice(let options):
            field.isRadio = options.count <= 4
            field.isSelect = options.count > 4
            field.options = options.map { ChoiceView(value: $0.0, text: $0.1, isChosen: typed == $0.0) }
            field.isUnset = !field.options.contains { $0.isChosen || $0.value.isEmpty }
        case .choices(let options):
            let chosen = form?.all(name) ?? value?.split(separator: ",").map(String.init) ?? []
            field.isCheckboxes = true
            field.options = options.map { ChoiceView(value: $0.0, text: $0.1, isChosen: chosen.contains($0.0)) }
        }
        return field
    }

    /// A table that shows its rows and at least `atLeast`, and one more where the person asked for it.
    static func table(
        _ name: String, _ label: String, columns: [(name: String, title: String, options: [(String, String)])],
        rows typed: [[String: String]], in form: FormBody?, atLeast: Int = 1, hint: String? = nil,
        more: (code: String, text: String)? = nil
    ) -> FieldView {
        var field = FieldView(name, label, hint: hint)
        let shown = form?.rows(name) ?? typed
        let wanted = max(atLeast, shown.count + (form?["add"] == name ? 1 : 0))
        let rows = (0..<wanted).map { index in
            let row = index < shown.count ? shown[index] : [:]
            return RowView(
                number: index + 1,
                cells: columns.map { column in
                    let value = row[column.name] ?? ""
                    return CellView(
                        name: "\(name).\(index).\(column.name)", label: column.title,
                        value: value.isEmpty ? nil : value,
                        options: column.options.map { ChoiceView(value: $0.0, text: $0.1, isChosen: $0.0 == value) },
                        isSelect: !column.options.isEmpty)
                })
        }
        field.table = TableView(
            name: name,
            columns: columns.map { column in
                ColumnView(
                    column.title, of: column.name,
                    holding: column.options.map(\.1) + shown.compactMap { $0[column.name] })
            }, rows: rows,
            more: more.map { ChoiceView(value: $0.code, text: $0.text, isChosen: false) })
        return field
    }

    /// The same with known texts to choose from, each with what it stands for.
    func suggesting(_ known: [(value: String, text: String)]) -> FieldView {
        var field = self
        field.suggestions = known.map { ChoiceView(value: $0.value, text: $0.text, isChosen: false) }
        field.hasSuggestions = !known.isEmpty
        return field
    }

    /// The same with what is wrong with it.
    func marked(by problem: ProblemView?) -> FieldView {
        var field = self
        let plain = name.hasPrefix("field.") ? String(name.dropFirst(6)) : name
        field.problem = problem?.items.first { $0.field == name || $0.field == plain }?.text
        // A browser keeps no file for the second try.
        if isFile, problem != nil { field.hint = (hint ?? "") + "上次没有完成，已选的文件须重新选择。" }
        return field
    }
}
