package import Concerns
package import Deadlines
package import Wire

/// What a board has told of a case, and what becomes of its clocks with that.
package struct RulingNote: Sendable {
  /// The delivery through which it answers.
  package let key: DeliveryKey
  package let ruling: ClientCommand.Ruling
  package let change: ClockChange
  package let member: MemberID
  package let at: Moment

  package init(
    of key: DeliveryKey, _ ruling: ClientCommand.Ruling, _ change: ClockChange, by member: MemberID,
    at: Moment
  ) {
    self.key = key
    self.ruling = ruling
    self.change = change
    self.member = member
    self.at = at
  }
}
