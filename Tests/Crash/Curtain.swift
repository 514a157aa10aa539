import Synchronization

/// Tells all senders at once that there is to be nothing new.
final class Curtain: Sendable {
  private let state = Atomic(false)

  var hasFallen: Bool { state.load(ordering: .relaxed) }

  func fall() { state.store(true, ordering: .relaxed) }
}
