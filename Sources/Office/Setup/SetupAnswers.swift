package import Casework
internal import Foundation
package import Rules
internal import Synchronization

/// What has to be known to make an office: the answers of the guided setup, or of a file.
package struct SetupAnswers: Hashable, Sendable, Codable {
    /// The agency's and the bureau's full names.
    package var agency = ""
    package var bureau = ""
    /// 机关代字, with which numbers begin: 武.
    package var word = ""
    /// `city` or `district`.
    package var level = "city"
    /// The origin of the log, a name of the office's own such as `liuhen.rsj.example.gov.cn`.
    package var origin = ""
    package var packs: [PackID] = ["wuhan", "national"]
    /// The readings chosen, by rule; a rule that is not named is read as recommended.
    package var readings: [String: String] = [:]
    /// The figures chosen, by name.
    package var figures: [String: Int] = [:]
    /// Calendar files beside the one of the product, each its text: the holidays of a year announced since.
    package var calendars: [String] = []
    package var numbers: [NumberChoice] = []
    /// Where the numbers before the first ones stand.
    package var numbersReason: String?
    /// The recipient of the recovery key, `age1…`.
    package var recovery = ""
    /// Whether the key of that recipient was typed back and opened a challenge.
    package var isProved = false
    package var administrators: [Administrator] = Administrator.unnamed
    /// Where the first backup goes, as it was typed; nil for none yet.
    package var backupTarget: String?

    /// The place of the first backup; nil for none yet, or for an address that is none.
    var firstBackup: BackupTarget? { backupTarget.flatMap { BackupTarget($0) } }

    package init() {}

    /// One of the three administrators.
    package struct Administrator: Hashable, Sendable, Codable {
        package var role: RoleID
        package var name: String
        /// The name typed at sign-in.
        package var signInName: String

        package init(role: RoleID, name: String, signInName: String) {
            self.role = role
            self.name = name
            self.signInName = signInName
        }

        /// The three by their offices, where no persons are named.
        package static let unnamed = zip(Office.administratorRoles, ["系统管理员", "安全管理员", "审计管理员"]).map {
            Administrator(role: $0, name: $1, signInName: String($0.prefix { $0 != "-" }))
        }
    }

    /// The same as the office's own information.
    var information: OfficeInformation {
        OfficeInformation(
            origin: origin, agency: agency, bureau: bureau, word: word, level: level, packs: packs)
    }
}

/// A step of the guided setup, in the order in which they are asked.
package enum SetupStep: String, CaseIterable, Sendable, Codable {
    case unit, texts, readings, figures, holidays, numbers
    case recoveryKey = "recovery-key"
    case proof, administrators
    case backup, check

    /// The step before; nil for the first.
    package var before: SetupStep? {
        SetupStep.allCases.firstIndex(of: self).flatMap { $0 > 0 ? SetupStep.allCases[$0 - 1] : nil }
    }

    /// The step after; nil for the last.
    package var after: SetupStep? {
        SetupStep.allCases.firstIndex(of: self).flatMap {
            $0 + 1 < SetupStep.allCases.count ? SetupStep.allCases[$0 + 1] : nil
        }
    }
}

extension SetupAnswers {
    /// What stands against the answers of one step; empty where it can be left.
    /// - Parameter today: the day on which is asked, for holidays and numbers.
    package func problems(of step: SetupStep) -> [Problem] {
        switch step {
        case .unit: unitProblems
        case .texts: textProblems
        case .readings:
            readings.filter { rule, reading in
                !chosenPacks.contains { $0.rule(RuleID(rule))?.readings.contains { $0.id == reading } ?? false }
            }.map { .notAllowed("readings.\($0.key)", value: $0.value) }
        case .figures:
            figures.filter { name, value in
                !chosenPacks.contains { $0.settings.contains { $0.name == name } }
                    || !(0...Deadline.longest).contains(value)
            }.map { .notAllowed("figures.\($0.key)", value: String($0.value)) }
        case .holidays: (try? calendar()) == nil ? [.notAllowed("calendar", value: "")] : []
        case .numbers:
            Office.problems(of: numbers, packs: chosenPacks)
                + (numbers.contains { $0.start ?? 1 > 1 } && numbersReason?.isBlank ?? true
                    ? [.blank("numbers-reason")] : [])
        case .recoveryKey: RecoveryKey.isRecipient(recovery) ? [] : [.blank("recovery")]
        case .proof: []
        case .administrators: administratorProblems
        case .backup:
            backupTarget.map { firstBackup == nil ? [.notAllowed("backup-address", value: $0)] : [] } ?? []
        case .check: []
        }
    }

