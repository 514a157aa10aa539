package import Concerns

/// Which secrecy has been waived, by whom and until when; and what has been taken back.
///
/// A value: it reads no clock. Every change raises the epoch of each person it concerns, so that
/// whatever was decided before the change can be told from what is decided after it. Replaying the
/// same messages at the same moments makes the same register.
package struct ConsentRegister: Sendable {
  /// Most persons or parties of one waiver, and parties of one cooperation: those of one meeting,
  /// twice over.
  package static let memberLimit = 32
  /// Most persons of one cooperation: one no may hold all of them, and is one write of the ledger,
  /// which takes a hundred and twenty-eight stands.
  package static let personLimit = 64
  /// Most signatures for one person: their own, two guardians' and a decision, twice over.
  package static let signatureLimit = 8
  /// Most waivers one authority keeps for one person, or in one cooperation: renewed each month
  /// for a year, and some. It bounds what
  /// ``waives(person:from:to:class:under:guardians:recordedBy:at:)`` looks at.
  package static let waiverLimit = 16
  /// Bytes of an evidence digest (SHA-256).
  package static let evidenceLength = 32

  var cooperations: [CooperationID: Cooperation] = [:]
  /// What is open now, where the hot question finds it.
  var grants: [GrantKey: [Grant]] = [:]
  var epochs: [PersonPseudonym: UInt64] = [:]
  /// Each name that was used, and where.
  var usedIDs: [ConsentID: CooperationID] = [:]
  /// Where each signed paper was first shown.
  var papers: [[UInt8]: CooperationID] = [:]
  /// Cooperations that were withdrawn from and have since been weeded; they stay ended.
  var ended: Set<CooperationID> = []
  var endings = Endings<CooperationID>()

  /// Begins empty.
  package init() {}

  /// How often anything about a person changed; zero for someone the register does not know.
  package func epoch(of person: PersonPseudonym) -> UInt64 { epochs[person] ?? 0 }

  /// Records a waiver.
  ///
  /// - Parameter place: Its place in the order of all records, where anything asks for it.
  /// - Returns: The persons whose epoch rose, sorted; or why it was refused, and nothing changed.
  package mutating func record(
    _ waiver: Waiver, at now: Moment, in place: Int64 = 0
  ) -> ConsentOutcome {
    if let refusal = refusal(of: waiver, at: now) { return .refused(refusal) }
    usedIDs[waiver.id] = waiver.cooperation
    papers[waiver.evidence] = waiver.cooperation
    endings.insert(waiver.cooperation, at: waiver.until)
    cooperations[waiver.cooperation, default: Cooperation(form: waiver.form)].waivers.append(waiver)
    for person in waiver.persons {
      let ends = waiver.ends(for: person, after: now)
      let grant = Grant(waiver, ends: ends, for: person, at: now, in: place)
      let key = GrantKey(person: person.person, authority: waiver.authority)
      grants[key, default: []].removeAll { $0.ends <= now }
      grants[key, default: []].append(grant)
    }
    return .recorded(raised: raise(waiver.persons.map(\.person)))
  }

  /// Records a withdrawal, which holds all of that cooperation, for those signed for, for good.
  ///
  /// It holds every authority's waiver. Others in the cooperation, for whom the signatory does not
  /// sign, are not touched; nor is what a duty has sent. A new cooperation needs new signatures.
  /// Telling it again changes nothing.
  ///
  /// - Returns: The persons whose epoch rose, sorted; or why it was refused, and nothing changed.
  package mutating func withdraw(_ withdrawal: Withdrawal, at now: Moment) -> ConsentOutcome {
    let held: Set<PersonPseudonym>
    switch self.held(by: withdrawal, at: now) {
    case .success(let persons): held = persons
    case .failure(let refusal): return .refused(refusal)
    }
    guard !held.isEmpty, var cooperation = cooperations[withdrawal.cooperation] else {
      return .recorded(raised: [])
    }
    usedIDs[withdrawal.id] = withdrawal.cooperation
    cooperation.held.formUnion(held)
    cooperation.withdrawals.append(withdrawal.id)
    cooperations[withdrawal.cooperation] = cooperation
    for person in held {
      for authority in Set(cooperation.waivers.map(\.authority)) {
        close(withdrawal.cooperation, for: GrantKey(person: person, authority: authority))
      }
    }
    return .recorded(raised: raise(held))
  }

  /// Whether a waiver lets one agency tell another this class about this person, at this moment.
  ///
  /// Ask for each person in a section: several are covered only if each is. Each authority obtains
  /// consent itself, so that only what the sender itself has recorded opens what the sender holds.
  /// The frame of a message, its `matter`, goes with any class that is waived.
  ///
  /// One look-up and at most ``waiverLimit`` comparisons, however many others are registered: a
  /// third of a microsecond beside a hundred thousand.
  ///
  /// - Parameters:
  ///   - forms: The forms of cooperation that the message at hand may rest on: a waiver opens what
  ///     it was signed for, and nothing else that goes between the same agencies.
  ///   - guardians: What the message at hand says of telling the guardians. Unless they may be
  ///     told, what they have signed never counts, whenever they signed it.
  ///   - place: Only what was recorded by that place counts: what rests on a yes does not rest on
  ///     the next one. A place and no moment, since two records may share a moment.
  package func waives(
    person: PersonPseudonym, from sender: AgencyID, to party: AgencyID, class dataClass: DataClass,
    under forms: Set<CooperationForm>, guardians: GuardianNotice, recordedBy place: Int64 = .max,
    at now: Moment
  ) -> Bool {
    guard let grants = grants[GrantKey(person: person, authority: sender)] else { return false }
    return grants.contains {
      $0.place <= place
        && $0.opens(dataClass, to: party, under: forms, guardians: guardians, at: now)
    }
  }

  /// The cooperations whose waivers do what
  /// ``waives(person:from:to:class:under:guardians:recordedBy:at:)`` asks about.
  package func openings(
    of person: PersonPseudonym, from sender: AgencyID, to party: AgencyID,
    class dataClass: DataClass, under forms: Set<CooperationForm>, guardians: GuardianNotice,
    at now: Moment
  ) -> Set<CooperationID> {
    let grants = grants[GrantKey(person: person, authority: sender)] ?? []
    return Set(
      grants.filter {
        $0.opens(dataClass, to: party, under: forms, guardians: guardians, at: now)
      }.map(\.cooperation))
  }

  /// When the next waiver of what one agency may tell about a person ends by itself, if one does.
  ///
  /// What was decided while it held rests on nothing from that moment on, though no epoch rises.
  package func nextEnd(
    of person: PersonPseudonym, from sender: AgencyID, under forms: Set<CooperationForm>,
    after now: Moment
  ) -> Moment? {
    grants[GrantKey(person: person, authority: sender)]?.lazy
      .filter { forms.contains($0.form) && $0.ends > now }.map(\.ends).min()
  }

  private mutating func close(_ cooperation: CooperationID, for key: GrantKey) {
    guard let left = grants[key]?.filter({ $0.cooperation != cooperation }) else { return }
    grants[key] = left.isEmpty ? nil : left
  }

  private mutating func raise(_ persons: some Sequence<PersonPseudonym>) -> [PersonPseudonym] {
    for person in persons { epochs[person, default: 0] += 1 }
    return persons.sorted()
  }
}
