import Wire

/// What bounds the mailboxes, and what happens at each bound.
package struct MailboxLimits: Hashable, Sendable {
  /// Open sessions. One more is refused.
  package var sessions = BrokerCommand.Welcome.sessionLimit

  /// Functions that one session may read. More are refused.
  ///
  /// Choosing may look at all of a session's mailboxes, so this bounds one step.
  package var functionsPerSession = 64

  /// Sessions that may read one function. One more is refused.
  ///
  /// A mailbox that gets its first ready delivery wakes all of them, and one that is emptied
  /// tells all of them, so this bounds one step.
  package var sessionsPerMailbox = 64

  /// Deliveries that a session may hold unsettled, whatever credit it gives. Further ones wait.
  ///
  /// Keeps what is under way below the edge's send high-water mark, and bounds a close.
  package var unsettledPerSession = 1024

  /// Mailboxes. At the bound intake answers `busy` for a function without one.
  ///
  /// Sweden has 290 municipalities; each has room for more than two hundred functions.
  package var mailboxes = 65_536

  /// Deliveries in one mailbox. At the bound intake answers `busy`; what is recorded still enters.
  ///
  /// A year of a large city's reports; a recipient that far behind needs a telephone call.
  package var deliveriesPerMailbox = 100_000

  /// Hand-overs chosen in one call; the rest follow in the next. One group commit.
  package var handOversPerCall = 256

  /// Deadlines served in one tick; the rest follow in the next, which is due at once.
  package var deadlinesPerTick = 1024

  /// Entries in one page of parked deliveries. Two screens.
  package var parkedPerPage = 100

  /// The default limits.
  package init() {}
}
