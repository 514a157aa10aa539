package import Concerns

extension ConsentRegister {
  /// How long a waiver is known after it has ended: until then its paper is refused if it is
  /// stretched, and an operator sees that it expired. Papers of a cooperation are renewed each
  /// year. The ledger keeps the message.
  package static let keeping: Duration = .seconds(365 * 86_400)

  /// Removes what ended longer ago than anybody asks for: ``keeping``.
  ///
  /// A replay must do so before each change, as whoever judged it did: what was forgotten by then
  /// stood in nobody's way.
  package mutating func weed(at now: Moment, limit: Int = .max) -> [CooperationID] {
    weed(endedBefore: now + (.zero - Self.keeping), limit: limit)
  }

  /// Removes what ended before a moment; a cooperation goes when its last waiver has.
  ///
  /// A signed paper is known, and refused if it is stretched, for as long as its waiver is kept. A
  /// cooperation that was withdrawn from stays ended, by its name alone. Epochs stay, as they do in
  /// the ledger: one that began again beside an old delivery would vouch for it.
  ///
  /// What has not ended costs nothing.
  ///
  /// - Parameter limit: How many waivers to remove at most, some more where one cooperation has
  ///   several: the rest waits for the next call.
  /// - Returns: The cooperations of which nothing but an end is left.
  package mutating func weed(
    endedBefore moment: Moment, limit: Int = .max
  ) -> [CooperationID] {
    var gone: [CooperationID] = []
    var count = 0
    while count < limit, let name = endings.next(before: moment) {
      count += 1
      // Several waivers of one cooperation may have ended; the first of them takes all along.
      guard let cooperation = cooperations[name] else { continue }
      let spent = cooperation.waivers.filter { $0.until < moment }
      let left = cooperation.waivers.filter { $0.until >= moment }
      for waiver in spent { forget(waiver, beside: left, before: moment) }
      if left.isEmpty {
        end(name, cooperation)
        gone.append(name)
      } else {
        cooperations[name]?.waivers = left
      }
    }
    return gone
  }

  /// Takes the epochs that the ledger has counted, after a replay.
  package mutating func resume(_ epochs: [PersonPseudonym: UInt64]) {
    for (person, epoch) in epochs { self.epochs[person] = epoch }
  }

  private mutating func forget(
    _ waiver: Waiver, beside others: [Waiver], before moment: Moment
  ) {
    usedIDs[waiver.id] = nil
    if !others.contains(where: { $0.evidence == waiver.evidence }) {
      papers[waiver.evidence] = nil
    }
    for person in waiver.persons {
      let key = GrantKey(person: person.person, authority: waiver.authority)
      guard let grants = grants[key] else { continue }
      let living = grants.filter { $0.ends >= moment || $0.cooperation != waiver.cooperation }
      self.grants[key] = living.isEmpty ? nil : living
    }
  }

  private mutating func end(_ name: CooperationID, _ cooperation: Cooperation) {
    cooperations[name] = nil
    for withdrawal in cooperation.withdrawals { usedIDs[withdrawal] = nil }
    if !cooperation.held.isEmpty { ended.insert(name) }
  }
}
