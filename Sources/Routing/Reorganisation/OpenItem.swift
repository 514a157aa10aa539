package import Concerns

/// Something that somebody still has to act on, as far as a reorganisation has to know it.
package struct OpenItem: Hashable, Sendable {
  /// A clock that runs for it. Who answers for it changes; when it is due does not.
  package struct Clock: Hashable, Sendable {
    /// What the clock is called.
    package let word: String
    package let due: Moment

    package init(word: String, due: Moment) {
      self.word = word
      self.due = due
    }
  }

  /// Its place in the ledger.
  package let number: Int64
  /// The function whose mailbox it was last given to as its owner's.
  package let owner: FunctionID
  /// What an owner is found by; `nil` where nobody looked, because its owner stays.
  package let facts: OwnershipFacts?
  /// Functions and agencies that must not have it.
  package let excluded: Set<String>
  /// Those who have let it go for a conflict of interest.
  package let conflicted: Set<FunctionID>
  package let clocks: [Clock]

  package init(
    number: Int64, owner: FunctionID, facts: OwnershipFacts?, excluded: Set<String> = [],
    conflicted: Set<FunctionID> = [], clocks: [Clock] = []
  ) {
    self.number = number
    self.owner = owner
    self.facts = facts
    self.excluded = excluded
    self.conflicted = conflicted
    self.clocks = clocks
  }

  /// The same item, owned by somebody else.
  func passed(to owner: FunctionID) -> Self {
    Self(
      number: number, owner: owner, facts: facts, excluded: excluded, conflicted: conflicted,
      clocks: clocks)
  }

  /// Whether a function must not have it.
  func excludes(_ function: FunctionID) -> Bool {
    !excluded.isDisjoint(with: [function.text, function.agency.text])
  }
}

/// Who has come to read which mailbox since the broker was started.
package struct Presence: Hashable, Sendable {
  /// So many must have logged in before a unit takes over: one alone falls ill.
  package static let personsNeeded = 2

  /// The functions that somebody reads at this moment.
  package let read: Set<FunctionID>
  /// Who has logged in for each function, now or before.
  package let readers: [FunctionID: Set<MemberID>]

  package init(read: Set<FunctionID>, readers: [FunctionID: Set<MemberID>]) {
    self.read = read
    self.readers = readers
  }

  /// How many have logged in for a unit.
  func persons(of unit: DirectoryUnit) -> Int {
    unit.functions.reduce(into: Set<MemberID>()) { $0.formUnion(readers[$1.id] ?? []) }.count
  }
}
