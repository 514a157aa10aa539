/// What withdrawing a delivery leaves to do.
package enum WithdrawalAnswer: Hashable, Sendable {
  /// It left the mailbox, and no session held it.
  case removed(Offer)
  /// It was leased: this session must be told, unless it is the one that said so.
  case recall(SessionID, Offer)
  /// It is in no mailbox: settled, withdrawn before, or never offered.
  case unknown
}
