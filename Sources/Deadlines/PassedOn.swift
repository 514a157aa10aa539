package import Concerns

/// A matter that was passed on, outside this system, to the municipality that is to have it.
extension PassedOn {
  /// What it ends: the decision is another's to make from then on.
  ///
  /// Not the assessment of who needs protection, which was owed at receipt, nor the answer to a
  /// reporter, who asked this board.
  package static let ends: Set<ClockKind> = [.passingOn, .decisionToOpen, .openingWithoutDelay]

  /// What becomes of a case's clocks.
  ///
  /// - Parameter running: All clocks that run for it.
  /// - Returns: `nil` where nothing is left to decide: an inquiry that was opened is finished where
  ///   it began (SoL 29:9).
  package static func change(of running: [Clock]) -> ClockChange? {
    guard !running.contains(where: { $0.kind == .inquiry }) else { return nil }
    let ended = running.filter { ends.contains($0.kind) }.map(\.id)
    return ended.isEmpty ? nil : ClockChange(ended: ended, started: [])
  }
}

extension ClockRule {
  /// The passing on of a matter to the municipality where the person lives: one working day.
  ///
  /// SoL 29:1 says who is responsible and no provision how soon; nobody there knows of it before.
  /// Twelve hours before the end it is noon and somebody is at work; nine after it work begins
  /// again.
  package static let passingOn = ClockRule(
    kind: .passingOn, citation: [], review: .promised, term: .workingDays(1),
    warning: .seconds(12 * 3600), patience: .seconds(9 * 3600))
}
