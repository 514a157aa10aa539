package import Concerns

/// Something in the ledger that awaits a recipient: what the mailboxes need to know of it.
///
/// Made after a concern was recorded, or read back at recovery. It carries no content.
package struct Offer: Hashable, Sendable {
  /// Which delivery.
  package let delivery: DeliveryID
  /// Whose mailbox it lies in.
  package let function: FunctionID
  /// What it must keep its order within.
  package let thread: ThreadID
  /// How urgent it is.
  package let lane: Lane
  /// Where the ledger put it; order within the thread follows this.
  package let index: UInt64
  /// Bytes of frames that it costs of a session's credit.
  package let byteCount: Int
  /// Hand-overs recorded since the first offer or the latest redrive.
  package var attempts: Int
  /// Rests until then; `nil` when it may go at once.
  package var notBefore: Moment?
  /// Whether it was parked and is to wait for a redrive.
  package var isParked: Bool

  /// Describes a delivery; what a new one cannot have yet has a default.
  package init(
    delivery: DeliveryID, function: FunctionID, thread: ThreadID, lane: Lane, index: UInt64,
    byteCount: Int, attempts: Int = 0, notBefore: Moment? = nil, isParked: Bool = false
  ) {
    self.delivery = delivery
    self.function = function
    self.thread = thread
    self.lane = lane
    self.index = index
    self.byteCount = byteCount
    self.attempts = attempts
    self.notBefore = notBefore
    self.isParked = isParked
  }
}

/// Names a conversation as one function sees it: sixteen keyed bytes that join nothing elsewhere.
package struct ThreadID: Hashable, Sendable {
  private let high: UInt64
  private let low: UInt64

  /// Reads sixteen bytes; `nil` for any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 16 else { return nil }
    high = bytes.prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    low = bytes.dropFirst(8).reduce(0) { $0 << 8 | UInt64($1) }
  }

  /// The sixteen bytes, most significant first.
  package var bytes: [UInt8] {
    [high, low].flatMap { half in (0..<8).map { UInt8(truncatingIfNeeded: half >> (56 - 8 * $0)) } }
  }
}

/// Numbers one open session; never used twice while the broker runs.
package struct SessionID: Hashable, Sendable {
  /// The number itself.
  package let number: UInt64

  /// Takes a number that no session had before.
  package init(_ number: UInt64) { self.number = number }
}
