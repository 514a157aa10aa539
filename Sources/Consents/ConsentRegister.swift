package import Concerns

/// Which secrecy has been waived, by whom and until when; and what has been taken back.
///
/// A value: it reads no clock. Every change raises the epoch of each person it concerns, so that
/// whatever was decided before the change can be told from what is decided after it.
package struct ConsentRegister: Sendable {
  /// Most persons, parties or signatories of one waiver: those of one meeting, twice over.
  package static let memberLimit = 32
  /// Bytes of an evidence digest (SHA-256).
  package static let evidenceLength = 32

  private var cooperations: [CooperationID: Cooperation] = [:]
  private var cooperationsOf: [PersonPseudonym: Set<CooperationID>] = [:]
  private var epochs: [PersonPseudonym: UInt64] = [:]
  private var usedIDs: Set<ConsentID> = []

  private struct Cooperation {
    /// Open: waivers hold until they expire. Held: a signatory has withdrawn; terminal.
    enum State {
      case open
      case held
    }

    var state = State.open
    var waivers: [Waiver] = []

    var persons: Set<PersonPseudonym> { waivers.reduce(into: []) { $0.formUnion($1.persons) } }
    var signatories: Set<PersonPseudonym> {
      waivers.reduce(into: []) { $0.formUnion($1.signatories) }
    }
    var parties: Set<AgencyID> { waivers.reduce(into: []) { $0.formUnion($1.parties) } }
  }

  /// Begins empty.
  package init() {}

  /// How often anything about a person changed; zero for someone the register does not know.
  package func epoch(of person: PersonPseudonym) -> UInt64 { epochs[person] ?? 0 }

  /// Records a waiver.
  ///
  /// - Returns: The persons whose epoch rose, sorted; or why it was refused, and nothing changed.
  package mutating func record(_ waiver: Waiver, at now: Moment) -> ConsentOutcome {
    if let refusal = refusal(of: waiver, at: now) { return .refused(refusal) }
    usedIDs.insert(waiver.id)
    cooperations[waiver.cooperation, default: Cooperation()].waivers.append(waiver)
    for person in waiver.persons {
      cooperationsOf[person, default: []].insert(waiver.cooperation)
    }
    return .recorded(raised: raise(waiver.persons))
  }

  /// Records a withdrawal, which holds all of that cooperation for everyone in it, for good.
  ///
  /// What a duty has sent is not touched; a new cooperation needs new signatures.
  ///
  /// - Returns: The persons whose epoch rose, sorted; or why it was refused, and nothing changed.
  package mutating func withdraw(_ withdrawal: Withdrawal) -> ConsentOutcome {
    if usedIDs.contains(withdrawal.id) { return .refused(.replayed) }
    guard let cooperation = cooperations[withdrawal.cooperation] else {
      return .refused(.unknownCooperation)
    }
    guard cooperation.signatories.contains(withdrawal.signatory) else {
      return .refused(.notASignatory)
    }
    guard cooperation.parties.contains(withdrawal.teller) else { return .refused(.notAParty) }
    usedIDs.insert(withdrawal.id)
    cooperations[withdrawal.cooperation]?.state = .held
    return .recorded(raised: raise(cooperation.persons))
  }

  /// Whether a waiver covers this person, this party and this class at this moment.
  ///
  /// Ask for each person in a section: several are covered only if each is.
  package func waives(
    person: PersonPseudonym, party: AgencyID, class dataClass: DataClass, at now: Moment
  ) -> Bool {
    (cooperationsOf[person] ?? []).contains { id in
      guard let cooperation = cooperations[id], cooperation.state == .open else { return false }
      return cooperation.waivers.contains {
        now < $0.until && $0.persons.contains(person) && $0.parties.contains(party)
          && $0.classes.contains(dataClass)
      }
    }
  }

  private func refusal(of waiver: Waiver, at now: Moment) -> ConsentRefusal? {
    if usedIDs.contains(waiver.id) { return .replayed }
    if waiver.until <= now { return .expired }
    let members = [waiver.persons.count, waiver.parties.count, waiver.signatories.count]
    if members.contains(0) || waiver.classes.isEmpty { return .tooGeneral }
    if members.contains(where: { $0 > Self.memberLimit }) { return .tooMany }
    if waiver.evidence.count != Self.evidenceLength { return .noEvidence }
    if !waiver.signatories.isSubset(of: waiver.signed) { return .unsigned }
    if !waiver.parties.contains(waiver.authority) { return .notAParty }
    return cooperations[waiver.cooperation]?.state == .held ? .withdrawn : nil
  }

  private mutating func raise(_ persons: Set<PersonPseudonym>) -> [PersonPseudonym] {
    for person in persons { epochs[person, default: 0] += 1 }
    return persons.sorted()
  }
}

/// What became of a waiver or a withdrawal.
package enum ConsentOutcome: Hashable, Sendable {
  /// It is in the register; these persons' epochs rose by one.
  case recorded(raised: [PersonPseudonym])
  /// It is not, and nothing changed.
  case refused(ConsentRefusal)
}

/// Why the register refuses a waiver or a withdrawal.
package enum ConsentRefusal: String, CaseIterable, Hashable, Sendable {
  /// The name has been used before; draw a new one.
  case replayed
  /// It has ended already; ask for a new one.
  case expired
  /// It names no person, no party, no class or no signatory; a general waiver is none.
  case tooGeneral = "too-general"
  /// It names more members than one meeting holds; divide it.
  case tooMany = "too-many"
  /// It lacks the digest of what was signed; add it.
  case noEvidence = "no-evidence"
  /// A signature it needs is missing; collect it first.
  case unsigned
  /// The agency is not among the named parties.
  case notAParty = "not-a-party"
  /// The cooperation has been withdrawn from; begin a new one.
  case withdrawn
  /// No such cooperation is known; check its name.
  case unknownCooperation = "unknown-cooperation"
  /// The person's signature is not among those the cooperation needs.
  case notASignatory = "not-a-signatory"
}
