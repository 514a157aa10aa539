import Admission
package import Concerns
package import Consents
package import Evidence
package import Policy
package import Routing
package import Wire

/// The fourth stage: policy and consents applied to each recipient, section by section.
package struct Filter: Sendable {
  let policy: PolicyTable
  /// The hash of the law in force.
  package let policyDigest: Digest32
  package var consents: ConsentRegister
  /// Emergencies that workers have declared.
  package var emergencies = EmergencyRegister()
  /// Reservations that were offered, and who has acknowledged them.
  package var reservations = ReservationRegister()
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
  /// - Parameter areas: The areas that the directory knows.
  /// - Throws: A refusal when the message may not be sent, naming the kinds its sender may send.
  ///   It depends on the sender's registration and words only, never on a person. `busy` when the
  ///   policy would show whoever answers for a report or notice nothing: the fault is ours.
  package func clear(
    _ routed: Routed, persons: [Tag: PersonPseudonym], areas: Set<AreaID>, at moment: Moment
  ) throws(Problem) -> Cleared {
    let facts = Facts(routed, persons: persons, areas: areas)
    try checkGeneral(facts)
    try checkLawful(facts, to: routed.recipients, at: moment)
    let disclosures = routed.recipients.map { disclose(facts, to: $0, at: moment) }
      .filter { $0.mask != 0 }
    try checkNamed(routed.recipients, among: disclosures, of: facts.kind)
    guard
      !facts.kind.mustReachItsOwner
        || disclosures.contains(where: { $0.recipient.standing == .owner })
    else { throw Problem(.busy) }
    // Nobody to whom anything may be shown is no recipient; then the message may not be sent. But
    // a no counts, whether or not somebody may be told of it.
    guard !disclosures.isEmpty || facts.kind == .consentWithdraw else {
      throw Problem(.notPermitted)
    }
    return Cleared(
      routed, facts: facts, disclosures: disclosures, registerEpoch: registerEpoch)
  }

  /// Whoever is addressed by name is told, or the sender learns that it is not.
  ///
  /// What would open it is the law, and a waiver that names the sender, too: so the answer tells it
  /// nothing that it is not entitled to know.
  private func checkNamed(
    _ recipients: [Recipient], among disclosures: [Disclosure], of kind: Kind
  ) throws(Problem) {
    // Who learns of a waiver follows from who takes part, not from whom somebody names.
    guard kind.isAddressed, !kind.isConsent else { return }
    for recipient in recipients where recipient.standing != .duty {
      let disclosure = disclosures.first { $0.recipient == recipient }
      // Conditions that cannot be read cannot be acknowledged.
      let told: [DataClass] = kind == .reservationOffer ? [.matter, .narrative] : [.matter]
      guard told.allSatisfy({ disclosure?.shows($0) ?? false }) else {
        throw Problem(.notPermitted, frame: 3, pointer: "/to")
      }
    }
  }

  /// Decides what one recipient may see, at this moment.
  package func disclose(
    _ said: Facts, to recipient: Recipient, at moment: Moment
  ) -> Disclosure {
    let plain = isBound(recipient.function, by: said) ? said.establishing([.reservation]) : said
    let holding = emergencies(around: plain, for: recipient.function, at: moment)
    let facts = holding.isEmpty ? plain : plain.establishing([.emergency])
    let approach = Approach(facts, to: recipient, at: moment)
    let sections = sections(approach, in: facts, to: recipient)
    let opened =
      holding.isEmpty || sections == self.sections(approach, in: plain, to: recipient)
      ? [] : holding
    var epochs: [PersonPseudonym: Int64] = [:]
    let midnight = Self.midnight(after: moment)
    var validUntil = min(midnight, opened.map(\.until).max() ?? midnight)
    var isWaived = false
    for person in facts.persons.values {
      epochs[person] = Int64(consents.epoch(of: person))
      guard
        let end = consents.nextEnd(
          of: person, from: facts.source, under: facts.kind.cooperationForms, after: moment)
      else { continue }
      isWaived = true
      validUntil = min(validUntil, end)
    }
    return Disclosure(
      recipient: recipient, sections: sections, purpose: facts.purpose, legalBasis: facts.basis,
      basis: Basis(
        policyDigest: policyDigest, policy: policyEpoch, register: registerEpoch, consents: epochs,
        endings: opened.isEmpty ? nil : emergencies.endings, validUntil: validUntil),
      waivers: isWaived ? waivers(behind: sections, approach, in: facts, to: recipient) : [],
      emergencies: Set(opened.map(\.id)), at: moment)
  }

  func sections(
    _ approach: Approach, in facts: Facts, to recipient: Recipient
  ) -> [Disclosure.SectionVerdict] {
    decided(approach, in: facts, to: recipient).map { each in
      Disclosure.SectionVerdict(
        dataClass: each.label.dataClass,
        verdict: general(each.verdict, each.label, to: recipient))
    }
  }

  /// What decides about each section: the one thing the filter is ever asked.
  ///
  /// A new concern, a redelivery, an explanation and a canary all ask it. A section that holds free
  /// text may say what any of them says about the same persons, so that whichever of those is
  /// withheld decides of it, too.
  func decided(
    _ approach: Approach, in facts: Facts, to recipient: Recipient
  ) -> [Labelled] {
    let labelled = facts.sections.map { judged(approach, $0, in: facts) }
    return labelled.map { each in
      guard each.verdict.isShown,
        let other = withholder(of: each.label, labelled, in: facts, to: recipient)
      else { return each }
      return Labelled(
        label: each.label, question: labelled[other].question, verdict: labelled[other].verdict)
    }
  }

  /// What the policy wants asked of whoever applies it, again and again.
  package var canaries: [Canary] { policy.book.canaries }

  /// What is contradicted goes to the owner alone, who sees the precise words beside it.
  ///
  /// Judged after free text: a mistyped number must not withhold the words of a report, too, from
  /// whoever is on duty at night.
  func general(
    _ verdict: Verdict, _ section: SectionLabel, to recipient: Recipient
  ) -> Verdict {
    section.isKept(from: recipient) ? verdict.contradicted() : verdict
  }

  /// Which of the sections is withheld and may be told in this one, if it is free text that no duty
  /// hands over.
  private func withholder(
    of section: SectionLabel, _ labelled: [Labelled], in facts: Facts, to recipient: Recipient
  ) -> Int? {
    guard section.dataClass.isFreeText, !facts.owes(section, to: recipient) else { return nil }
    let near = section.widened(by: labelled.lazy.map(\.label).filter(\.dataClass.isFreeText))
    return labelled.firstIndex { each in
      !each.verdict.isShown && each.label.dataClass.isTold && near.overlaps(each.label)
    }
  }

  /// Asks for each person the section is about; the first who may not be seen decides, else the
  /// first of all. About nobody that the message names, nothing is known.
  private func judged(
    _ approach: Approach, _ section: SectionLabel, in facts: Facts
  ) -> Labelled {
    let persons = facts.persons(in: section)
    let first = answered(approach, section, about: persons.first, in: facts)
    guard first.verdict.isShown else { return first }
    for person in persons.dropFirst() {
      let other = answered(approach, section, about: person, in: facts)
      guard other.verdict.isShown else { return other }
    }
    return first
  }

  private func answered(
    _ approach: Approach, _ section: SectionLabel, about person: Person?, in facts: Facts
  ) -> Labelled {
    let question = seeing(approach, section, about: person, in: facts)
    return Labelled(label: section, question: question, verdict: policy.mayBeSeen(question))
  }

  /// The question as the law understands it.
  private func seeing(
    _ approach: Approach, _ section: SectionLabel, about person: Person?, in facts: Facts
  ) -> Seeing {
    Seeing(
      kind: facts.kind, sender: approach.sender, recipient: approach.recipient,
      standing: approach.standing, dataClass: section.dataClass,
      age: person?.ageKnown(on: approach.day) ?? .unknown, protection: approach.protection,
      guardians: facts.handling.guardians, basis: facts.basis,
      certainty: person?.certainty ?? .uncertain,
      grounds: approach.grounds,
      circumstances: circumstances(person, section, in: facts, to: approach),
      isExcluded: approach.isExcluded, day: approach.day)
  }

  /// What is established for this recipient, this class and this person.
  private func circumstances(
    _ person: Person?, _ section: SectionLabel, in facts: Facts, to approach: Approach
  ) -> WordSet<Circumstance> {
    var established = facts.established(towards: approach.agency, on: approach.day)
    if isWaived(person, section.dataClass, in: facts, towards: approach) {
      established.insert(.waiver)
    }
    if approach.hearsPolice { established.insert(.policePresent) }
    return established
  }

  /// Law begins and ends at Swedish midnight.
  static func day(of moment: Moment) -> CivilDate { LocalTime.date(at: moment) }

  private static func midnight(after moment: Moment) -> Moment {
    LocalTime.end(of: day(of: moment)) + .seconds(1)
  }
}

