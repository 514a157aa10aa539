import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Testing

/// Police report a child, and tell of somebody else whom they are not sure of: that is withheld.
@Suite struct `Free text` {
  private let child = Town.name("AAAA", Concerns.Tag.init(_:))
  private let other = Town.name("BBBB", Concerns.Tag.init(_:))
  private let filter = Filter(
    policy: Town.policy, consents: ConsentRegister(), policyEpoch: 1, registerEpoch: 1)
  private let owner = Recipient(
    function: Town.reception, party: .socialServices, isBound: true, standing: .owner)

  private func facts(_ kind: Kind, _ basis: LegalBasis, _ sections: [SectionLabel]) -> Facts {
    func person(_ tag: Concerns.Tag, _ role: Role, _ certainty: Certainty) -> Person {
      Person(tag: tag, role: role, identifier: nil, certainty: certainty, protection: .none)
    }
    return Facts(
      kind: kind, purpose: .childProtection, basis: basis,
      sender: Participant(party: .police, isBound: true), source: Town.police.agency,
      established: [.policePresent],
      handling: Handling(
        persons: [person(child, .child, .certain), person(other, .other, .uncertain)],
        municipality: nil, area: .unknown, target: .unknown, grounds: [.violence],
        urgency: .ordinary, guardians: .unknown, isAnonymous: false, wantsFeedback: false,
        excluded: []),
      sections: [SectionLabel(.matter, about: []), SectionLabel(.handling, about: [])] + sections,
      persons: [:])
  }

  /// The rule that withholds each section, `nil` for one that is shown.
  ///
  /// Of the correction of what nobody had to tell, unless something else is asked about.
  private func rules(
    of kind: Kind = .correction, under basis: LegalBasis = .anyoneShouldReport,
    _ sections: [SectionLabel]
  ) -> [String?] {
    let facts = facts(kind, basis, sections)
    let disclosure = filter.disclose(facts, to: owner, at: Town.start)
    let verdicts = disclosure.sections.map(\.verdict)
    // What is explained is what is decided.
    let explained = filter.explain(facts, to: owner, at: Town.start).map(\.explanation.verdict)
    #expect(explained == verdicts)
    #expect(verdicts.prefix(2).map(\.isShown) == [true, true])
    return verdicts.dropFirst(2).map { $0.isShown ? nil : $0.ground.rule.text }
  }

  private static let withheld = "withhold-unconfirmed-third-party"

  @Test(arguments: [DataClass.narrative, .childView, .measures, .attachment])
  func `takes the strictest class that is said of the same person`(text: DataClass) {
    let told = SectionLabel(.thirdParty, about: [other])
    #expect(rules([SectionLabel(text, about: [other])]) == [nil])
    #expect(rules([SectionLabel(text, about: [other]), told]) == [Self.withheld, Self.withheld])
    #expect(rules([told, SectionLabel(text, about: [child])]) == [Self.withheld, nil])
    #expect(rules([told, SectionLabel(text, about: [])]) == [Self.withheld, Self.withheld])
  }

  @Test(arguments: [DataClass.health, .whereabouts, .reporter])
  func `is all that does`(fact: DataClass) {
    let sections = [
      SectionLabel(fact, about: [other]), SectionLabel(.thirdParty, about: [other]),
    ]
    #expect(rules(sections) == [nil, Self.withheld])
  }

  /// The kinds in which the police tell something under a duty, or correct it.
  @Test(arguments: [
    (Kind.reportMandatory, LegalBasis.dutyToReport), (.noticePolice, .policeNotice),
    (.correction, .dutyToReport), (.correction, .policeNotice), (.correction, .formerDuty),
    (.correction, .dutyOfFamilyCounselling), (.correction, .inquiry),
  ])
  func `of a duty reaches whoever answers whole, if it is also about somebody concerned`(
    kind: Kind, basis: LegalBasis
  ) {
    let told = SectionLabel(.thirdParty, about: [other])
    let both = SectionLabel(.narrative, about: [child, other])
    #expect(rules(of: kind, under: basis, [told, both]) == [Self.withheld, nil])
    #expect(
      rules(of: kind, under: basis, [told, SectionLabel(.narrative, about: [])])
        == [Self.withheld, nil])
    #expect(
      rules(of: kind, under: basis, [told, both, SectionLabel(.narrative, about: [other])])
        == [Self.withheld, nil, Self.withheld])
    let elsewhere = Recipient(
      function: Town.school.unit, party: .school, isBound: true, standing: .participant)
    let seen = filter.disclose(facts(kind, basis, [told, both]), to: elsewhere, at: Town.start)
    #expect(seen.mask == 0)
  }

  @Test func `about two persons joins what is said of both`() {
    let text = SectionLabel(.narrative, about: [child])
    let told = SectionLabel(.thirdParty, about: [other])
    #expect(rules([text, told]) == [nil, Self.withheld])
    let both = SectionLabel(.measures, about: [child, other])
    #expect(rules([text, told, both]) == [Self.withheld, Self.withheld, Self.withheld])
  }
}
