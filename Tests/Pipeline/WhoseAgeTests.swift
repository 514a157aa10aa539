import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Testing

/// Social services tell the police of a child, and name a grown guardian beside it.
@Suite struct `The age that a section of law asks for` {
  private let child = Town.name("AAAA", Concerns.Tag.init(_:))
  private let guardian = Town.name("BBBB", Concerns.Tag.init(_:))
  private let filter = Filter(
    policy: Town.policy, consents: ConsentRegister(), policyEpoch: 1, registerEpoch: 1)
  private let police = Recipient(
    function: Town.police.unit, party: .police, isBound: true, standing: .participant)

  /// The rule that answers for the matter, and for what is said of the child, of the guardian and
  /// of everyone.
  private func rules(under basis: LegalBasis) -> [String] {
    func person(_ tag: Concerns.Tag, _ role: Role, _ number: String) -> Person {
      Person(
        tag: tag, role: role, identifier: PersonIdentifier(number), certainty: .certain,
        protection: .none)
    }
    let facts = Facts(
      kind: .disclosurePolice, purpose: .crimePrevention, basis: basis,
      sender: Participant(party: .socialServices, isBound: true), source: Town.board,
      established: [.policePresent, .decision],
      handling: Handling(
        persons: [
          person(child, .child, Neighbours.child), person(guardian, .guardian, Neighbours.adult),
        ], municipality: nil, area: .unknown, target: .unknown, grounds: [.crime, .violence],
        urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
        excluded: []),
      sections: [
        SectionLabel(.matter, about: []), SectionLabel(.identity, about: [child]),
        SectionLabel(.identity, about: [guardian]), SectionLabel(.narrative, about: []),
      ], persons: [:])
    return filter.disclose(facts, to: police, at: Town.start).sections.map {
      $0.verdict.ground.rule.text
    }
  }

  @Test func `is that of whom a section is about, and of the head of a message the child's`() {
    let (shown, withheld) = (
      "show-prevention-to-police", "withhold-others-than-the-young-from-police"
    )
    #expect(rules(under: .preventionOfCrime) == [shown, shown, withheld, withheld])
  }

  @Test func `is asked by no other section of whom the crime is about`() {
    #expect(
      rules(under: .crimeAgainstChild)
        == [String](repeating: "show-disclosure-to-police", count: 4))
  }

  @Test func `opens nothing to the police under a section that is not about them`() {
    #expect(rules(under: .necessaryCareBySocialServices).allSatisfy { $0 == "no-rule-opens" })
  }
}