extension Facts {
  /// What the filter may know of a routed message.
  package init(_ routed: Routed, persons: [Tag: PersonPseudonym], areas: Set<AreaID>) {
    let agency = routed.admitted.agency
    self.init(
      routed.told,
      sender: Participant(
        party: agency.party, isBound: agency.isBoundToReport, isWalled: routed.isSenderWalled),
      in: routed.surroundings, persons: persons, areas: areas)
  }

  /// What the filter may know of a message read back.
  ///
  /// - Parameters:
  ///   - surroundings: What the directory and the conversation establish, of this day.
  ///   - areas: The areas that the directory knows.
  package init(
    _ message: SignedMessage, sender: Participant, in surroundings: Surroundings,
    persons: [Tag: PersonPseudonym], areas: Set<AreaID>
  ) {
    var established: WordSet<Circumstance> = []
    // Of any other message nobody knows that the police take no part.
    if message.handling.particulars.takesPart?.isEmpty != true {
      established.insert(.policePresent)
    }
    if surroundings.isAsked { established.insert(.asked) }
    if surroundings.isDecided { established.insert(.decision) }
    if surroundings.isInquiry { established.insert(.inquiry) }
    // The board states its decision in the message itself.
    if message.outcome != nil { established.insert(.decided) }
    self.init(
      kind: message.matter.kind, purpose: message.matter.purpose, basis: message.matter.basis,
      sender: sender, source: message.envelope.source, agreement: surroundings.agreement,
      established: established, handling: message.handling,
      sections: message.sections.map { section in
        SectionLabel(
          section.dataClass, about: section.about,
          isContradicted: message.contradicts(section, knowing: areas))
      },
      persons: persons, conversation: message.matter.conversation)
  }
}

