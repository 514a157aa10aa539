public import Concerns
import Wire

/// What another municipality answers that was asked to take a case over.
public struct AnsweredTransfer: Hashable, Sendable {
  /// The message that asked.
  public let id: MessageID
  /// Whether it takes the case over.
  public let answer: TransferAnswer
}

extension MemberClient {
  /// Most answers that are kept until somebody takes them: the latest.
  private static let answerLimit = 64

  /// Takes the answers to transfers that the broker has told since the last time, the oldest first.
  ///
  /// Each is told to whoever reads the mailbox of the unit that asked and is there, or to the first
  /// that comes. Whoever was away asks with ``transferAnswer(to:)``.
  public func takeAnswers() -> [AnsweredTransfer] {
    defer { answered = [] }
    return answered
  }

  /// What a transfer of one's own was answered with; `nil` while it is not, and for a machine that
  /// does not read the mailbox of the unit that asked.
  public func transferAnswer(
    to id: MessageID
  ) async throws(AdapterError) -> TransferAnswer? {
    try await wholeStanding(of: id).answer
  }

  func note(_ notice: BrokerCommand.Answered) {
    if answered.count == Self.answerLimit { answered.removeFirst() }
    answered.append(AnsweredTransfer(id: notice.id, answer: notice.answer))
  }
}
