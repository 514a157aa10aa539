public import Concerns
import Wire

/// A message that the broker says nobody has opened, and whom to telephone for that.
public struct UnopenedMessage: Hashable, Sendable {
  /// Which of the agency's own messages.
  public let id: MessageID
  /// When it was accepted.
  public let accepted: Moment
  /// Where there is danger to life.
  public let danger: String
  /// What the public entrance that answers now is called.
  public let entrance: LocalizedText
  /// Its telephone number.
  public let phone: String
}

extension MemberClient {
  /// Most notices that are kept until somebody takes them: the latest.
  private static let unopenedLimit = 64

  /// Takes what the broker has said nobody has opened, the oldest first.
  ///
  /// Each is told once to every session that is open then. Whoever reads this must be shown the
  /// numbers: a child may be waiting.
  public func takeUnopened() -> [UnopenedMessage] {
    defer { unopened = [] }
    return unopened
  }

  func note(_ notice: BrokerCommand.Unopened) {
    if unopened.count == Self.unopenedLimit { unopened.removeFirst() }
    unopened.append(
      UnopenedMessage(
        id: notice.id, accepted: notice.accepted, danger: BrokerCommand.Unopened.danger,
        entrance: notice.call.name, phone: notice.call.phone))
  }
}
