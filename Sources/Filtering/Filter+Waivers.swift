import Concerns
import Consents
import Policy
import Routing

extension Filter {
  /// Whether the person has waived secrecy for this class, towards the recipient and the sender.
  ///
  /// Only those who take part in a waiver may rest on it: to anyone else its effect would tell that
  /// it exists. What heads a message follows whatever of it may be told.
  func isWaived(
    _ person: Person?, _ dataClass: DataClass, in facts: Facts, towards recipient: AgencyID,
    at moment: Moment
  ) -> Bool {
    guard let tag = person?.tag, let pseudonym = facts.persons[tag] else { return false }
    func isWaived(_ dataClass: DataClass) -> Bool {
      consents.waives(person: pseudonym, party: recipient, class: dataClass, at: moment)
        && consents.waives(person: pseudonym, party: facts.source, class: dataClass, at: moment)
    }
    guard dataClass == .matter else { return isWaived(dataClass) }
    return facts.sections.contains { $0.dataClass.isTold && isWaived($0.dataClass) }
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
