import Chronology
import Cryptography
import Foundation
import TestKit
import Testing

@testable import Office

/// Guessers from many addresses, and at many accounts.
@Suite(.features("sign-in")) struct `A guesser` {
    private static let noon = Instant(milliseconds: 1_790_000_000_000)

    @Test func `from many addresses is slowed, and the right password still gets in within a bounded time`() async {
        let gate = GuessGate()
        for number in 0..<500 {
            let address = "10.0.\(number / 250).\(number % 250)"
            guard case .after = await gate.admit(name: "li", address: address, at: Self.noon) else {
                Issue.record("a first try from \(address) is turned away")
                return
            }
            await gate.noteFailure(name: "li", address: address, at: Self.noon)
        }
        // Somebody at an address of their own waits, and no longer than this.
        guard case .after(let seconds) = await gate.admit(name: "LI", address: "192.0.2.1", at: Self.noon) else {
            Issue.record("the owner is turned away")
            return
        }
        #expect(seconds > 0 && seconds <= GuessGate.longestWait)
        // Others are not held up.
        #expect(await gate.admit(name: "chen", address: "192.0.2.1", at: Self.noon) == .after(seconds: 0))
        let later = Self.noon.adding(seconds: GuessGate.window)
        #expect(await gate.admit(name: "li", address: "192.0.2.1", at: later) == .after(seconds: 0))
    }

    @Test func `at many accounts from one address stands in line`() async {
        let gate = GuessGate()
        for number in 0..<GuessGate.freeFailures {
            await gate.noteFailure(name: "n\(number)", address: "192.0.2.9", at: Self.noon)
        }
        var waits: [Int] = []
        var crowded = 0
        for number in 0..<100 {
            switch await gate.admit(name: "m\(number)", address: "192.0.2.9", at: Self.noon) {
            case .after(let seconds): waits.append(seconds)
            case .crowded: crowded += 1
            }
        }
        #expect(waits == Array(1...GuessGate.longestWait))
        #expect(crowded == 100 - GuessGate.longestWait)
        #expect(await gate.admit(name: "li", address: "192.0.2.10", at: Self.noon) == .after(seconds: 0))
    }
}

/// What authenticators are made of lies sealed.
@Suite(.features("sign-in")) struct `The secret of an authenticator` {
    @Test func `is sealed in the state store, also one that was kept before`() async throws {
        let sample = try await SampleOffice()
        let office = sample.office
        let li = try await sample.account("li")
        let id = try office.beginAuthenticator(for: li)
        let shown = try office.authenticatorEnrolment(id, for: li).secret
        let kept = try #require(try office.state.authenticatorSecret(id, of: "li"))
        #expect(kept.count == 12 + 20 + 16)
        #expect(Base32.encode(kept).contains(shown) == false)
        // Sealed for the account and itself: under another's name it opens nothing.
        #expect(office.seal.open(kept, id, "chen") == nil)
        #expect(office.seal.open(kept, "other", "li") == nil)
        let plain = Random.bytes(20)
        try office.state.keep(authenticator: plain, id: "old", of: "li")
        try office.seal.sealAll(in: office.state)
        let sealed = try #require(try office.state.authenticatorSecret("old", of: "li"))
        #expect(sealed != plain)
        #expect(office.seal.open(sealed, "old", "li") == plain)
    }
}
