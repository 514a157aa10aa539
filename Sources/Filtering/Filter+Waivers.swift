import Concerns
import Consents
import Policy
import Routing

extension Filter {
  /// Whether the person has waived secrecy for this class, at the sender and towards the recipient.
  ///
  /// Each authority obtains consent itself: only what the sender has recorded opens what it sends.
  /// What heads a message follows whatever of it may be told; where nothing is told, any waiver.
  func isWaived(
    _ person: Person?, _ dataClass: DataClass, in facts: Facts, towards recipient: Approach
  ) -> Bool {
    guard recipient.heedsWaivers, let tag = person?.tag, let pseudonym = facts.persons[tag]
    else { return false }
    func isWaived(_ dataClass: DataClass) -> Bool {
      consents.waives(
        person: pseudonym, from: facts.source, to: recipient.agency, class: dataClass,
        guardians: facts.handling.guardians, at: recipient.at)
    }
    let told = facts.sections.lazy.map(\.dataClass).filter(\.isTold)
    guard dataClass == .matter, !told.isEmpty else { return isWaived(dataClass) }
    return told.contains(where: isWaived)
  }
}

extension Facts {
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
