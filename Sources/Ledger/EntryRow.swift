package import Concerns

/// What kind of thing a write records. The numbers are stored: never change one, only add.
package enum EntryKind: UInt8, CaseIterable, Sendable {
  case concern = 1
  case refusal = 2
  /// Hand-overs of format 1, which had entries of their own; later ones have a row.
  case handOver = 3
  case acknowledgement = 4
  case decision = 5
  case consent = 6
  case clock = 7
  case administration = 8
  case policy = 9
  /// A message that may be shown on a waiver: what had left by one is looked for among these.
  case shared = 10
  /// Somebody looked at why a delivery shows what it shows, or at consents.
  case inspection = 11
  /// A message that declares an emergency, or tells what was found of one.
  case emergency = 12
  /// People are about to be rung, or what came of that.
  case ring = 13
  /// Whoever a reservation was offered to has acknowledged it.
  case acknowledgedReservation = 14
  /// A board has told what it decided, and its clocks go by that.
  case ruling = 15
  /// A directory was planned or put in force, or one of its days is done.
  case directory = 16
  /// Words for an early contact were drawn or tried in vain, or a worker chose what becomes of it.
  case contact = 17
  /// On-call has written a hand-over list, or an owner has accepted one.
  case duty = 18
}

extension EntryKind {
  /// Whether it is a message that somebody sent.
  var isMessage: Bool {
    switch self {
    case .concern, .shared, .consent, .emergency, .acknowledgedReservation: true
    case .refusal, .handOver, .acknowledgement, .decision, .clock, .administration, .policy,
      .inspection, .ring, .ruling, .directory, .contact, .duty:
      false
    }
  }
}

/// Names one sealed field of an entry. The numbers are stored and sealed: never change one.
package struct FieldNumber: RawRepresentable, Hashable, Comparable, Sendable {
  package let rawValue: UInt8

  /// Takes 1 to 255; 0 is the answer that a claim keeps.
  package init(rawValue: UInt8) {
    precondition(rawValue > 0, "field 0 belongs to the claim's answer")
    self.rawValue = rawValue
  }

  /// The large part: what was said, as it came.
  package static let payload = FieldNumber(rawValue: 1)
  /// The small part that later decisions need without opening the payload.
  package static let facts = FieldNumber(rawValue: 2)
  /// What a hand-over of format 1 showed; nothing new is written under it.
  package static let shownBefore = FieldNumber(rawValue: 3)

  package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// One record: what may be known in clear, its wrapped key, and its sealed fields.
package struct EntryRow: Hashable, Sendable {
  package let record: RecordID
  package let kind: EntryKind
  package let controller: ControllerNumber
  package let at: Moment
  package let bucket: SizeBucket
  /// Which generation of the controller's key is above the wrapped one.
  package let generation: KeyGeneration
  /// Names the key between the controller's and the record's.
  package let conversation: Keyed
  package let key: WrappedKey
  /// Read back: only those that were asked for.
  package let fields: [FieldNumber: Sealed]

  package init(
    record: RecordID, kind: EntryKind, controller: ControllerNumber, at: Moment,
    bucket: SizeBucket, generation: KeyGeneration, conversation: Keyed, key: WrappedKey,
    fields: [FieldNumber: Sealed]
  ) {
    self.record = record
    self.kind = kind
    self.controller = controller
    self.at = at
    self.bucket = bucket
    self.generation = generation
    self.conversation = conversation
    self.key = key
    self.fields = fields
  }

  /// The same entry with no fields but these.
  func keeping(_ numbers: [FieldNumber]) -> Self {
    Self(
      record: record, kind: kind, controller: controller, at: at, bucket: bucket,
      generation: generation, conversation: conversation, key: key,
      fields: fields.filter { numbers.contains($0.key) })
  }
}

/// An entry and where it stands.
package struct StoredEntry: Hashable, Sendable {
  package let index: EntryIndex
  package let row: EntryRow

  package init(index: EntryIndex, row: EntryRow) {
    self.index = index
    self.row = row
  }
}
