internal import Casework
package import Chronology
internal import Forms
internal import Rules

/// What a platform asks of one case, in its order, as far as the case knows it.
package struct PlatformSheet: Sendable {
    package let platform: Platform
    package let lines: [Line]
    /// That somebody typed it into the platform, newest first.
    package let entered: [Entered]
    /// By when the platform asked for it, newest first.
    package let deadlines: [Deadline]
    /// When the platform took a message for which a rule waited, newest first.
    package let taken: [Instant]

    /// One field with what stands in it.
    package struct Line: Sendable, Hashable {
        package let field: Platform.Field
        /// nil where nobody knows it.
        package let value: String?
        /// Whether somebody of the office supplied it for the platform.
        package let isSupplied: Bool
        /// Our word that the platform's table has no code for.
        package let uncoded: String?
    }

    /// The tick of the officer who typed the sheet into the platform.
    package struct Entered: Sendable, Hashable {
        package let at: Instant
        package let by: String
        /// The number that the platform gave.
        package let number: String
        /// Until when the platform wants it.
        package let deadline: Day?
    }

    /// A day that the platform set, as somebody of the office entered it.
    package struct Deadline: Sendable, Hashable {
        package let day: Day
        package let at: Instant
        package let by: String
        /// Whether the sheet was typed into the platform since.
        package let isMet: Bool
    }

    /// The fields that the platform demands and the case lacks.
    package var missing: [Platform.Field] { lines.filter { $0.field.isRequired && $0.value == nil }.map(\.field) }
}

extension PlatformSheet {
    /// - Parameter knowledge: what the case knows, by path.
    init(_ platform: Platform, of case: Case, knowledge: CaseKnowledge) {
        let acts = `case`.entered.filter { $0.act.answers["platform"]?.text == platform.id }
        var supplied: [String: String] = [:]
        for act in acts where act.act.what == .platformFieldSupplied {
            guard let name = act.act.answers["platform-field"]?.text else { continue }
            supplied[name] = act.act.answers["value"]?.text
        }
        self.platform = platform
        lines = platform.sheet.map { field in
            if let value = supplied[field.name] {
                return Line(field: field, value: value, isSupplied: true, uncoded: nil)
            }
            let known = (field.fixed ?? field.from.flatMap { knowledge[$0]?.text }).flatMap { $0.isBlank ? nil : $0 }
            guard let table = field.codes else {
                return Line(field: field, value: known, isSupplied: false, uncoded: nil)
            }
            let code = known.flatMap { platform.codes[table]?[$0] }
            return Line(field: field, value: code, isSupplied: false, uncoded: code == nil ? known : nil)
        }
        entered = acts.filter { $0.act.what == .platformSheetEntered }.reversed().map { act in
            Entered(
                at: act.at, by: act.by.name, number: act.act.answers["platform-number"]?.text ?? "",
                deadline: act.act.answers["platform-deadline"]?.text.flatMap { Day($0) })
        }
        taken = acts.filter { $0.act.what == .platformMessageTaken }.reversed().map(\.at)
        deadlines = acts.filter { $0.act.what == .platformDeadlineTold }.reversed().compactMap { act in
            guard let day = act.act.answers["platform-deadline"]?.text.flatMap({ Day($0) }) else { return nil }
            let isMet = acts.contains { later in
                later.act.what == .platformSheetEntered
                    && later.act.answers["about"]?.texts.contains(day.description) == true
            }
            return Deadline(day: day, at: act.at, by: act.by.name, isMet: isMet)
        }
    }
}
