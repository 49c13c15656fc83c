internal import Chronology

extension HealthFacts {
    private static let day = 86_400

    /// What the facts mean, in the order of the subjects, the most urgent of a subject first.
    package var lines: [HealthLine] {
        let all =
            [
                diskLine, backupLine, clockLine, scrubLine,
            ].map { [$0] } + [
                jobLines, witnessLines, [certificateLine], [HealthLine(.version, .green, .version(version))],
            ]
        return all.flatMap { $0.sorted { $0.level > $1.level } }
    }

    private var diskLine: HealthLine {
        guard let disk else { return HealthLine(.disk, .amber, .diskUnknown) }
        let share = disk.size > 0 ? Double(disk.free) / Double(disk.size) : 0
        let daily = disk.intake / 30
        // Below a gigabyte a month nothing can be told from it.
        let days = disk.intake >= 1 << 30 ? Int(disk.free / max(1, daily)) : nil
        let level: HealthLine.Level =
            if disk.free < 2 << 30 || share < 0.02 || (days ?? .max) < 7 {
                .red
            } else if disk.free < 20 << 30 || share < 0.1 || (days ?? .max) < 60 { .amber } else { .green }
        return HealthLine(.disk, level, .disk(free: disk.free, size: disk.size, days: days))
    }

    private var backupLine: HealthLine {
        guard let lastBackup else { return HealthLine(.backup, .red, .noBackup) }
        let age = max(0, clock.seconds(since: lastBackup))
        // One night may fail; two in a row are a matter for today.
        let level: HealthLine.Level = age > 2 * Self.day + 7200 ? .red : age > Self.day + 7200 ? .amber : .green
        return HealthLine(.backup, level, .backup(made: lastBackup, age: age))
    }

    private var clockLine: HealthLine {
        if let lastEntry, clock.adding(seconds: 120) < lastEntry {
            return HealthLine(
                .clock, .red, .clockBehind(seconds: lastEntry.seconds(since: clock), lastEntry: lastEntry))
        }
        return HealthLine(.clock, isSynchronised == false ? .amber : .green, .clock(isSynchronised: isSynchronised))
    }

    private var scrubLine: HealthLine {
        if !scrub.damaged.isEmpty { return HealthLine(.scrub, .red, .damaged(scrub.damaged)) }
        guard let ended = scrub.ended else {
            return HealthLine(.scrub, .green, .scrubUnfinished(blobs: scrub.blobs, waiting: scrub.waiting))
        }
        let age = max(0, clock.seconds(since: ended))
        return HealthLine(
            .scrub, age > 75 * Self.day ? .amber : .green, .scrub(ended: ended, blobs: scrub.blobs, age: age))
    }

    private var jobLines: [HealthLine] {
        let newest = jobs.compactMap(\.ran).max()
        guard let newest, now.seconds(since: newest) < 600 else {
            return [HealthLine(.jobs, .red, .notServed(since: newest))]
        }
        var lines: [HealthLine] = []
        for run in jobs {
            guard let failing = run.failing else { continue }
            let isLong = now.seconds(since: failing) > 3600
            lines.append(
                HealthLine(
                    .jobs, isLong ? .red : .amber, .jobFailing(run.job, since: failing, problem: run.problem ?? "")))
        }
        if let stuckSince, stuckMessages > 0 {
            let isLong = now.seconds(since: stuckSince) > Self.day
            lines.append(
                HealthLine(.jobs, isLong ? .red : .amber, .outboxStuck(count: stuckMessages, since: stuckSince)))
        }
        return lines.isEmpty ? [HealthLine(.jobs, .green, .jobsRunning)] : lines
    }

    private var witnessLines: [HealthLine] {
        guard !witnesses.isEmpty else { return [HealthLine(.witness, .amber, .noWitness)] }
        return witnesses.map { witness in
            if let problem = witness.problem, problem.isAlarm {
                return HealthLine(.witness, .red, .witnessRefuses(name: witness.name, problem))
            }
            guard let time = witness.time else {
                let refused = witness.problem.map { HealthFinding.witnessRefuses(name: witness.name, $0) }
                return HealthLine(.witness, .amber, refused ?? .neverWitnessed(name: witness.name))
            }
            let age = max(0, now.seconds(since: time))
            // A stick goes round once a month; what nobody carried for two is forgotten.
            let level: HealthLine.Level =
                age <= 35 * Self.day || witness.size >= size ? .green : age <= 70 * Self.day ? .amber : .red
            return HealthLine(
                .witness, level,
                .witnessed(name: witness.name, size: witness.size, of: size, time: time, age: age))
        }
    }

    private var certificateLine: HealthLine {
        guard let certificate else { return HealthLine(.certificate, .green, .noCertificate) }
        guard let expires = certificate.expires else {
            return HealthLine(.certificate, .amber, .certificateUnseen(address: certificate.address))
        }
        let remaining = expires.seconds(since: now)
        let level: HealthLine.Level = remaining < 7 * Self.day ? .red : remaining < 30 * Self.day ? .amber : .green
        return HealthLine(
            .certificate, level,
            .certificate(address: certificate.address, expires: expires, remaining: remaining))
    }
}
