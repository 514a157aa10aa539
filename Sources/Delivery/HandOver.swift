package import Concerns

/// One delivery on its way to one session: what to record, and then to send.
package struct HandOver: Hashable, Sendable {
  /// Which delivery.
  package let delivery: DeliveryID
  /// The mailbox it comes from.
  package let function: FunctionID
  /// The thread whose order it keeps.
  package let thread: ThreadID
  /// Its own lane, even when it was hastened for what waits behind it.
  package let lane: Lane
  /// Who is to receive it.
  package let session: SessionID
  /// Which hand-over this is, counted from one.
  package let attempt: Int
  /// When it returns to the mailbox unless it is settled before.
  package let leaseUntil: Moment
  /// Whether an earlier one of the thread is parked.
  package let hasGap: Bool
}

/// What became of a hand-over once the ledger had it.
package enum Confirmation: Hashable, Sendable {
  /// The lease runs: send the frames.
  case leased
  /// The session closed meanwhile: send nothing. The attempt counts.
  case ended(Ending)
  /// It was settled or withdrawn meanwhile: send nothing.
  case gone
}

/// What to do with a hand-over that the ledger did not take.
package enum Retraction: Hashable, Sendable {
  /// It waits again, at once or from a moment on. No attempt counts and the credit is given back.
  case waits(from: Moment?)
  /// Nobody is to have it any more.
  case removed
}

/// How a hand-over ended without a settlement.
package enum Ending: Hashable, Sendable {
  /// It waits again and rests until a moment.
  case returned(DeliveryID, attempts: Int, notBefore: Moment)
  /// It has been tried often enough: a human must be rung.
  case parked(Offer)
}

/// Where a delivery stands.
package enum Standing: Hashable, Sendable {
  /// Nobody has it.
  case waiting
  /// Chosen; its hand-over is being recorded.
  case offered
  /// A session has it until the moment.
  case leased(to: SessionID, until: Moment)
  /// It waits for a redrive.
  case parked
}
