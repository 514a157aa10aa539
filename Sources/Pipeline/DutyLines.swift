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
    // Nobody is there to be rung but whoever would be rung anyway.
    guard !kept.isOwnersOwn else { return (own(line, of: kind, owner), isOpen) }
    switch kind {
    // Nobody of the owner's has read it: it is theirs to open, whoever kept it before.
    case .opening: return (line, isOpen)
    case .dutyAcceptance: return (acceptance(of: kept, by: line, owner, at: now), isOpen)
    case .protectionAssessment, .decisionToOpen, .consultationAnswer, .emergencyReview,
      .openingWithoutDelay, .inquiry, .feedback, .transferAnswer, .reservationAnswer, .passingOn,
      .checkIn, .drill:
      // Whoever sees nothing of it any more can do nothing about it.
      guard !kept.isCalledBack else { return (line, isOpen) }
      return (
        CallLine(
          duty: present(of: kept, at: now), deputies: [line.duty] + line.deputies,
          onCall: line.onCall), isOpen
      )
    }
  }

  /// First whoever must act: on-call until it has written a list, then whoever is to accept it.
  private func acceptance(
    of kept: Keepers.Kept, by line: CallLine, _ owner: FunctionID, at now: Moment
  ) -> CallLine {
    let both = [present(of: kept, at: now), line.duty]
    let order = keepers.list(naming: kept) == nil ? both : both.reversed()
    return CallLine(
      duty: order[0], deputies: [order[1]] + line.deputies + head(of: owner),
      onCall: line.onCall)
  }

  /// The line of what its owner keeps itself: about duty, the head behind it.
  private func own(_ line: CallLine, of kind: ClockKind, _ owner: FunctionID) -> CallLine {
    guard kind == .dutyAcceptance else { return line }
    return CallLine(
      duty: line.duty, deputies: line.deputies + head(of: owner), onCall: line.onCall)
  }

  private func head(of owner: FunctionID) -> [FunctionID] {
    [directory.unit(of: owner)?.head].compactMap(\.self)
  }

  /// Whoever took it at any hour; for one that follows it, whoever is on duty there now.
  private func present(of kept: Keepers.Kept, at now: Moment) -> FunctionID {
    kept.keeper == kept.taker ? kept.keeper : directory.line(for: kept.keeper, at: now).0.duty
  }
}