    /// The packs chosen that there are.
    package var chosenPacks: [Pack] { packs.compactMap { Self.pack($0) } }

    /// A pack of the product. Each is read once: every page of the setup asks for several.
    package static func pack(_ name: PackID) -> Pack? {
        if let known = read.withLock({ $0[name] }) { return known }
        guard let pack = try? PackLibrary.bundled.pack(name) else { return nil }
        read.withLock { $0[name] = pack }
        return pack
    }

    private static let read = Mutex<[PackID: Pack]>([:])

    /// The calendar of the product with the files that were added.
    /// - Throws: ``CalendarError``.
    package func calendar() throws -> WorkingDayCalendar {
        try calendars.reduce(.national()) { try $0.taking(in: $1, file: "calendar.yaml") }
    }

    private var unitProblems: [Problem] {
        var problems: [Problem] = []
        for (name, text, limit) in [("agency", agency, 60), ("bureau", bureau, 60), ("word", word, 10)] {
            if text.isBlank { problems.append(.blank(name)) }
            if text.count > limit { problems.append(.tooLong(name, limit: limit)) }
        }
        if !["city", "district"].contains(level) { problems.append(.notAllowed("level", value: level)) }
        if origin.hasPrefix("demo.") || !Office.isOrigin(origin) {
            problems.append(.notAllowed("origin", value: origin))
        }
        return problems
    }

    private var textProblems: [Problem] {
        let unknown = packs.filter { !PackLibrary.bundled.names.contains($0) }
        if let name = unknown.first { return [.notAllowed("packs", value: name)] }
        if Set(packs).count != packs.count { return [.notAllowed("packs", value: packs.joined(separator: " "))] }
        // Without a procedure no case can be begun.
        return chosenPacks.contains { !$0.states.isEmpty } ? [] : [.blank("packs")]
    }

    private var administratorProblems: [Problem] {
        var problems: [Problem] = []
        for administrator in administrators {
            if administrator.name.isBlank { problems.append(.blank("name-\(administrator.role)")) }
            if administrator.name.count > 40 { problems.append(.tooLong("name-\(administrator.role)", limit: 40)) }
            // The names under which the product itself enters things.
            let isReserved = [Account.founder.id, Account.commandLine.id].contains(administrator.signInName)
            if isReserved || !Account.isSignInName(administrator.signInName) {
                problems.append(.notAllowed("sign-in-\(administrator.role)", value: administrator.signInName))
            }
        }
        let names = administrators.map(\.signInName)
        let people = administrators.map { $0.name.filter { !$0.isWhitespace } }
        if Set(administrators.map(\.role)) != Set(Office.administratorRoles) || names.count != 3 {
            problems.append(.notAllowed("administrators", value: administrators.map(\.role).joined(separator: " ")))
        }
        // 三员分立: three persons, not one under three names of sign-in.
        for (index, administrator) in administrators.enumerated() {
            if names[..<index].contains(names[index]) {
                problems.append(.notAllowed("sign-in-\(administrator.role)", value: names[index]))
            }
            if people[..<index].contains(people[index]) {
                problems.append(.notAllowed("name-\(administrator.role)", value: administrator.name))
            }
        }
        return problems
    }
}
