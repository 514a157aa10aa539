import Admission
package import Concerns
package import Consents
import Evidence
package import Policy
package import Routing
package import Wire

/// The fourth stage: policy and consents applied to each recipient, section by section.
package struct Filter: Sendable {
  let policy: PolicyTable
  private let policyDigest: Digest32
  package var consents: ConsentRegister
  /// How often the policy in force has changed; the ledger keeps it.
  package var policyEpoch: Int64
  /// How often the recipients' register has changed; the ledger keeps it.
  package var registerEpoch: Int64

  package init(
    policy: ProvedPolicy, consents: ConsentRegister, policyEpoch: Int64, registerEpoch: Int64
  ) {
    let policy = policy.table
    self.policy = policy
    policyDigest = Digest32(hashing: policy.bytes)
    self.consents = consents
    self.policyEpoch = policyEpoch
    self.registerEpoch = registerEpoch
  }

  /// Decides what each recipient may see of a routed message.
  ///
  /// - Throws: A refusal when the message may not be sent, naming the kinds its sender may send.
  ///   It depends on the sender's registration and words only, never on a person. `busy` when the
  ///   policy would show a report's owner nothing: the fault is ours, and nobody could answer.
  package func clear(
    _ routed: Routed, persons: [Tag: PersonPseudonym], at moment: Moment
  ) throws(Problem) -> Cleared {
    let facts = Facts(routed, persons: persons)
    try checkLawful(facts, to: routed.recipients, on: Self.day(of: moment))
    let disclosures = routed.recipients.map { disclose(facts, to: $0, at: moment) }
      .filter { $0.mask != 0 }
    guard
      !facts.kind.isReport || disclosures.contains(where: { $0.recipient.standing == .owner })
    else { throw Problem(.busy) }
    // Nobody to whom anything may be shown is no recipient; then the message may not be sent.
    guard !disclosures.isEmpty else { throw Problem(.notPermitted) }
    return Cleared(routed, facts: facts, disclosures: disclosures)
  }

  /// Decides what one recipient may see, at this moment.
  package func disclose(
    _ facts: Facts, to recipient: Recipient, at moment: Moment
  ) -> Disclosure {
    let approach = Approach(facts, to: recipient, at: moment)
    let sections = facts.sections.map { section in
      Disclosure.SectionVerdict(
        dataClass: section.dataClass, verdict: verdict(approach, section, in: facts))
    }
    var epochs: [PersonPseudonym: Int64] = [:]
    for person in facts.persons.values { epochs[person] = Int64(consents.epoch(of: person)) }
    return Disclosure(
      recipient: recipient, sections: sections, purpose: facts.purpose, legalBasis: facts.basis,
      basis: Basis(
        policyDigest: policyDigest, policy: policyEpoch, register: registerEpoch, consents: epochs,
        validUntil: Self.midnight(after: moment)),
      at: moment)
  }

  /// Answers the one question.
  package func verdict(_ question: Question) -> Verdict {
    verdict(
      Approach(question.facts, to: question.recipient, at: question.at), question.section,
      in: question.facts)
  }

  /// Asks for each person the section is about; the first who may not be seen decides.
  private func verdict(
    _ approach: Approach, _ section: SectionLabel, in facts: Facts
  ) -> Verdict {
    let persons = facts.persons(in: section)
    guard let first = persons.first else {
      return verdict(approach, section, about: nil, in: facts)
    }
    let answer = verdict(approach, section, about: first, in: facts)
    guard answer.isShown else { return answer }
    for person in persons.dropFirst() {
      let other = verdict(approach, section, about: person, in: facts)
      guard other.isShown else { return other }
    }
    return answer
  }

  /// Asks about one person; about nobody that the message names, nothing is known.
  private func verdict(
    _ approach: Approach, _ section: SectionLabel, about person: Person?, in facts: Facts
  ) -> Verdict {
    policy.mayBeSeen(
      Seeing(
        kind: facts.kind, sender: approach.sender, recipient: approach.recipient,
        standing: approach.standing, dataClass: section.dataClass,
        age: person?.age(on: approach.day) ?? .unknown, protection: approach.protection,
        guardians: facts.handling.guardians, certainty: person?.certainty ?? .uncertain,
        grounds: approach.grounds,
        circumstances: isWaived(person, section, in: facts, to: approach) ? [.waiver] : [],
        isExcluded: approach.isExcluded, day: approach.day))
  }

  private func checkLawful(
    _ facts: Facts, to recipients: [Recipient], on day: CivilDate
  ) throws(Problem) {
    for recipient in recipients {
      let verdict = verdict(facts, to: recipient, on: day)
      guard case .unlawful(let part, let lawful, _) = verdict else { continue }
      switch part {
      case .kind:
        throw Problem(.kindNotLawful, frame: 3, pointer: "/kind", lawful: lawful)
      case .purpose: throw Problem(.purposeNotLawful, frame: 3, pointer: "/purpose")
      case .basis: throw Problem(.basisNotLawful, frame: 3, pointer: "/basis")
      }
    }
  }

  /// Asks about each person concerned; the first about whom it may not be sent decides.
  private func verdict(
    _ facts: Facts, to recipient: Recipient, on day: CivilDate
  ) -> SendingVerdict {
    let concerned = facts.handling.persons.filter { $0.role == .child || $0.role == .adult }
    guard let first = concerned.first else {
      return verdict(facts, about: nil, to: recipient, on: day)
    }
    let answer = verdict(facts, about: first, to: recipient, on: day)
    guard case .lawful = answer else { return answer }
    for person in concerned.dropFirst() {
      let other = verdict(facts, about: person, to: recipient, on: day)
      guard case .lawful = other else { return other }
    }
    return answer
  }

  private func verdict(
    _ facts: Facts, about person: Person?, to recipient: Recipient, on day: CivilDate
  ) -> SendingVerdict {
    policy.mayBeSent(
      Sending(
        kind: facts.kind,
        sender: Participant(party: facts.sender, isBound: facts.isSenderBound),
        recipient: Participant(party: recipient.party, isBound: recipient.isBound),
        purpose: facts.purpose, basis: facts.basis, age: person?.age(on: day) ?? .unknown,
        certainty: person?.certainty ?? .uncertain, grounds: WordSet(facts.handling.grounds),
        day: day))
  }

  /// Whether the person has waived secrecy for this class towards the recipient.
  private func isWaived(
    _ person: Person?, _ section: SectionLabel, in facts: Facts, to approach: Approach
  ) -> Bool {
    guard let tag = person?.tag, let pseudonym = facts.persons[tag] else { return false }
    return consents.waives(
      person: pseudonym, party: approach.agency, class: section.dataClass, at: approach.at)
  }

  /// Law begins and ends at Swedish midnight.
  static func day(of moment: Moment) -> CivilDate { LocalTime.date(at: moment) }

  private static func midnight(after moment: Moment) -> Moment {
    LocalTime.end(of: day(of: moment)) + .seconds(1)
  }
}

