import Concerns
import Policy
import Routing
import Wire

extension Filter {
  /// Refuses what may not be sent to each of the recipients, naming what may be sent instead.
  func checkLawful(
    _ facts: Facts, to recipients: [Recipient], at moment: Moment
  ) throws(Problem) {
    let day = Self.day(of: moment)
    for recipient in recipients {
      switch verdict(facts, to: recipient, on: day, at: moment) {
      case .lawful: continue
      case .unlawful(.purpose, _, _):
        throw Problem(.purposeNotLawful, frame: 3, pointer: "/purpose")
      case .unlawful(.basis, _, _):
        throw Problem(.basisNotLawful, frame: 3, pointer: "/basis")
      case .unlawful(.kind, _, let otherwise):
        throw Problem(
          .kindNotLawful, frame: 3, pointer: "/kind",
          lawful: policy.lawfulKinds(for: facts.sender, on: day).filter { $0 != facts.kind },
          otherwise: otherwise)
      }
    }
  }

  /// Refuses what says in general something else than it says precisely, unless it is a report.
  func checkGeneral(_ facts: Facts) throws(Problem) {
    guard !facts.kind.isReport,
      let index = facts.sections.firstIndex(where: \.isContradicted)
    else { return }
    throw Problem(.generalisationMismatch, frame: 3, pointer: "/\(index)")
  }

  /// Asks about the persons concerned.
  ///
  /// A report is lawful if it is about one of them: a brother who has come of age, or whose number
  /// is mistyped, never stops what is said of a child. Anything else must be lawful about each.
  private func verdict(
    _ facts: Facts, to recipient: Recipient, on day: CivilDate, at moment: Moment
  ) -> SendingVerdict {
    let concerned = facts.handling.persons.filter(\.role.isConcerned)
    let answers = concerned.map { verdict(facts, about: $0, to: recipient, on: day, at: moment) }
    guard let first = answers.first else {
      return verdict(facts, about: nil, to: recipient, on: day, at: moment)
    }
    return answers.first { $0.isLawful == facts.kind.isReport } ?? first
  }

  private func verdict(
    _ facts: Facts, about person: Person?, to recipient: Recipient, on day: CivilDate,
    at moment: Moment
  ) -> SendingVerdict {
    // A number can be mistyped into that of somebody grown: no report of a child is stopped for it.
    let age: AgeBand = facts.kind.isReport ? .unknown : person?.ageKnown(on: day) ?? .unknown
    let approach = Approach(facts, to: recipient, at: moment)
    var circumstances = facts.established(towards: approach.agency, on: day)
    if isWaived(person, .matter, in: facts, towards: approach) {
      circumstances.insert(.waiver)
    }
    if hasDeclared(facts, for: recipient, at: moment) { circumstances.insert(.emergency) }
    if isBound(recipient.function, by: facts) { circumstances.insert(.reservation) }
    return policy.mayBeSent(
      Sending(
        kind: facts.kind, sender: facts.sender, recipient: Participant(recipient),
        purpose: facts.purpose, basis: facts.basis, age: age,
        certainty: person?.certainty ?? .uncertain, grounds: WordSet(facts.handling.grounds),
        circumstances: circumstances, day: day))
  }
}

extension SendingVerdict {
  fileprivate var isLawful: Bool {
    switch self {
    case .lawful: true
    case .unlawful: false
    }
  }
}