extension SectionLabel {
  /// Whether a recipient is not to see it because the message contradicts it.
  func isKept(from recipient: Recipient) -> Bool {
    isContradicted && recipient.standing != .owner
  }
}

extension Facts {
  /// Whom a section is about, everyone in the message if it names nobody.
  ///
  /// The door lets no tag through that the message does not explain. What heads a message, and says
  /// how to handle it, is about those whom it concerns: a guardian who is named beside a child must
  /// not keep the message from going through by being grown.
  func persons(in section: SectionLabel) -> [Person] {
    guard section.about.isEmpty else {
      return handling.persons.filter { section.about.contains($0.tag) }
    }
    guard section.dataClass == .matter || section.dataClass == .handling else {
      return handling.persons
    }
    let concerned = handling.persons.filter(\.role.isConcerned)
    return concerned.isEmpty ? handling.persons : concerned
  }
}

/// What the questions about all sections of a message have in common, worked out once.
struct Approach {
  let sender: Participant
  let recipient: Participant
  let agency: AgencyID
  let standing: RecipientStanding
  let hearsPolice: Bool
  let protection: Protection
  let grounds: WordSet<Ground>
  let isExcluded: Bool
  let day: CivilDate
  let at: Moment
  /// Whether a waiver opens anything; without, it shows what rests on one.
  var heedsWaivers = true

  var withoutWaivers: Self {
    var approach = self
    approach.heedsWaivers = false
    return approach
  }

  init(_ facts: Facts, to recipient: Recipient, at moment: Moment) {
    sender = facts.sender
    self.recipient = Participant(recipient)
    agency = recipient.function.agency
    standing = RecipientStanding(recipient.standing)
    hearsPolice = recipient.hearsPolice
    protection = facts.handling.protection
    grounds = WordSet(facts.handling.grounds)
    let excluded = facts.handling.excluded
    isExcluded = excluded.contains(recipient.function.text) || excluded.contains(agency.text)
    day = Filter.day(of: moment)
    at = moment
  }
}

extension Participant {
  /// A recipient as the law sees it.
  init(_ recipient: Recipient) {
    self.init(
      party: recipient.party, isBound: recipient.isBound, isContracted: recipient.isContracted,
      isWalled: recipient.isWalled)
  }
}

extension RecipientStanding {
  init(_ standing: Recipient.Standing) {
    switch standing {
    case .owner: self = .owner
    case .duty: self = .duty
    case .reporter: self = .reporter
    case .participant: self = .participant
    }
  }
}
