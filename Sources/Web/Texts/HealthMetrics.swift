import Chronology
import Office

/// The facts of the system in the text format of Prometheus, version 0.0.4. Names end in their unit.
enum HealthMetrics {
    /// The whole exposition.
    static func text(_ facts: HealthFacts) -> String {
        var text = ""
        func metric(_ name: String, _ help: String, _ samples: [(labels: String, value: String)]) {
            guard !samples.isEmpty else { return }
            text += "# HELP liuhen_\(name) \(help)\n# TYPE liuhen_\(name) gauge\n"
            for sample in samples {
                text += "liuhen_\(name)\(sample.labels.isEmpty ? "" : "{\(sample.labels)}") \(sample.value)\n"
            }
        }
        func one(_ name: String, _ help: String, _ value: some BinaryInteger) {
            metric(name, help, [("", "\(value)")])
        }
        metric("build_info", "The version that runs.", [("version=\"\(escaped(facts.version))\"", "1")])
        one("log_entries", "Entries in the log.", facts.size)
        if let disk = facts.disk {
            one("disk_free_bytes", "Room for more on the disk of the data.", disk.free)
            one("disk_size_bytes", "Size of the disk of the data.", disk.size)
            one("intake_30_days_bytes", "Content that came in within thirty days.", disk.intake)
        }
        if let made = facts.lastBackup {
            one("backup_age_seconds", "Since the last good backup.", facts.clock.seconds(since: made))
        }
        if let last = facts.lastEntry {
            one(
                "clock_behind_seconds", "How far the clock is behind the newest entry.",
                max(0, last.seconds(since: facts.clock)))
        }
        one("scrub_blobs", "Files in the vault.", facts.scrub.blobs)
        one("scrub_waiting_blobs", "Files not yet read in this round.", facts.scrub.waiting)
        one("scrub_damaged_blobs", "Files that are not what was put in.", facts.scrub.damaged.count)
        if let ended = facts.scrub.ended {
            one("scrub_age_seconds", "Since the last whole round.", facts.clock.seconds(since: ended))
        }
        metric(
            "job_age_seconds", "Since a job last ran.",
            facts.jobs.sorted { $0.job.rawValue < $1.job.rawValue }.compactMap { run in
                run.ran.map { ("job=\"\(run.job.rawValue)\"", "\(facts.now.seconds(since: $0))") }
            })
        one("outbox_stuck_messages", "Messages to platforms that failed.", facts.stuckMessages)
        metric(
            "witness_age_seconds", "Since a witness last cosigned.",
            facts.witnesses.compactMap { witness in
                witness.time.map { ("witness=\"\(escaped(witness.name))\"", "\(facts.now.seconds(since: $0))") }
            })
        if let expires = facts.certificate?.expires {
            one("certificate_remaining_seconds", "Until the certificate ends.", expires.seconds(since: facts.now))
        }
        let lines = facts.lines
        metric(
            "health_level", "0 green, 1 amber, 2 red.",
            HealthLine.Subject.allCases.map { subject in
                let level = lines.filter { $0.subject == subject }.map(\.level).max() ?? .green
                let number = HealthLine.Level.allCases.firstIndex(of: level) ?? 0
                return ("subject=\"\(subject.rawValue)\"", "\(number)")
            })
        return text
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
    }
}
