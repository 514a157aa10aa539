import Foundation
import Glibc
import Synchronization

/// Folders with keys in them that must not outlive the process, however it comes to its end.
///
/// A program whose reader has gone ends in the middle of a line, and nobody's `defer` is run then.
enum Leftovers {
  private static let paths = Mutex<[String]>([])

  /// Removes the folder when the process exits, whether it is there by then or not.
  static func removeAtExit(_ path: String) {
    let isFirst = paths.withLock { paths in
      paths.append(path)
      return paths.count == 1
    }
    if isFirst { atexit { Leftovers.remove() } }
  }

  private static func remove() {
    for path in paths.withLock({ $0 }) {
      try? FileManager.default.removeItem(atPath: path)  // It may have been removed, or not made.
    }
  }
}
