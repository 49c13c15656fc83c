internal import Rules

/// What the workers of a case are owed, and what they got of it. Money is whole fen.
package struct WageAccount: Hashable, Sendable {
    /// One worker, all periods together.
    package struct Worker: Hashable, Sendable {
        package let name: String
        /// The periods worked for, as the rows name them.
        package internal(set) var periods: [String]
        /// What was earned.
        package internal(set) var owed: Int
        /// What was paid before the matter was taken in.
        package internal(set) var paid: Int
        /// What was paid since, as entered a worker at a time.
        package internal(set) var received: Int
        /// What is still to be paid; never below zero.
        package var outstanding: Int { max(0, owed - paid - received) }
    }

    /// In the order of the list.
    package private(set) var workers: [Worker] = []
    /// Payments that name no worker.
    package private(set) var unassigned = 0
    /// What the last payment left to be paid, as its officer stated it; nil before any payment.
    package private(set) var stated: Int?

    /// - Parameters:
    ///   - rows: the wage list; a worker may have several rows.
    ///   - payments: the acts by which performance was entered, oldest first.
    init(rows: [WageRow], payments: [ActEntered]) {
        var places: [String: Int] = [:]
        for row in rows {
            if let place = places[row.worker] {
                workers[place].owed += row.owed
                workers[place].paid += row.paid
                if !row.period.isBlank, !workers[place].periods.contains(row.period) {
                    workers[place].periods.append(row.period)
                }
            } else {
                places[row.worker] = workers.count
                workers.append(
                    Worker(
                        name: row.worker, periods: row.period.isBlank ? [] : [row.period], owed: row.owed,
                        paid: row.paid, received: 0))
            }
        }
        for payment in payments {
            guard case .integer(let amount)? = payment.answers["amount"] else { continue }
            if let name = payment.personal?["worker"]?.text, let place = places[name] {
                workers[place].received += amount
            } else {
                unassigned += amount
            }
            if case .integer(let rest)? = payment.answers["outstanding"] { stated = rest }
        }
    }

    /// What was earned by all.
    package var owed: Int { workers.reduce(0) { $0 + $1.owed } }
    /// What was paid before the matter was taken in, and what was unpaid then.
    package var paid: Int { workers.reduce(0) { $0 + $1.paid } }
    package var unpaid: Int { owed - paid }
    /// What was paid since to workers who are named.
    package var received: Int { workers.reduce(0) { $0 + $1.received } }
    /// What is still to be paid. Payments that name no worker count towards all.
    package var outstanding: Int { max(0, workers.reduce(0) { $0 + $1.outstanding } - unassigned) }

    /// Whether nothing is left to be paid, by the list and by what the last payment says of itself. A case without a
    /// wage list and without payments has nothing to pay.
    package var isSettled: Bool { outstanding == 0 && (stated ?? 0) == 0 }
}

extension Case {
    /// What the workers are owed, and what they got of it.
    package var wageAccount: WageAccount {
        WageAccount(rows: wages, payments: entered(.performanceReceived).map(\.act))
    }
}
