internal import ArgumentParser
internal import Logging
internal import Office

extension Keys {
    /// `liuhen keys prove`.
    struct Prove: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Prove that the recovery key on paper opens what the office keeps.",
            discussion: """
                Without --answer: prints a challenge, an age file that only the recovery key opens. Take it to where the \
                key is, `age -d -i key.txt challenge.age`, and bring back the one line it holds, with --answer or on the \
                page of the recovery key. With --answer no server may run. The key itself never comes to the server.
                """)

        @OptionGroup var data: DataOptions
        @Option(help: ArgumentHelp("The line that the challenge holds.", valueName: "TEXT")) var answer: String?
        @OptionGroup var output: OutputOptions

        private struct Result: Encodable {
            let proved: Bool
            let recipient: String
            var challenge: String?
        }

        func run() async throws {
            let logger = Logger(label: "liuhen")
            guard let answer else {
                let office = try await Office.openForReading(data.folder, logger: logger)
                let challenge = try office.makeChallenge()
                try output.print(
                    Result(
                        proved: try office.isRecoveryProved(), recipient: office.recoveryRecipient,
                        challenge: challenge),
                    lines: [challenge])
                return
            }
            let office = try await Office.open(data.folder, logger: logger)
            do {
                try await office.proveRecovery(answer: answer)
            } catch OfficeError.recovery(.wrongAnswer) {
                try output.print(
                    Result(proved: false, recipient: office.recoveryRecipient), lines: ["NOT PROVED: another answer"])
                throw ExitCode(1)
            }
            try output.print(
                Result(proved: true, recipient: office.recoveryRecipient), lines: ["proved \(office.recoveryRecipient)"]
            )
        }
    }
}
