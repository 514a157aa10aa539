/// When the log is moved into the database.
///
/// Counted here and not left to SQLite: its automatic checkpoint ignores errors, and after a
/// failed flush the kernel may report the next one as good although pages are lost.
struct Checkpointing: Sendable {
  /// Commits between checkpoints, so that the log stays at some 15 MiB.
  static let commitLimit = 256
  /// Bytes that a small commit adds to the log: the ends of about fifteen tables and indexes.
  static let commitBytes: Int64 = 60 << 10
  /// Writes between checkpoints. At 6 KiB each 24 MiB; five times that when the ledger is so
  /// large that every random name is on a page of its own.
  static let writeLimit = 4096

  private var commits: Int
  private var writes = 0

  /// Counts on from a log that earlier processes left: one that is killed again and again before
  /// its count is full would otherwise never move it, and each start would read all of it.
  init(logBytes: Int64 = 0) {
    commits = Int(min(logBytes / Self.commitBytes, Int64(Self.commitLimit)))
  }

  /// Counts a commit; true when a checkpoint is due, and then counts anew.
  mutating func isDue(afterCommitOf count: Int) -> Bool {
    commits += 1
    writes += count
    guard commits >= Self.commitLimit || writes >= Self.writeLimit else { return false }
    self = Self()
    return true
  }
}
