package import Concerns

extension TransferAnswer {
  /// What it ends: the wait for it, and what there was to decide where the case comes from.
  ///
  /// Never an inquiry, which is finished where it began (SoL 29:9), nor the assessment of who needs
  /// protection, nor the answer to a reporter: both were owed by whoever received the report.
  package var ends: Set<ClockKind> {
    switch self {
    case .takenOver: PassedOn.ends.union([.transferAnswer])
    case .declined: [.transferAnswer]
    }
  }

  /// What becomes of a case's clocks.
  ///
  /// - Parameter running: All clocks that run for it.
  /// - Returns: `nil` where no answer is waited for: it was given before.
  package func change(of running: [Clock]) -> ClockChange? {
    guard running.contains(where: { $0.kind == .transferAnswer }) else { return nil }
    return ClockChange(ended: running.filter { ends.contains($0.kind) }.map(\.id), started: [])
  }
}
