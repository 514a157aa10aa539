import Concerns

/// One session: which mailboxes it reads, what it may still be sent and what it holds.
struct Session: Sendable {
  typealias Number = Slots<Session>.Number

  /// Messages and bytes, counted from the start of the session.
  struct Credit: Sendable {
    var messages = 0
    var bytes = 0
  }

  let id: SessionID
  let mailboxes: [Mailbox.Number]
  var granted = Credit()
  var used = Credit()
  /// What it was offered or leased, in no order.
  var held: [Parcel.Number] = []
  /// Shares its credit between lanes.
  ///
  /// Each session has its own: credit is what is scarce, so a lane that always took it all would
  /// starve the others here even while the broker as a whole serves every lane.
  var round = LaneRound()
  /// How many of its mailboxes have something ready, for each lane.
  var work = PerLane(0)
  /// Which of its mailboxes is looked at first, for each lane.
  var cursors = PerLane(0)
  /// Whether it has not been closed.
  var isOpen = true
  /// Whether it stands in the rotation of each lane.
  var isInRotation = PerLane(false)

  init(_ id: SessionID, _ mailboxes: [Mailbox.Number]) {
    self.id = id
    self.mailboxes = mailboxes
  }

  /// Whether another delivery may go. The last one may overdraw the bytes, whatever its size.
  var hasCredit: Bool { used.messages < granted.messages && used.bytes < granted.bytes }
}
