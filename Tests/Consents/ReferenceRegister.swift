import Concerns
import Consents

/// The register as one would explain it: a list of what was accepted, read anew each time.
///
/// No index, nothing worked out ahead. Whether signatures are enough is counted anew for the day
/// on which somebody asks.
struct ReferenceRegister {
  /// Something accepted, in the order of its coming.
  enum Page {
    case waiver(Waiver)
    /// The persons for whom it held the cooperation.
    case withdrawal(Withdrawal, held: Set<PersonPseudonym>)
  }

  private(set) var pages: [Page] = []
  /// Cooperations that ended by a withdrawal and of which no page is left.
  private var ended: [CooperationID] = []
  /// Everybody whose epoch ever rose, once for each time.
  private var raised: [PersonPseudonym] = []

  var waivers: [Waiver] {
    pages.compactMap { page in
      switch page {
      case .waiver(let waiver): waiver
      case .withdrawal: nil
      }
    }
  }

  func epoch(of person: PersonPseudonym) -> UInt64 { UInt64(raised.count { $0 == person }) }

  func isHeld(_ person: PersonPseudonym, in cooperation: CooperationID) -> Bool {
    pages.contains { page in
      switch page {
      case .waiver: false
      case .withdrawal(let withdrawal, let held):
        withdrawal.cooperation == cooperation && held.contains(person)
      }
    }
  }

  mutating func record(_ waiver: Waiver, at now: Moment) -> ConsentOutcome {
    if let refusal = refusal(of: waiver, at: now) { return .refused(refusal) }
    pages.append(.waiver(waiver))
    let persons = waiver.persons.map(\.person).sorted()
    raised += persons
    return .recorded(raised: persons)
  }

  mutating func withdraw(_ withdrawal: Withdrawal, at now: Moment) -> ConsentOutcome {
    if isUsed(withdrawal.id) { return .refused(.replayed) }
    let around = waivers.filter { $0.cooperation == withdrawal.cooperation }
    guard around.contains(where: { $0.parties.contains(withdrawal.teller) }) else {
      return .refused(.unknownCooperation)
    }
    let theirs = around.flatMap(\.persons).filter {
      Count($0, at: now).mayWithdraw(withdrawal.signatory)
    }.map(\.person)
    let named = withdrawal.persons.isEmpty ? Set(theirs) : withdrawal.persons
    guard !named.isEmpty, named.allSatisfy(theirs.contains) else {
      return .refused(.notASignatory)
    }
    let held = named.filter { !isHeld($0, in: withdrawal.cooperation) }.sorted()
    if !held.isEmpty { pages.append(.withdrawal(withdrawal, held: Set(held))) }
    raised += held
    return .recorded(raised: held)
  }

  func waives(
    person: PersonPseudonym, from sender: AgencyID, to party: AgencyID, class dataClass: DataClass,
    under forms: Set<CooperationForm>, guardians: GuardianNotice, at now: Moment
  ) -> Bool {
    waivers.contains { waiver in
      forms.contains(waiver.form) && waiver.authority == sender
        && waiver.parties.contains(party) && now < waiver.until
        && (waiver.classes.contains(dataClass) || dataClass == .matter)
        && !isHeld(person, in: waiver.cooperation)
        && waiver.persons.contains {
          let count = Count($0, at: now)
          return $0.person == person && count.missing == nil
            && (count.isGrown || guardians == .mayBeTold)
        }
    }
  }

  mutating func weed(endedBefore moment: Moment) {
    let before = Set(waivers.map(\.cooperation))
    let held = pages.compactMap { page -> CooperationID? in
      switch page {
      case .waiver: nil
      case .withdrawal(let withdrawal, _): withdrawal.cooperation
      }
    }
    let left = Set(waivers.filter { $0.until >= moment }.map(\.cooperation))
    ended += before.subtracting(left).filter(held.contains)
    pages = pages.filter { page in
      switch page {
      case .waiver(let waiver): waiver.until >= moment
      case .withdrawal(let withdrawal, _): left.contains(withdrawal.cooperation)
      }
    }
  }

  private func isUsed(_ id: ConsentID) -> Bool {
    pages.contains { page in
      switch page {
      case .waiver(let waiver): waiver.id == id
      case .withdrawal(let withdrawal, _): withdrawal.id == id
      }
    }
  }

  private func refusal(of waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    if waiver.persons.isEmpty || waiver.parties.isEmpty || waiver.classes.isEmpty {
      return .tooGeneral
    }
    let dates = waiver.persons.flatMap(\.signatures).compactMap(\.signed)
    if dates.contains(where: { $0 > LocalTime.date(at: now) }) { return .contradictory }
    if !waiver.parties.contains(waiver.authority) { return .notAParty }
    if let same = waivers.first(where: { $0.id == waiver.id }) {
      return opensMore(waiver, than: same) ? .widened : .replayed
    }
    if isUsed(waiver.id) { return .replayed }
    if let same = waivers.first(where: { $0.evidence == waiver.evidence }) {
      if same.authority != waiver.authority { return .wrongAuthority }
      if opensMore(waiver, than: same) || saysMore(waiver, than: same) { return .widened }
    }
    if now >= waiver.until { return .expired }
    return conflict(of: waiver, at: now) ?? missing(under: waiver, at: now)
  }

  private func conflict(of waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    if ended.contains(waiver.cooperation) { return .withdrawn }
    let around = waivers.filter { $0.cooperation == waiver.cooperation }
    guard let first = around.first else { return nil }
    if !around.contains(where: { $0.parties.contains(waiver.authority) }) { return .notAParty }
    if first.form != waiver.form { return .contradictory }
    return waiver.persons.contains { isHeld($0.person, in: waiver.cooperation) } ? .withdrawn : nil
  }

  private func missing(under waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    for person in waiver.persons {
      guard let missing = Count(person, at: now).missing else { continue }
      let isWider = waivers.contains {
        $0.cooperation == waiver.cooperation && $0.authority == waiver.authority
          && opensMore(waiver, than: $0)
      }
      return isWider && [.unsigned, .halfSigned].contains(missing) ? .widened : missing
    }
    return nil
  }

  private func opensMore(_ waiver: Waiver, than other: Waiver) -> Bool {
    if waiver.cooperation != other.cooperation || waiver.form != other.form { return true }
    if waiver.until > other.until { return true }
    for party in waiver.parties where !other.parties.contains(party) { return true }
    for dataClass in waiver.classes where !other.classes.contains(dataClass) { return true }
    for each in waiver.persons where !other.persons.contains(where: { $0.person == each.person }) {
      return true
    }
    return false
  }

  /// Whether the paper says of somebody what it did not say when it was first shown.
  private func saysMore(_ waiver: Waiver, than first: Waiver) -> Bool {
    for person in waiver.persons {
      guard let known = first.persons.first(where: { $0.person == person.person }) else { continue }
      if person.custody != known.custody || person.birthDate != known.birthDate { return true }
      for signature in person.signatures where signature.signed != nil {
        if case .guardian(_, let notice) = signature.signatory, notice != .mayBeTold { continue }
        if !known.signatures.contains(signature) { return true }
      }
      for guardian in known.silenced where !person.silenced.contains(guardian) { return true }
    }
    return false
  }
}

extension WaivedPerson {
  /// Guardians of whom it is not said that they may be told.
  fileprivate var silenced: [PersonPseudonym] {
    signatures.compactMap { signature in
      if case .guardian(let guardian, let notice) = signature.signatory, notice != .mayBeTold {
        return guardian
      }
      return nil
    }
  }
}
