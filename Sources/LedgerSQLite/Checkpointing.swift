/// When the log is moved into the database.
///
/// Counted here and not left to SQLite: its automatic checkpoint ignores errors, and after a
/// failed flush the kernel may report the next one as good although pages are lost.
struct Checkpointing: Sendable {
  /// Commits between checkpoints. A small commit touches the ends of about fifteen tables and
  /// indexes, 60 KiB, so that the log stays at some 15 MiB.
  static let commitLimit = 256
  /// Writes between checkpoints. At 6 KiB each 24 MiB; five times that when the ledger is so
  /// large that every random name is on a page of its own.
  static let writeLimit = 4096

  private var commits = 0
  private var writes = 0

  /// Counts a commit; true when a checkpoint is due, and then counts anew.
  mutating func isDue(afterCommitOf count: Int) -> Bool {
    commits += 1
    writes += count
    guard commits >= Self.commitLimit || writes >= Self.writeLimit else { return false }
    self = Self()
    return true
  }
}
