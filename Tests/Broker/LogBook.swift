import Logging
import Synchronization

/// A log that a test can read.
final class LogBook: LogHandler {
  private let lines = Mutex<[String]>([])

  /// Sentences with their fields, in order, of the level `warning` and above.
  var all: [String] { lines.withLock { $0 } }

  func log(event: LogEvent) {
    guard event.level >= .warning else { return }
    let fields = (event.metadata ?? [:]).sorted { $0.key < $1.key }
      .map { "\($0.key)=\($0.value)" }
    lines.withLock { $0.append(([event.message.description] + fields).joined(separator: " ")) }
  }

  var logLevel: Logger.Level {
    get { .debug }
    set { _ = newValue }
  }

  var metadata: Logger.Metadata {
    get { [:] }
    set { _ = newValue }
  }

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { nil }
    set { _ = newValue }
  }
}
