import Concerns
import Consents
import Policy
import Routing

extension Filter {
  /// Whether the person has waived secrecy for this class, at the sender and towards the recipient.
  ///
  /// Each authority obtains consent itself: only what the sender has recorded opens what it sends,
  /// and only in the form of cooperation that this kind of message belongs to.
  func isWaived(
    _ person: Person?, _ dataClass: DataClass, in facts: Facts, towards recipient: Approach
  ) -> Bool {
    let forms = facts.kind.cooperationForms
    guard recipient.heedsWaivers, !forms.isEmpty, let tag = person?.tag,
      let pseudonym = facts.persons[tag]
    else { return false }
    return facts.classes(behind: dataClass).contains { dataClass in
      consents.waives(
        person: pseudonym, from: facts.source, to: recipient.agency, class: dataClass,
        under: forms, guardians: facts.handling.guardians, at: recipient.at)
    }
  }

  /// The cooperations without whose waivers less would be shown, or on other grounds.
  func waivers(
    behind sections: [Disclosure.SectionVerdict], _ approach: Approach, in facts: Facts,
    to recipient: Recipient
  ) -> Set<CooperationID> {
    let without = self.sections(approach.withoutWaivers, in: facts, to: recipient)
    var waivers: Set<CooperationID> = []
    for (index, section) in facts.sections.enumerated()
    where sections[index].verdict.isShown && sections[index] != without[index] {
      for person in facts.persons(in: section) {
        waivers.formUnion(openings(person, section.dataClass, in: facts, towards: approach))
      }
    }
    return waivers
  }

  private func openings(
    _ person: Person, _ dataClass: DataClass, in facts: Facts, towards recipient: Approach
  ) -> Set<CooperationID> {
    guard let pseudonym = facts.persons[person.tag] else { return [] }
    return facts.classes(behind: dataClass).reduce(into: []) { openings, dataClass in
      openings.formUnion(
        consents.openings(
          of: pseudonym, from: facts.source, to: recipient.agency, class: dataClass,
          under: facts.kind.cooperationForms, guardians: facts.handling.guardians,
          at: recipient.at))
    }
  }
}

extension Facts {
  /// The classes of which a waiver opens a class: what heads a message, and says how to handle it,
  /// follows whatever of it may be told; where nothing is told, any waiver.
  fileprivate func classes(behind dataClass: DataClass) -> [DataClass] {
    guard dataClass == .matter || dataClass == .handling else { return [dataClass] }
    let told = sections.map(\.dataClass).filter(\.isTold)
    return told.isEmpty ? [.matter] : told
  }

  /// What is established between the sender and one agency, on a day.
  func established(towards agency: AgencyID, on day: CivilDate) -> WordSet<Circumstance> {
    var established = established
    if let agreement, agreement.joins(source, agency),
      agreement.covers(purpose, under: basis, on: day)
    {
      established.insert(.agreement)
    }
    return established
  }
}

extension Person {
  /// The age that the number tells, of somebody it may be the number of: a guess tells none.
  func ageKnown(on day: CivilDate) -> AgeBand {
    certainty == .uncertain ? .unknown : age(on: day)
  }
}
