package import Admission
package import Concerns
package import Deadlines
package import Ledger
package import Policy
package import Ringing

/// Something the pipeline wants done. Actions of one step are done in order.
package enum Action: Sendable {
  case send(Peer, [[UInt8]])
  /// Check signatures and look standings up; answered by `Event.examined`, in order.
  case examine([Inquiry])
  /// Keep entries; answered by `Event.recorded`, in order.
  case record([Entry])
  /// Read from the ledger; answered by `Event.found`.
  case look([Lookup])
  /// Who may connect has changed.
  case admit(members: [String: MemberID], operators: [String: MemberID])
  /// Somebody who came in at this door was removed: cut the connections that are still there.
  case cut(Peer.Door)
  case alarm(Alarm)
  /// Ring people; what came of it is told by `Event.rang`.
  case ring([Call])
  /// Canaries have passed: close every listener at once, and do nothing more.
  case close(canaries: [RuleID])
}

/// Something a human must know. It says nothing about anybody.
package enum Alarm: Hashable, Sendable {
  /// A delivery was tried often enough; its recipient must be rung.
  case parked(FunctionID, Lane)
  /// Policy shows a recipient nothing any more of what was waiting for it.
  case withheld(FunctionID)
  /// Policy would show the owner of a report nothing of it: it is not taken, and its sender waits.
  case unanswerable(FunctionID)
  /// A statutory clock rings, for the function that answers for the concern now.
  case clock(FunctionID, ClockKind, ClockLevel)
  /// People were to be rung, and nobody who carries a ring on took it.
  case unrung(ClockKind)
  /// A function on duty has been read by nobody for too long.
  case absent(FunctionID)
  /// Somebody reads it again, or it is on duty no more.
  case present(FunctionID)
  /// A mailbox holds all it may, and a message of this lane was turned away for that.
  case mailboxFull(FunctionID, Lane)
  /// The disk is nearly full: nothing new is taken in.
  case intakeClosed
  /// A unit ends on a day, so many days ahead: look at the plan.
  case reorganisation(CivilDate, days: Int)
  /// A canary passed: what must be withheld would be shown, or what must be shown would not.
  case canary(RuleID)
}
