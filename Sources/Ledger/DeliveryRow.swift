package import Concerns

/// Where a delivery stands. The numbers are stored: never change one, only add.
package enum DeliveryState: UInt8, CaseIterable, Sendable {
  case waiting = 0
  case leased = 1
  case settled = 2
  case parked = 3
  /// Over because another unit owns the concern now. Its recipient may still tell of it, and
  /// answers for nothing any more.
  case sentOn = 4
  /// Over because the waiver of secrecy that it rested on is. Its recipient may still tell what it
  /// had by then.
  case withdrawn = 5

  /// Whether somebody still has to do something, so that recovery reads it.
  package var isOpen: Bool {
    switch self {
    case .waiting, .leased, .parked: true
    case .settled, .sentOn, .withdrawn: false
    }
  }

  /// Whether it was ended by the broker, whatever its recipient did.
  package var isCalledBack: Bool { self == .sentOn || self == .withdrawn }
}

/// What the recipient has said. The numbers are stored: never change one, only add.
package enum Acknowledgement: UInt8, CaseIterable, Sendable {
  case none = 0
  case received = 1
  case read = 2
  case committed = 3
  case recalled = 4
}

/// The part of a delivery that changes.
package struct DeliveryStanding: Hashable, Sendable {
  package let state: DeliveryState
  package let attempts: Int
  package let notBefore: Moment
  package let acknowledged: Acknowledgement
  /// 1 for a new delivery; a change carries the next.
  package let version: Int
  /// When it came to stand so.
  package let at: Moment

  package init(
    state: DeliveryState, attempts: Int, notBefore: Moment, acknowledged: Acknowledgement,
    version: Int, at: Moment
  ) {
    self.state = state
    self.attempts = attempts
    self.notBefore = notBefore
    self.acknowledged = acknowledged
    self.version = version
    self.at = at
  }
}

/// One message on its way to one function.
package struct DeliveryRow: Hashable, Sendable {
  package let id: DeliveryID
  /// Whose contents are delivered.
  package let entry: EntryReference
  package let controller: ControllerNumber
  package let function: Keyed
  package let thread: Keyed
  package let lane: Lane
  /// What this recipient may see, and on which basis.
  package let disclosure: Sealed
  package let standing: DeliveryStanding
  package let mark: StateMark

  package init(
    id: DeliveryID, entry: EntryReference, controller: ControllerNumber, function: Keyed,
    thread: Keyed, lane: Lane, disclosure: Sealed, standing: DeliveryStanding, mark: StateMark
  ) {
    self.id = id
    self.entry = entry
    self.controller = controller
    self.function = function
    self.thread = thread
    self.lane = lane
    self.disclosure = disclosure
    self.standing = standing
    self.mark = mark
  }

  /// The same delivery, standing elsewhere, its entry known by place.
  func standing(_ change: DeliveryChange?, entry: EntryIndex) -> Self {
    Self(
      id: id, entry: .at(entry), controller: controller, function: function, thread: thread,
      lane: lane, disclosure: disclosure, standing: change?.standing ?? standing,
      mark: change?.mark ?? mark)
  }
}

/// Moves a delivery from one version to the next, if nobody else has.
package struct DeliveryChange: Hashable, Sendable {
  package let id: DeliveryID
  package let standing: DeliveryStanding
  package let mark: StateMark

  /// - Parameter standing: Its version is one above the version that must stand now.
  package init(id: DeliveryID, standing: DeliveryStanding, mark: StateMark) {
    precondition(standing.version > 1, "a change follows version 1 or a later one")
    self.id = id
    self.standing = standing
    self.mark = mark
  }

  package var expectedVersion: Int { standing.version - 1 }
}

/// A delivery and its place in the order of deliveries.
package struct StoredDelivery: Hashable, Sendable {
  package let place: RowPlace
  package let row: DeliveryRow

  package init(place: RowPlace, row: DeliveryRow) {
    self.place = place
    self.row = row
  }
}

/// Where a row stands among all rows of its table: by write, then by order within the write.
///
/// Also the cursor for reading on.
package struct RowPlace: Hashable, Comparable, Sendable {
  /// How many rows one write may have, so that a place fits into one number.
  package static let rowsPerWrite = 256
  /// Before every row.
  package static let start = RowPlace(number: 0)

  package let number: Int64

  package init(number: Int64) { self.number = number }

  package init(index: EntryIndex, ordinal: Int) {
    precondition((0..<Self.rowsPerWrite).contains(ordinal), "a write has at most 256 rows")
    number = index.value * Int64(Self.rowsPerWrite) + Int64(ordinal)
  }

  /// The write that made the row.
  package var index: EntryIndex { EntryIndex(number / Int64(Self.rowsPerWrite)) }

  package static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}

extension Lane {
  /// The stored number of a lane: never change one, only add.
  package var ledgerNumber: UInt8 {
    switch self {
    case .acute: 0
    case .report: 1
    case .other: 2
    }
  }

  package init?(ledgerNumber: UInt8) {
    guard let lane = Lane.allCases.first(where: { $0.ledgerNumber == ledgerNumber }) else {
      return nil
    }
    self = lane
  }
}
