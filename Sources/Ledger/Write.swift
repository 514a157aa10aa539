package import Concerns

/// What one step of the pipeline asks the store to keep: all of it or nothing.
///
/// Writes are independent: one never fails another. The store decides about a write inside the
/// transaction, after every earlier write of the same batch: claim, then basis, then versions.
package struct Write: Hashable, Sendable {
  /// Most rows of one write: sixty-four acknowledged deliveries and the two clocks that each may
  /// end, with their entry; a message with all its recipients is far smaller.
  package static let rowLimit = 200
  /// Most names that one write depends on or raises.
  package static let standLimit = 128
  /// Most audit leaves of one write: its own entry's, and one for each of the sixty-four deliveries
  /// that an acknowledgement or a change of standing is about.
  package static let leafLimit = 65

  /// Ledger time as the pipeline knows it.
  package let at: Moment
  /// Whether it takes in something new, which a nearly full disk refuses.
  package let isIntake: Bool
  package let claim: Claim?
  /// Epochs that must still be current.
  package let expects: [Stand]
  /// Epochs that go up by one.
  package let raises: [Stand.Name]
  package let rows: [Row]
  package let leaves: [AuditLeaf]

  /// A claim needs an entry, and a write touches no delivery, clock or conversation twice.
  package init(
    at: Moment, isIntake: Bool = false, claim: Claim? = nil, expects: [Stand] = [],
    raises: [Stand.Name] = [], rows: [Row], leaves: [AuditLeaf] = []
  ) {
    precondition(rows.count <= Self.rowLimit, "a write has at most 200 rows")
    precondition(leaves.count <= Self.leafLimit, "a write has at most 65 audit leaves")
    precondition(
      expects.count <= Self.standLimit && raises.count <= Self.standLimit,
      "a write depends on at most 128 names")
    precondition(Set(rows.map(\.subject)).count == rows.count, "a write touches each row once")
    precondition(Set(raises).count == raises.count, "a write raises each epoch once")
    self.at = at
    self.isIntake = isIntake
    self.claim = claim
    self.expects = expects
    self.raises = raises
    self.rows = rows
    self.leaves = leaves
    precondition(claim == nil || entry != nil, "a claim stands for an entry")
  }

  /// The entry among the rows.
  package var entry: EntryRow? {
    for case .entry(let row) in rows { return row }
    return nil
  }

  /// About how many bytes it takes on disk, for the limits of a batch.
  package var byteCount: Int {
    rows.reduce(0) { $0 + $1.byteCount } + (claim?.answer.bytes.count ?? 0)
      + leaves.reduce(0) { $0 + ($1.statement?.bytes.count ?? 0) + 64 }
  }
}

/// What makes a message the same message: decided inside the transaction.
package struct Claim: Hashable, Sendable {
  /// The source and identifier, keyed.
  package let key: Keyed
  /// What was said, keyed: another digest under the same key is a conflict.
  package let digest: Keyed
  /// What a duplicate is answered with, sealed with the entry's key.
  package let answer: Sealed

  package init(key: Keyed, digest: Keyed, answer: Sealed) {
    self.key = key
    self.digest = digest
    self.answer = answer
  }
}

/// A claim that stands, and the entry that it stands for.
package struct StoredClaim: Hashable, Sendable {
  package let claim: Claim
  package let index: EntryIndex
  package let record: RecordID
  package let at: Moment

  package init(claim: Claim, index: EntryIndex, record: RecordID, at: Moment) {
    self.claim = claim
    self.index = index
    self.record = record
    self.at = at
  }
}

/// The epoch of something that a disclosure depends on: a policy, a person's consents, a member.
package struct Stand: Hashable, Sendable {
  package typealias Name = Keyed

  package let name: Name
  /// 0 for a name that was never raised.
  package let epoch: Int64

  package init(name: Name, epoch: Int64) {
    self.name = name
    self.epoch = epoch
  }
}
