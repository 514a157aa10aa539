import Concerns

/// What waits for one function, and who reads it.
struct Mailbox: Sendable {
  typealias Number = Slots<Mailbox>.Number

  let function: FunctionID
  /// The first of each thread, if it may go now, in the lane it is served in.
  var ready = PerLane(ParcelQueue())
  var threads: [ThreadID: MailThread.Number] = [:]
  var sessions: [Session.Number] = []
  /// Deliveries in it, wherever they lie.
  var count = 0

  init(_ function: FunctionID) { self.function = function }
}

/// One conversation in one mailbox: at most one of it is unsettled with somebody at a time.
struct MailThread: Sendable {
  typealias Number = Slots<MailThread>.Number

  let id: ThreadID
  let mailbox: Mailbox.Number
  /// The one that is under way, or that goes next.
  var first: Parcel.Number?
  /// The others that wait.
  var behind = ParcelQueue()
  /// How many of those behind are in each lane.
  var behindByLane = PerLane(0)
  var parked = ParkedList()

  var isEmpty: Bool { first == nil && behind.isEmpty && parked.isEmpty }

  /// The most urgent lane of a parcel and of all behind it.
  ///
  /// What comes first is served as urgently as anything that it keeps waiting.
  func lane(of offer: Offer) -> Lane {
    Lane.byUrgency.first { $0 >= offer.lane || behindByLane[$0] > 0 } ?? offer.lane
  }
}
