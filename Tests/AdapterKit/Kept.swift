import Synchronization
import Wire

/// Keeps the first receipt there was, as a broker does for a message it has already.
final class Kept: Sendable {
  private let command = Mutex<BrokerCommand?>(nil)

  func first(_ next: BrokerCommand?) -> BrokerCommand? {
    command.withLock { kept in
      kept = kept ?? next
      return kept
    }
  }
}
