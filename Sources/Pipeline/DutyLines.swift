import Concerns
import Deadlines
import Ledger
import Ringing
import Routing

/// Whom to ring about which clock: the directory, and who keeps what.
///
/// A value of its own, so that asking it does not take a copy of the whole broker.
struct DutyLines {
  let directory: Directory
  let keepers: Keepers
  let entries: [ClockID: EntryIndex]
  let clocks: Clocks

  /// Whom to ring now: on-call first, while it keeps what the clock runs for, and has it still.
  ///
  /// Whoever is rung is told one sentence that is always the same, and sees no more than before.
  func line(
    for owner: FunctionID, of clock: ClockID, at now: Moment
  ) -> (CallLine, isOfficeOpen: Bool) {
    let (line, isOpen) = directory.line(for: owner, at: now)
    guard let kind = clocks.clock(clock)?.kind, let kept = entries[clock].flatMap({ keepers[$0] })
    else { return (line, isOpen) }
    switch kind {
    // Nobody of the owner's has read it: it is theirs to open, whoever kept it before.
    case .opening: return (line, isOpen)
    case .dutyAcceptance: return (acceptance(of: kept, by: line, owner), isOpen)
    case .protectionAssessment, .decisionToOpen, .consultationAnswer, .emergencyReview,
      .openingWithoutDelay, .inquiry, .feedback, .transferAnswer, .reservationAnswer, .passingOn,
      .checkIn, .drill:
      // Whoever sees nothing of it any more can do nothing about it.
      guard !kept.isCalledBack else { return (line, isOpen) }
      return (
        CallLine(
          duty: kept.keeper, deputies: [line.duty] + line.deputies, onCall: line.onCall), isOpen
      )
    }
  }

  /// First whoever must act: on-call until it has written a list, then whoever is to accept it.
  private func acceptance(
    of kept: Keepers.Kept, by line: CallLine, _ owner: FunctionID
  ) -> CallLine {
    let head = directory.unit(of: owner)?.head
    let both = [kept.keeper, line.duty]
    let order = keepers.list(naming: kept) == nil ? both : both.reversed()
    return CallLine(
      duty: order[0], deputies: [order[1]] + line.deputies + [head].compactMap(\.self),
      onCall: line.onCall)
  }
}
