internal import Casework
internal import Chronology
internal import Rules

extension VolumeMaking {
    /// Where the rest of the matter is to be found (互见): the volumes of the cases that were joined to this one or split off,
    /// with the papers that lie there, and the volume of the case that goes on.
    func crossReferences() async -> [String] {
        var lines: [String] = []
        for bond in `case`.bound {
            let other = try? await office.cases.current(bond.id)
            let number = other?.number ?? bond.number
            let shelf =
                other?.entered(.caseArchived).last?.act.answers["archive-number"]?.text.map { "，档号\($0)" } ?? "，尚未归档"
            let day = bond.at.day.description
            switch bond.bond {
            case .tookIn:
                let papers = papers(of: other)
                let held = papers.isEmpty ? "该案没有文书" : "该案并案以前的文书\(papers.count)件在该案卷：\(papers.joined(separator: "、"))"
                lines.append("互见：\(number)于\(day)并入本案，\(held)\(shelf)")
            case .joinedInto: lines.append("互见：本案于\(day)并入\(number)，此后的办理见该案卷\(shelf)")
            case .splitOff: lines.append("互见：\(number)于\(day)由本案分出，其办理见该案卷\(shelf)")
            case .splitFrom: lines.append("互见：本案于\(day)由\(number)分出，分出以前的办理见该案卷\(shelf)")
            }
        }
        return lines
    }

    /// The papers of a case, as its catalogue calls them.
    private func papers(of other: Case?) -> [String] {
        (other?.forms ?? []).filter { !$0.isVoided && $0.document != nil }.map { form in
            let number = form.issued?.number.map { "（\($0)）" } ?? ""
            return "《\(office.rules.form(form.kind)?.title ?? form.kind)》\(number)"
        }
    }
}
