import Synchronization

/// Carries items from one thread to one worker, a batch at a time, in order.
///
/// What gathers while the worker is busy is its next batch: that is all the group commit needs.
/// Crossing threads costs some tens of microseconds, so it is paid per batch. How much may gather
/// is the pipeline's to say: it takes in no message beyond `UnderWay.limit`.
final class Conveyor<Item: Sendable>: Sendable {
  private struct State {
    var items: [Item] = []
    var worker: CheckedContinuation<Void, Never>?
    var isClosed = false
  }

  private let state = Mutex(State())

  /// Puts items on; the worker wakes if it sleeps. After closing they are dropped: nobody was told
  /// anything about them.
  func push(_ items: [Item]) {
    guard !items.isEmpty else { return }
    let worker = state.withLock { state in
      guard !state.isClosed else { return nil as CheckedContinuation<Void, Never>? }
      state.items += items
      return state.worker.take()
    }
    worker?.resume()
  }

  /// Takes all that has gathered; waits while there is nothing, `nil` once closed and empty.
  func take() async -> [Item]? {
    await withCheckedContinuation { continuation in
      let mayGoOn = state.withLock { state in
        precondition(state.worker == nil, "a conveyor has one worker")
        if state.items.isEmpty, !state.isClosed {
          state.worker = continuation
          return false
        }
        return true
      }
      if mayGoOn { continuation.resume() }
    }
    return state.withLock { state in
      guard !state.items.isEmpty else { return nil }
      defer { state.items = [] }
      return state.items
    }
  }

  /// Lets the worker finish what is on, and then stop.
  func close() {
    let worker = state.withLock { state in
      state.isClosed = true
      return state.worker.take()
    }
    worker?.resume()
  }
}
