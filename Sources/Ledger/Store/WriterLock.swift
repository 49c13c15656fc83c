internal import Foundation

/// The exclusive lock on a log's lock file: one writer a log, whatever process it is in.
///
/// The system takes the lock away when its process ends, however it ends, so that none is ever left behind.
package final class WriterLock: Sendable {
    private let descriptor: Int32

    /// Takes the lock. - Throws: ``LedgerError/fenced(path:)`` where another holds it.
    package init(path: String) throws(LedgerError) {
        let descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw .store(StoreFailure(operation: "lock", reason: .other, cause: "\(path): \(errno)"))
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Foundation.close(descriptor)
            throw .fenced(path: path)
        }
        self.descriptor = descriptor
    }

    /// Lets another writer in.
    package func release() { _ = flock(descriptor, LOCK_UN) }

    deinit { Foundation.close(descriptor) }
}
