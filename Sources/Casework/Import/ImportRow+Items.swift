internal import Chronology

extension ImportRow {
    /// What the row brings in; nil where something that it needs is wrong.
    mutating func item(of kind: ImportKind) -> ImportItem? {
        switch kind {
        case .volumes: volume().map { .volume($0) }
        case .cases: runningCase().map { .runningCase(.init(request: $0)) }
        case .people: person().map { .person($0) }
        case .employers: employer().map { .employer($0) }
        case .devices: device().map { .device($0) }
        }
    }

    private mutating func volume() -> OldVolume? {
        let year = number("year", in: 1949...directory.today.year, required: true, units: "年度")
        let number = code("number", required: true)
        let title = text("title", limit: 300, required: true)
        let (party, closed) = (text("party"), day("closed"))
        let (retention, box, shelf) = (text("retention", limit: 20), text("box", limit: 40), text("shelf", limit: 60))
        let pages = self.number("pages", in: 1...100_000, units: "页张")
        let recordings = yesNo("recordings")
        guard let year, let number, let title else { return nil }
        var volume = OldVolume(year: year, number: number, title: title)
        (volume.party, volume.closed, volume.retention) = (party, closed, retention)
        (volume.pages, volume.box, volume.shelf, volume.hasRecordings) = (pages, box, shelf, recordings)
        return volume
    }

    private mutating func yesNo(_ column: String) -> Bool? {
        let written = sheet.cell(column, of: line).text
        switch written {
        case "": return nil
        case "有", "是", "√", "✓", "1": return true
        case "无", "否", "×", "0", "-", "/", "—": return false
        default:
            // A count of discs says that there are some.
            if let count = Int(written.halfWidth.filter(\.isASCIIDigit)), written.contains("张") || written.contains("盘")
            {
                return count > 0
            }
            fault(column, .notOneOf(["有", "无"]))
            return nil
        }
    }

    private mutating func runningCase() -> TakeOverRequest? {
        let number = code("number", required: true)
        let cause = text("cause", required: true)
        let state = one("state", of: directory.states, required: true)
        let before = one("state-before", of: directory.states)
        let received = day("received", required: true)
        if let state, directory.returning.contains(state), before == nil { fault("state-before", .missing) }
        var days: [String: Day] = [:]
        for milestone in directory.milestones {
            guard let day = day("milestone.\(milestone)") else { continue }
            days[milestone] = day
            if let received, day < received { fault("milestone.\(milestone)", .before(sheet.heading("received"))) }
        }
        order(days, "accepted", "filed")
        for later in ["extended", "suspended", "concluded", "decided"] { order(days, "filed", later) }
        order(days, "suspended", "resumed")
        order(days, "decided", "served")
        let employers = self.employers()
        let complainants = text("complainants", limit: 2000).map { ImportRow.names($0).map { Complainant(name: $0) } }
        let lead = one("lead", of: directory.people)
        let others = several("others", of: directory.people)
        let unit = one("unit", of: directory.units)
        let source = one("source", of: directory.sources)
        // > Who reported lives on the sealed sheet alone.
        if source == MatterReceived.Source.report.rawValue, complainants != nil { fault("complainants", .informant) }
        let procedure = one("procedure", of: directory.procedures)
        let summary = text("summary", limit: 4000)
        guard let number, let cause, let state, let received else { return nil }
        var request = TakeOverRequest(
            number: number, cause: cause, source: source.flatMap(MatterReceived.Source.init(rawValue:)) ?? .other,
            procedure: procedure, state: state, received: received)
        // A sheet of many cases cannot be asked back about each.
        request.lacking = directory.milestones.filter { days[$0] == nil }
        (request.stateBefore, request.days, request.lead, request.others) = (before, days, lead, others)
        request.unit = unit.flatMap { id in directory.units.first { $0.id == id }?.names.first }
        (request.employers, request.complainants, request.summary) = (employers, complainants ?? [], summary)
        return request
    }

    /// Notes where a day lies before one that comes first.
    private mutating func order(_ days: [String: Day], _ first: String, _ second: String) {
        guard let earlier = days[first], let later = days[second], later < earlier else { return }
        fault("milestone.\(second)", .before(sheet.heading("milestone.\(first)")))
    }

    private mutating func employers() -> [Employer] {
        let names = text("employer", limit: 600, required: true).map { text in
            text.split { "、；;".contains($0) }.map { String($0).trimmed }.filter { !$0.isEmpty }
        }
        let code = creditCode("credit-code")
        return (names ?? []).enumerated().map { index, name in
            Employer(part: .employer, name: name, creditCode: index == 0 ? code : nil)
        }
    }

    private mutating func person() -> ImportItem.Person? {
        let name = text("name", limit: 40, required: true)
        let signIn = code("sign-in-name", limit: 40, required: true)?.lowercased()
        let badge = code("badge")
        let unit = one("unit", of: directory.units, required: true)
        guard let name, let signIn, let unit else { return nil }
        return ImportItem.Person(signInName: signIn, name: name, badge: badge, unitID: unit)
    }

    private mutating func employer() -> Employer? {
        let name = text("name", required: true)
        // Some employers (个体, 自然人) have no code, and are known by name and address. A wrong code is no missing one.
        let hasNoCode = isEmpty("credit-code")
        let code = creditCode("credit-code")
        let (address, representative) = (
            text("address", required: hasNoCode), text("legal-representative", limit: 60)
        )
        let phone = self.code("phone")
        guard let name, code != nil || hasNoCode && address != nil else { return nil }
        return Employer(
            part: .employer, name: name, creditCode: code, address: address, legalRepresentative: representative,
            phone: phone)
    }

    private mutating func device() -> ImportItem.Device? {
        let number = code("number", required: true)
        let kind = one("kind", of: directory.deviceKinds, required: true)
        let unit = one("unit", of: directory.units, required: true)
        let holder = one("holder", of: directory.people)
        let (purchased, volume) = (day("purchased"), code("volume"))
        guard let number, let kind, let unit else { return nil }
        return ImportItem.Device(
            number: number, kind: kind, unitID: unit, holder: holder, purchased: purchased, volume: volume)
    }
}

extension String {
    /// Without white space around it.
    fileprivate var trimmed: String {
        String(drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }
}
