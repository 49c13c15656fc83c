import Office
import TestKit
import Testing

@testable import Web

@Suite(.features("platform-outbox")) struct `The words of the outbox` {
    @Test func `there is one for every kind that a platform is told of`() {
        #expect(!Platform.bundled.isEmpty)
        for platform in Platform.bundled {
            for kind in platform.sentKinds { #expect(OutboxText.kinds[kind] != nil, "\(kind)") }
        }
    }
}
