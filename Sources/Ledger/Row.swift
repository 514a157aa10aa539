package import Deadlines
package import Concerns

/// One row of a write.
package enum Row: Hashable, Sendable {
  case entry(EntryRow)
  case delivery(DeliveryRow)
  case deliveryChange(DeliveryChange)
  case clock(ClockRow)
  case clockEnd(ClockEnd)
  case handOver(HandOverRow)
  case conversation(ConversationRow)
  case controllerKey(ControllerKeyRow)
  /// Replaces the head of a controller's audit tree.
  case treeHead(TreeHead)
  /// Takes an entry about ringing away that nobody needs any more; no other entry ever goes.
  case weeding(EntryIndex)

  /// What the row names, so that a write touches nothing twice.
  var subject: Subject {
    switch self {
    case .entry: .entry
    case .delivery(let row): .delivery(row.id)
    case .deliveryChange(let change): .delivery(change.id)
    case .clock(let row): .clock(row.id)
    case .clockEnd(let end): .clock(end.id)
    case .handOver: .handOver
    case .conversation(let row): .conversation(row.name)
    case .controllerKey(let row): .controllerKey(row.controller, row.generation)
    case .treeHead(let head): .treeHead(head.controller)
    case .weeding(let index): .weeded(index)
    }
  }

  enum Subject: Hashable {
    case entry
    case delivery(DeliveryID)
    case clock(ClockID)
    case handOver
    case conversation(Keyed)
    case controllerKey(ControllerNumber, KeyGeneration)
    case treeHead(ControllerNumber)
    case weeded(EntryIndex)
  }

  /// About how many bytes the row takes on disk.
  var byteCount: Int {
    switch self {
    case .entry(let row): row.fields.values.reduce(160) { $0 + $1.bytes.count }
    case .delivery(let row): 220 + row.disclosure.bytes.count
    case .clock(let row): 80 + row.note.bytes.count
    case .handOver(let row): 40 + row.note.bytes.count
    case .conversation(let row): 100 + row.standing.bytes.count
    case .treeHead(let head): head.note.count + head.blocks.count * 48
    case .deliveryChange, .clockEnd, .controllerKey, .weeding: 120
    }
  }
}

/// A clock that runs until it is ended.
package struct ClockRow: Hashable, Sendable {
  package let id: ClockID
  package let entry: EntryReference
  package let controller: ControllerNumber
  /// Which statutory clock; the numbers belong to `Deadlines`.
  package let kind: UInt8
  package let due: Moment
  package let note: Sealed

  package init(
    id: ClockID, entry: EntryReference, controller: ControllerNumber, kind: UInt8, due: Moment,
    note: Sealed
  ) {
    self.id = id
    self.entry = entry
    self.controller = controller
    self.kind = kind
    self.due = due
    self.note = note
  }

  func placed(at index: EntryIndex) -> Self {
    Self(
      id: id, entry: .at(index), controller: controller, kind: kind, due: due, note: note)
  }
}

/// Ends a clock that runs.
package struct ClockEnd: Hashable, Sendable {
  package let id: ClockID
  package let at: Moment
  /// Why it ended; the numbers belong to `Deadlines`.
  package let cause: UInt8

  package init(id: ClockID, at: Moment, cause: UInt8) {
    self.id = id
    self.at = at
    self.cause = cause
  }
}

/// A running clock and its place in the order of clocks.
package struct StoredClock: Hashable, Sendable {
  package let place: RowPlace
  package let row: ClockRow

  package init(place: RowPlace, row: ClockRow) {
    self.place = place
    self.row = row
  }
}

/// A conversation: the key above its records, and who has reported and who owns.
package struct ConversationRow: Hashable, Sendable {
  package let name: Keyed
  package let controller: ControllerNumber
  package let generation: KeyGeneration
  package let key: WrappedKey
  /// 1 for a new conversation; a later one replaces the version before it.
  package let version: Int
  package let standing: Sealed

  package init(
    name: Keyed, controller: ControllerNumber, generation: KeyGeneration, key: WrappedKey,
    version: Int, standing: Sealed
  ) {
    precondition(version > 0, "versions are counted from 1")
    self.name = name
    self.controller = controller
    self.generation = generation
    self.key = key
    self.version = version
    self.standing = standing
  }
}

/// A controller's key, wrapped under the root key.
package struct ControllerKeyRow: Hashable, Sendable {
  package let controller: ControllerNumber
  package let generation: KeyGeneration
  /// The controller's name, keyed with the root key.
  package let name: Keyed
  package let key: WrappedKey

  package init(
    controller: ControllerNumber, generation: KeyGeneration, name: Keyed, key: WrappedKey
  ) {
    self.controller = controller
    self.generation = generation
    self.name = name
    self.key = key
  }
}
