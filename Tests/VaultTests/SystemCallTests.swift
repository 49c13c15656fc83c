import Foundation
import Testing
import Vault

@Suite struct `A call that a signal cut short is made again` {
    @Test func `an interrupted call is made until it is through`() {
        var made = 0
        let result = SystemCall.repeated { () -> Int in
            made += 1
            errno = EINTR
            return made < 4 ? -1 : 17
        }
        #expect(result == 17 && made == 4)
    }

    @Test func `any other failure is handed on at once, with its number`() {
        var made = 0
        let result = SystemCall.repeated { () -> Int32 in
            made += 1
            errno = ENOSPC
            return -1
        }
        #expect(result == -1 && made == 1 && errno == ENOSPC)
    }
}
