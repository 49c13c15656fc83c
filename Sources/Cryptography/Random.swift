internal import CLibcrypto

/// Bytes from the system's cryptographic random generator.
public enum Random {
    /// `count` unpredictable bytes. Traps when the system has no randomness: nothing may go on without it.
    public static func bytes(_ count: Int) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        precondition(RAND_bytes(&bytes, Int32(count)) == 1, "the system has no randomness")
        return bytes
    }
}
