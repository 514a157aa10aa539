package import Concerns

extension ConsentRegister {
  /// Removes what ended before a moment; a cooperation goes when its last waiver has.
  ///
  /// A signed paper is known, and refused if it is stretched, for as long as its waiver is kept. A
  /// cooperation that was withdrawn from stays ended, by its name alone. Epochs stay, for a
  /// delivery may still rest on one: ``forget(_:)`` ends them.
  ///
  /// Looks at everything: for once a day, not for every message.
  ///
  /// - Returns: Persons of whom nothing but the epoch is left, sorted.
  package mutating func weed(endedBefore moment: Moment) -> [PersonPseudonym] {
    for (name, cooperation) in cooperations {
      let spent = cooperation.waivers.filter { $0.until < moment }
      guard !spent.isEmpty else { continue }
      let left = cooperation.waivers.filter { $0.until >= moment }
      for waiver in spent {
        usedIDs[waiver.id] = nil
        if !left.contains(where: { $0.evidence == waiver.evidence }) {
          papers[waiver.evidence] = nil
        }
      }
      if left.isEmpty { end(name, cooperation) } else { cooperations[name]?.waivers = left }
    }
    grants = grants.compactMapValues { grants in
      let living = grants.filter { $0.ends >= moment }
      return living.isEmpty ? nil : living
    }
    let known = cooperations.values.reduce(into: Set<PersonPseudonym>()) { known, cooperation in
      known.formUnion(cooperation.held)
      for waiver in cooperation.waivers { known.formUnion(waiver.persons.map(\.person)) }
    }
    return epochs.keys.filter { !known.contains($0) }.sorted()
  }

  /// Forgets the epochs of persons of whom nothing else is left.
  ///
  /// Only in step with the ledger, once no delivery rests on them: an epoch that began again
  /// beside an old delivery would vouch for it.
  package mutating func forget(_ persons: some Sequence<PersonPseudonym>) {
    for person in persons { epochs[person] = nil }
  }

  /// Takes the epochs that the ledger has counted, after a replay of what was not weeded.
  package mutating func resume(_ epochs: [PersonPseudonym: UInt64]) {
    for (person, epoch) in epochs { self.epochs[person] = epoch }
  }

  private mutating func end(_ name: CooperationID, _ cooperation: Cooperation) {
    cooperations[name] = nil
    for withdrawal in cooperation.withdrawals { usedIDs[withdrawal] = nil }
    if !cooperation.held.isEmpty { ended.insert(name) }
  }
}
