internal import Chronology
internal import Rules

/// What the templates read: `Templates/main.typ` and those it chooses from. Texts only, never markup.
struct TypesetData: Encodable, Hashable, Sendable {
    var family: String
    var title: String
    var issuer = ""
    var caseNumber = ""
    var number = ""
    /// Whether the paper bears a document number, given or not.
    var isNumbered = false
    var date = ""
    var demo = false
    var foot = ""
    /// Seconds since 1970, for the file's own data.
    var timestamp: Int64
    var fields: [Field] = []
    var opinions: [Opinion] = []
    var signatures: [Signature] = []
    var notes: [String] = []
    var marks: [Mark] = []
    // The sheets of a volume.
    var part = ""
    var lines: [Line] = []
    var figures: [Line] = []
    var entries: [VolumeCatalogue.Entry] = []
    var path: String?
    var heading = ""
    /// The sheet that an image fills, in points; 0 for one with head and foot.
    var width = 0.0
    var height = 0.0
    /// How the image is turned on it, in degrees clockwise.
    var turn = 0

    struct Field: Encodable, Hashable, Sendable {
        let name: String
        let label: String
        let kind: String
        var value = ""
        var options: [Option] = []
        var columns: [Column] = []
        var rows: [[String]] = []
    }

    struct Option: Encodable, Hashable, Sendable {
        let title: String
        let chosen: Bool
    }

    struct Column: Encodable, Hashable, Sendable {
        let id: String
        let title: String
    }

    struct Opinion: Encodable, Hashable, Sendable {
        let title: String
        let text: String
        let name: String
        let date: String
        let note: String
    }

    struct Signature: Encodable, Hashable, Sendable {
        let label: String
        let name: String
        let date: String
    }

    struct Mark: Encodable, Hashable, Sendable {
        let text: String
        let svg: String
    }

    struct Line: Encodable, Hashable, Sendable {
        let label: String
        let value: String
    }

    init(family: String, title: String, madeAt: Instant) {
        self.family = family
        self.title = title
        timestamp = madeAt.milliseconds / 1000
    }

    /// The data of a form, without its marks.
    init(_ document: FormDocument) {
        let kind = document.kind
        self.init(family: kind.family.rawValue, title: kind.title, madeAt: document.madeAt)
        issuer = document.issuer
        caseNumber = document.caseNumber ?? ""
        number = document.number ?? ""
        isNumbered = kind.numberWord != nil
        date = document.day?.chinese ?? ""
        demo = document.isDemo
        foot = [document.caseNumber ?? "", "第\(document.version)版"].filter { !$0.isEmpty }.joined(separator: " · ")
        // A blank form shows every place to write in. A letter that states something shows no empty places, and of a
        // choice only what was chosen; the other papers show what was not filled in.
        let isLetter = kind.family == .letter && kind.contentFields.contains { document.content[$0.name] != nil }
        fields = kind.contentFields.compactMap { field in
            let content = document.content[field.name]
            if isLetter, content == nil, !field.isRequired { return nil }
            var data = Field(field, content)
            if isLetter, !data.options.isEmpty { (data.options, data.value) = ([], content?.text(for: field) ?? "") }
            return data
        }
        opinions = document.opinions.map {
            Opinion(title: $0.title, text: $0.text, name: $0.name, date: $0.day?.chinese ?? "", note: $0.note)
        }
        signatures = kind.signatureFields.map { field in
            let signature = document.signatures[field.name]
            return Signature(label: field.label, name: signature?.name ?? "", date: signature?.day?.chinese ?? "")
        }
        if kind.family == .receipt { notes = kind.fields.compactMap(\.hint) }
    }
}

extension TypesetData.Field {
    /// A field with what it states, or blank.
    init(_ field: FormKind.Field, _ content: FieldValue?) {
        self.init(name: field.name, label: field.label, kind: field.kind.rawValue)
        columns = field.columns.map { TypesetData.Column(id: $0.id, title: $0.title) }
        switch field.kind {
        case .choice:
            options = field.options.map { TypesetData.Option(title: $0.title, chosen: content == .choice($0.id)) }
        case .yesNo:
            options = [("是", true), ("否", false)].map { title, answer in
                TypesetData.Option(title: title, chosen: content == .yesNo(answer))
            }
        case .table:
            if case .table(let cells) = content {
                rows = cells.map { row in field.columns.map { row[$0.id] ?? "" } }
            }
        case .money:
            if case .money(let money) = content { value = "\(money.text)（人民币\(money.capitals)）" }
        default:
            value = content?.text(for: field) ?? ""
        }
    }
}
