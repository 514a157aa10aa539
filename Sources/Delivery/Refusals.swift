package import Concerns

/// Whether a session was given what it asked for.
package enum SessionAnswer: Hashable, Sendable {
  /// It was.
  case granted
  /// It was not, and nothing changed.
  case refused(SessionRefusal)
}

/// Why a session was not given what it asked for.
package enum SessionRefusal: Hashable, Sendable {
  /// The broker serves as many sessions as it can; try later.
  case tooManySessions
  /// One session may read only so many functions.
  case tooManyFunctions
  /// The function is read by as many sessions as it can be; try later.
  case crowded(FunctionID)
  /// The number is taken.
  case alreadyOpen
  /// There is no such session.
  case noSession
  /// Credit counts from the start of the session and never falls.
  case creditFell
}

/// What came of asking for one delivery by name.
package enum ClaimAnswer: Hashable, Sendable {
  /// It is offered to the session: record, then confirm or retract, as for any hand-over.
  case offered(HandOver)
  /// It is not, and nothing changed.
  case refused(ClaimRefusal)
}

/// Why a delivery could not be claimed or released.
package enum ClaimRefusal: Hashable, Sendable {
  /// There is no such session.
  case noSession
  /// It is in no mailbox.
  case unknown
  /// The session does not hold this delivery.
  case notYours
  /// A hand-over of it is being recorded.
  case beingOffered
  /// A session has it until the moment.
  case held(until: Moment)
  /// An earlier one of its thread comes first.
  case behind
  /// It must be redriven first.
  case parked
  /// The session holds as many unsettled deliveries as it may.
  case tooManyUnsettled
}

/// What came of giving a delivery back.
package enum ReleaseAnswer: Hashable, Sendable {
  /// The lease is over.
  case ended(Ending)
  /// It is not, and nothing changed.
  case refused(ClaimRefusal)
}