extension Facts {
  /// What the filter may know of a routed message.
  package init(_ routed: Routed, persons: [Tag: PersonPseudonym]) {
    let message = routed.admitted.said
    self.init(
      message, sender: routed.admitted.agency.party,
      isSenderBound: routed.admitted.agency.isBoundToReport, persons: persons)
  }

  /// What the filter may know of a message read back.
  package init(
    _ message: SignedMessage, sender: Party, isSenderBound: Bool, persons: [Tag: PersonPseudonym]
  ) {
    self.init(
      kind: message.matter.kind, purpose: message.matter.purpose, basis: message.matter.basis,
      sender: sender, isSenderBound: isSenderBound, handling: message.handling,
      sections: message.sections.map { SectionLabel($0.dataClass, about: $0.about) },
      persons: persons)
  }
}

extension Facts {
  /// Whom a section is about, everyone in the message if it names nobody.
  ///
  /// The door lets no tag through that the message does not explain.
  fileprivate func persons(in section: SectionLabel) -> [Person] {
    section.about.isEmpty
      ? handling.persons : handling.persons.filter { section.about.contains($0.tag) }
  }
}

/// What the questions about all sections of a message have in common, worked out once.
struct Approach {
  let sender: Participant
  let recipient: Participant
  let agency: AgencyID
  let standing: RecipientStanding
  let protection: Protection
  let grounds: WordSet<Concerns.Ground>
  let isExcluded: Bool
  let day: CivilDate
  let at: Moment

  init(_ facts: Facts, to recipient: Recipient, at moment: Moment) {
    sender = Participant(party: facts.sender, isBound: facts.isSenderBound)
    self.recipient = Participant(party: recipient.party, isBound: recipient.isBound)
    agency = recipient.function.agency
    standing = RecipientStanding(recipient.standing)
    protection = facts.handling.protection
    grounds = WordSet(facts.handling.grounds)
    let excluded = facts.handling.excluded
    isExcluded = excluded.contains(recipient.function.text) || excluded.contains(agency.text)
    day = Filter.day(of: moment)
    at = moment
  }
}

extension RecipientStanding {
  init(_ standing: Recipient.Standing) {
    switch standing {
    case .owner: self = .owner
    case .duty: self = .duty
    case .reporter: self = .reporter
    }
  }
}
