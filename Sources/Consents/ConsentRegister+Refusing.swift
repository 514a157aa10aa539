import Concerns

extension ConsentRegister {
  /// Why a waiver is refused: first whether it may be asked at all, then what it is, then who has
  /// signed.
  func refusal(of waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    let today = LocalTime.date(at: now)
    return malformation(of: waiver, on: today) ?? reuse(of: waiver)
      ?? (waiver.until <= now ? .expired : nil) ?? conflict(of: waiver, at: now)
      ?? missingSignature(under: waiver, on: today)
  }

  private func malformation(of waiver: Waiver, on today: CivilDate) -> ConsentRefusal? {
    if waiver.persons.isEmpty || waiver.parties.isEmpty || waiver.classes.isEmpty
      || waiver.classes.count == DataClass.allCases.count
    {
      return .tooGeneral
    }
    if waiver.persons.count > Self.memberLimit || waiver.parties.count > Self.memberLimit
      || waiver.persons.contains(where: { $0.signatures.count > Self.signatureLimit })
    {
      return .tooMany
    }
    if Set(waiver.persons.map(\.person)).count != waiver.persons.count { return .contradictory }
    // Dated on a birthday to come it would carry the waiver past that very birthday.
    if waiver.persons.contains(where: { $0.isSigned(after: today) }) { return .contradictory }
    if waiver.evidence.count != Self.evidenceLength { return .noEvidence }
    return waiver.parties.contains(waiver.authority) ? nil : .notAParty
  }

  /// Whether its name or its paper was used before, and whether for less.
  private func reuse(of waiver: Waiver) -> ConsentRefusal? {
    if let earlier = usedIDs[waiver.id] {
      let before = cooperations[earlier]?.waivers.first { $0.id == waiver.id }
      return before.map { waiver.isWider(than: $0) } ?? false ? .widened : .replayed
    }
    guard let earlier = papers[waiver.evidence],
      let before = cooperations[earlier]?.waivers.first(where: { $0.evidence == waiver.evidence })
    else { return nil }
    if before.authority != waiver.authority { return .wrongAuthority }
    return waiver.isStretched(beyond: before) ? .widened : nil
  }

  /// Whether the cooperation, as it stands, has room for it.
  private func conflict(of waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    if ended.contains(waiver.cooperation) { return .withdrawn }
    for person in waiver.persons {
      let key = GrantKey(person: person.person, authority: waiver.authority)
      let living = grants[key]?.count { $0.ends > now } ?? 0
      if living >= Self.waiverLimit { return .tooMany }
    }
    guard let cooperation = cooperations[waiver.cooperation] else { return nil }
    let parties = cooperation.parties
    // Nobody sits down at a table to which nobody has asked them.
    if !parties.contains(waiver.authority) { return .notAParty }
    if cooperation.form != waiver.form { return .contradictory }
    if waiver.persons.contains(where: { cooperation.held.contains($0.person) }) {
      return .withdrawn
    }
    let own = cooperation.waivers.count { $0.authority == waiver.authority }
    let persons = cooperation.waivers.reduce(into: Set(waiver.persons.map(\.person))) {
      $0.formUnion($1.persons.map(\.person))
    }
    let isCrowded =
      parties.union(waiver.parties).count > Self.memberLimit || persons.count > Self.personLimit
    return own >= Self.waiverLimit || isCrowded ? .tooMany : nil
  }

  private func missingSignature(
    under waiver: Waiver, on day: CivilDate
  ) -> ConsentRefusal? {
    let missing = waiver.persons.lazy.compactMap { $0.shortfall(on: day).refusal }.first
    guard missing == .halfSigned || missing == .unsigned else { return missing }
    let earlier = cooperations[waiver.cooperation]?.waivers ?? []
    return earlier.contains { $0.authority == waiver.authority && waiver.isWider(than: $0) }
      ? .widened : missing
  }
}

extension Waiver {
  /// Whether it opens anything that the other does not.
  func isWider(than other: Waiver) -> Bool {
    let persons = Set(other.persons.map(\.person))
    return cooperation != other.cooperation || form != other.form || until > other.until
      || !parties.isSubset(of: other.parties) || !classes.isSubset(of: other.classes)
      || !self.persons.allSatisfy { persons.contains($0.person) }
  }
}

extension Waiver {
  /// Whether more is said of a paper than was said when it was first shown.
  ///
  /// A scan does not change after it was hashed: what was signed later is on another paper.
  fileprivate func isStretched(beyond first: Waiver) -> Bool {
    isWider(than: first)
      || persons.contains { person in
        first.persons.contains { $0.person == person.person && person.isFuller(than: $0) }
      }
  }
}

extension WaivedPerson {
  /// Whether another custody or birth is told of somebody, a signature that was not there, or a
  /// guardian as free to know who was not.
  fileprivate func isFuller(than first: WaivedPerson) -> Bool {
    let given = signatures.filter { $0.signed != nil && !$0.signatory.isWithheld }
    return custody != first.custody || birthDate != first.birthDate
      || !given.isSubset(of: first.signatures)
      || !first.withheldGuardians.isSubset(of: withheldGuardians)
  }
}

extension Shortfall {
  fileprivate var refusal: ConsentRefusal? {
    switch self {
    case .none: nil
    case .all: .unsigned
    case .some: .halfSigned
    case .guardianWithheld: .guardianWithheld
    case .custodyUnknown: .custodyUnknown
    case .ageUnknown: .ageUnknown
    }
  }
}
