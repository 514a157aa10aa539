package import Deadlines
package import Concerns
package import Evidence

/// Where a sealed blob stands. It opens there and nowhere else.
///
/// The numbers and their order are sealed into every blob: never change one, only add.
package struct Place: Hashable, Sendable {
  let table: UInt8
  let field: UInt8
  /// What else is stored in clear and must not change under the blob.
  let bound: [UInt8]

  private init(table: UInt8, field: UInt8, bound: [UInt8] = []) {
    self.table = table
    self.field = field
    self.bound = bound
  }

  /// A field of an entry; bound to the kind and the moment that the entry says in clear.
  package static func field(_ number: FieldNumber, of kind: EntryKind, at: Moment) -> Self {
    Self(
      table: 1, field: number.rawValue,
      bound: [kind.rawValue] + BigEndian.bytes(at.milliseconds))
  }

  /// What a claim answers a duplicate with.
  package static let answer = Self(table: 2, field: 1)

  /// What a recipient may see; bound to the delivery and to the mailbox and thread it is in.
  package static func disclosure(
    of delivery: DeliveryID, to function: Keyed, in thread: Keyed
  ) -> Self {
    Self(table: 3, field: 1, bound: delivery.bytes + function.bytes + thread.bytes)
  }

  /// The note of a clock; bound to its kind and its due time.
  package static func note(of clock: ClockID, kind: UInt8, due: Moment) -> Self {
    Self(table: 4, field: 1, bound: clock.bytes + [kind] + BigEndian.bytes(due.milliseconds))
  }

  /// Who has reported in a conversation and who owns it; bound to its version.
  package static func standing(version: Int) -> Self {
    Self(table: 5, field: 1, bound: BigEndian.bytes(Int64(version)))
  }

  /// To whom something was handed over; bound to the entry that was.
  package static func handOver(of entry: EntryIndex) -> Self {
    Self(table: 6, field: 1, bound: BigEndian.bytes(entry.value))
  }

  /// The salt and the statement of an audit leaf; bound to the leaf.
  package static func statement(of leaf: LeafValue) -> Self {
    Self(table: 7, field: 1, bound: leaf.bytes)
  }

  /// The place within the ledger, after what the key says of itself.
  func bytes(in scope: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(scope.count + bound.count + 8)
    bytes.append(contentsOf: scope)
    bytes.append(table)
    bytes.append(field)
    bytes.append(contentsOf: BigEndian.bytes(UInt32(bound.count)))
    bytes.append(contentsOf: bound)
    return bytes
  }
}
