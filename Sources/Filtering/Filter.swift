import Admission
package import Concerns
package import Consents
import Evidence
package import Policy
package import Routing
package import Wire

/// The fourth stage: policy and consents applied to each recipient, section by section.
package struct Filter: Sendable {
  package let policy: PolicyTable
  private let policyDigest: Digest32
  package var consents: ConsentRegister
  /// How often the policy in force has changed; the ledger keeps it.
  package var policyEpoch: Int64
  /// How often the recipients' register has changed; the ledger keeps it.
  package var registerEpoch: Int64

  package init(
    policy: PolicyTable, consents: ConsentRegister, policyEpoch: Int64, registerEpoch: Int64
  ) {
    self.policy = policy
    policyDigest = Digest32(hashing: policy.bytes)
    self.consents = consents
    self.policyEpoch = policyEpoch
    self.registerEpoch = registerEpoch
  }

  /// Decides what each recipient may see of a routed message.
  ///
  /// - Throws: A refusal when the message may not be sent, naming the kinds its sender may send.
  ///   It depends on the sender's registration and words only, never on a person.
  package func clear(
    _ routed: Routed, persons: [Tag: PersonPseudonym], at moment: Moment
  ) throws(Problem) -> Cleared {
    let facts = Facts(routed, persons: persons)
    try checkLawful(facts, to: routed.recipients, on: Self.day(of: moment))
    let disclosures = routed.recipients.map { disclose(facts, to: $0, at: moment) }
      .filter { $0.mask != 0 }
    // Nobody to whom anything may be shown is no recipient; then the message may not be sent.
    guard !disclosures.isEmpty else { throw Problem(.notPermitted) }
    return Cleared(routed, facts: facts, disclosures: disclosures)
  }

  /// Decides what one recipient may see, at this moment.
  package func disclose(
    _ facts: Facts, to recipient: Recipient, at moment: Moment
  ) -> Disclosure {
    let sections = facts.sections.map { section in
      Disclosure.SectionVerdict(
        dataClass: section.dataClass,
        verdict: verdict(Question(facts, to: recipient, about: section, at: moment)))
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
    let facts = question.facts
    let recipient = question.recipient
    return policy.mayBeSeen(
      Seeing(
        kind: facts.kind, sender: facts.sender,
        recipient: Participant(party: recipient.party, isBound: recipient.isBound),
        standing: RecipientStanding(recipient.standing), dataClass: question.section.dataClass,
        protection: facts.handling.protection, guardians: facts.handling.guardians,
        isExcluded: isExcluded(recipient, by: facts.handling),
        hasWaiver: isWaived(question), day: Self.day(of: question.at)))
  }

  private func checkLawful(
    _ facts: Facts, to recipients: [Recipient], on day: CivilDate
  ) throws(Problem) {
    for recipient in recipients {
      let verdict = policy.mayBeSent(
        Sending(
          kind: facts.kind,
          sender: Participant(party: facts.sender, isBound: facts.isSenderBound),
          recipient: Participant(party: recipient.party, isBound: recipient.isBound),
          purpose: facts.purpose, basis: facts.basis, day: day))
      guard case .unlawful(let part, let lawful, _) = verdict else { continue }
      switch part {
      case .kind:
        throw Problem(.kindNotLawful, frame: 3, pointer: "/kind", lawful: lawful)
      case .purpose: throw Problem(.purposeNotLawful, frame: 3, pointer: "/purpose")
      case .basis: throw Problem(.basisNotLawful, frame: 3, pointer: "/basis")
      }
    }
  }

  private func isExcluded(_ recipient: Recipient, by handling: Handling) -> Bool {
    handling.excluded.contains(recipient.function.text)
      || handling.excluded.contains(recipient.function.agency.text)
  }

  /// Whether every person the section is about has waived secrecy towards the recipient.
  private func isWaived(_ question: Question) -> Bool {
    let facts = question.facts
    let tags =
      question.section.about.isEmpty ? facts.handling.persons.map(\.tag) : question.section.about
    return !tags.isEmpty
      && tags.allSatisfy { tag in
        guard let person = facts.persons[tag] else { return false }
        return consents.waives(
          person: person, party: question.recipient.function.agency,
          class: question.section.dataClass, at: question.at)
      }
  }

  /// Law begins and ends at Swedish midnight.
  private static func day(of moment: Moment) -> CivilDate { LocalTime.date(at: moment) }

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

extension RecipientStanding {
  init(_ standing: Recipient.Standing) {
    switch standing {
    case .owner: self = .owner
    case .duty: self = .duty
    case .reporter: self = .reporter
    }
  }
}
