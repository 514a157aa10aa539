/// What a recipient says has happened to a delivery, from least to most.
///
/// The order has one use: what is on record is only ever raised. `recalled` stands above
/// `received`, since a machine can still discard what nobody has read, and below `read`, since
/// nothing makes a human unread it.
package enum RecipientWord: Int, CaseIterable, Hashable, Comparable, Sendable {
  /// The recipient's system has it.
  case received
  /// It was called back and discarded unread.
  case recalled
  /// A human has opened it.
  case read
  /// A human has taken it on.
  case committed

  /// The lesser comes first.
  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }

  /// Judges the word against what the ledger has for a delivery that has left its mailbox.
  package func judged(against recorded: Self) -> Raise {
    self > recorded ? .raised : .alreadyThere(recorded)
  }
}

/// What a later acknowledgement does to a settled delivery.
package enum Raise: Hashable, Sendable {
  /// It says more than what is on record.
  case raised
  /// It says nothing new; the highest state stays as it is.
  case alreadyThere(RecipientWord)
}

/// What an acknowledgement does to a delivery in a mailbox.
package enum Settlement: Hashable, Sendable {
  /// The delivery is over and has left; its thread has moved on.
  case settled(Offer)
  /// It says `recalled`, and nobody called it back: it stays where it is.
  ///
  /// A withdrawn delivery has left its mailbox. Were this a settlement, a recipient could make a
  /// concern vanish that no human has seen.
  case notRecalled
  /// This member was never handed it.
  case notYours
  /// It is in no mailbox. If the ledger has it settled, ask ``RecipientWord/judged(against:)``.
  case unknown
}

/// What withdrawing a delivery leaves to do.
package enum WithdrawalAnswer: Hashable, Sendable {
  /// It left the mailbox. The members it was handed to before may still have a copy.
  case removed(Offer)
  /// It was leased: this session must be told to discard it, and earlier holders too.
  case recall(SessionID, Offer)
  /// It is in no mailbox: settled, withdrawn before, or never offered.
  case unknown
}
