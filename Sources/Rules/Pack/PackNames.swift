/// Every state, stage, role, form, stamp, method and rule that a pack names is one that it has.
extension Pack {
    func unknownNames(in roots: [YAMLReader]) -> [PackError] {
        var errors: [PackError] = []
        let known = Known(self)
        /// Points at the section, or at the item of it, in whichever file has it.
        func place(_ section: String, _ item: String?, _ name: String) -> PackError {
            for root in roots {
                guard let found = root[section] else { continue }
                guard let item else { return found.error(.unknownName(name)) }
                if let entry = found[item] { return entry.error(.unknownName(name)) }
                for entry in found.items() where (try? entry["id"]?.text()) == item {
                    return entry.error(.unknownName(name))
                }
            }
            return PackError(file: id, line: nil, key: section, problem: .unknownName(name))
        }
        func check(_ names: some Sequence<String>, _ known: Set<String>?, _ section: String, _ item: String? = nil) {
            guard let known else { return }
            for name in Set(names).sorted() where !known.contains(name) { errors.append(place(section, item, name)) }
        }
        for state in states {
            check([state.stage], known.stages, "states", state.id)
            check(state.next.compactMap(\.formOfNext), known.forms, "states", state.id)
        }
        for transition in transitions {
            check(transition.from.union([transition.to]).subtracting([Transition.back]), known.states, "transitions")
            check(transition.on.values(of: "form"), known.forms, "transitions")
        }
        for milestone in milestones {
            let named = milestone.facts.flatMap { $0.attributes["form"]?.texts ?? [] }
            check(named, known.forms, "take-over", milestone.id)
            check([milestone.ends].compactMap { $0 }, known.stages, "take-over", milestone.id)
        }
        for form in forms {
            check(form.draftedIn, known.states, "forms", form.id)
            check([form.stage], known.stages, "forms", form.id)
            if let choice = form.stageChoice {
                let field = form.fields.first { $0.name == choice.field }
                check([choice.field], Set(form.fields.map(\.name)), "forms", form.id)
                check(choice.stages.keys, Set(field?.options.map(\.id) ?? []), "forms", form.id)
                check(choice.stages.values, known.stages, "forms", form.id)
            }
            check(form.servedOn.map { [$0] } ?? [], known.roles, "forms", form.id)
        }
        for rule in rules {
            let names = NamesOfRule(rule)
            check(names.forms, known.forms, "rules", rule.id.text)
            check(names.roles, known.roles, "rules", rule.id.text)
            check(names.stamps, known.stamps, "rules", rule.id.text)
            check(names.methods, known.methods, "rules", rule.id.text)
            check(names.fields, known.fields, "rules", rule.id.text)
            check(names.rules.map(\.text), known.rules, "rules", rule.id.text)
        }
        return errors
    }

    /// What the pack has. A pack without forms or service methods of its own, as national law, speaks of those of the
    /// packs it is applied with: they are not checked.
    private struct Known {
        let stages, states, roles, stamps, rules: Set<String>
        let forms, methods, fields: Set<String>?

        init(_ pack: Pack) {
            stages = Set(pack.stages.map(\.id))
            states = Set(pack.states.map(\.id))
            roles = Set(pack.roles.map(\.id))
            stamps = Set(pack.stamps.map(\.id))
            rules = Set(pack.rules.map(\.id.text))
            forms = pack.forms.isEmpty ? nil : Set(pack.forms.map(\.id))
            fields = pack.forms.isEmpty ? nil : Set(pack.forms.flatMap(\.fields).map { "field.\($0.name)" })
            methods = pack.serviceMethods.isEmpty ? nil : Set(pack.serviceMethods.map(\.id))
        }
    }
}

/// The names that a rule speaks of.
struct NamesOfRule {
    var forms: Set<FormKindID> = []
    var roles: Set<RoleID> = []
    var stamps: Set<String> = []
    var methods: Set<String> = []
    var rules: Set<RuleID> = []
    /// Fields of forms, as `field.NAME`.
    var fields: Set<String> = []

    init(_ rule: Rule) {
        if let role = rule.deviation { roles.insert(role) }
        for shape in rule.shapes { add(shape) }
    }

    private mutating func add(_ shape: Rule.Shape) {
        switch shape {
        case .who(let kinds, _, let holders, let condition):
            forms.formUnion(kinds)
            roles.formUnion(holders)
            add(Pattern(kinds: [], condition: condition))
        case .before(let pattern, let need):
            add(pattern)
            add(need)
        case .when(let pattern, let need, let unless, let deadline):
            add(pattern)
            add(need)
            if let unless { add(unless) }
            if let deadline { add(deadline) }
        case .never(let pattern): add(pattern)
        case .separate(let functions, let once):
            for showing in functions.flatMap(\.shownBy) { add(showing.pattern) }
            if let once { add(once) }
        case .keeps(_, let kinds): forms.formUnion(kinds)
        case .parameter, .feature: break
        }
    }

    private mutating func add(_ need: Requirement) {
        for part in need.parts {
            if let pattern = part.pattern { add(pattern) }
            if case .role(let holders) = part { roles.formUnion(holders) }
            if case .expired(let rule) = part { rules.insert(rule) }
            if case .states(let names) = part { fields.formUnion(names.filter(\.isField)) }
        }
    }

    private mutating func add(_ deadline: Deadline) {
        if let name = deadline.attribute, name.isField { fields.insert(name) }
        if case .fact(let pattern) = deadline.start { add(pattern) }
        if case .expiry(let rule) = deadline.start { rules.insert(rule) }
        for addition in deadline.extensions { add(addition.pattern) }
        for pause in deadline.pauses {
            add(pause.from)
            add(pause.to)
        }
        for reading in deadline.otherReadings { if let pattern = reading.from { add(pattern) } }
    }

    private mutating func add(_ pattern: Pattern) {
        forms.formUnion(pattern.values(of: "form"))
        roles.formUnion(pattern.values(of: "role"))
        stamps.formUnion(pattern.values(of: "stamp"))
        methods.formUnion(pattern.values(of: "method"))
        fields.formUnion(pattern.condition.clauses.map(\.attribute).filter(\.isField))
    }
}

extension Pattern {
    /// The texts with which an attribute is compared.
    func values(of attribute: String) -> [String] {
        condition.clauses.flatMap { clause -> [String] in
            guard clause.attribute == attribute else { return [] }
            switch clause.test {
            case .isAny(let names), .isNone(let names): return names
            case .isStated, .atLeast, .atMost, .notAfter, .counts: return []
            }
        }
    }
}

extension String {
    fileprivate var isField: Bool { hasPrefix("field.") }

    /// The kind of form that `form:KIND` in a state's `next` names; nil for an act.
    fileprivate var formOfNext: FormKindID? { hasPrefix("form:") ? String(dropFirst(5)) : nil }
}
