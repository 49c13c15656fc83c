internal import Foundation
package import Rules

/// The packs that rule tests judge by: those that come with the product, or those in the folder that the environment
/// names as `LIUHEN_PACKS`, where mutation testing puts packs with one thing changed.
package enum RulesOfTests {
    /// Where the packs are read from.
    package static var library: PackLibrary {
        ProcessInfo.processInfo.environment["LIUHEN_PACKS"].map { PackLibrary(folder: $0) } ?? .bundled
    }

    /// The packs by name; each is read once.
    private static let packs: [PackID: Result<Pack, PackError>] = {
        let library = RulesOfTests.library
        return Dictionary(
            uniqueKeysWithValues: library.names.map { name in
                (name, Result { () throws(PackError) in try library.pack(name) })
            })
    }()

    /// The calendar of the State Council's notices.
    private static let national: Result<WorkingDayCalendar, CalendarError> = Result { () throws(CalendarError) in
        try WorkingDayCalendar.national()
    }

    /// A pack.
    /// - Throws: ``PackError`` where there is none of that name, or where it cannot be read.
    package static func pack(_ name: PackID) throws(PackError) -> Pack {
        guard let pack = packs[name] else { throw PackError(file: name, line: nil, key: "", problem: .unreadable) }
        return try pack.get()
    }

    /// The calendar that rule tests count with.
    package static func calendar() throws(CalendarError) -> WorkingDayCalendar { try national.get() }
}
