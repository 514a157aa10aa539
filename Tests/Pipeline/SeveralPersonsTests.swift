import Concerns
import Consents
import Filtering
import Policy
import Routing
import Simulation
import Support
import Testing

/// A summons to a plan about two siblings, for which the law asks each of them.
@Suite struct `A section about several persons` {
  private let child = Town.name("AAAA", Concerns.Tag.init(_:))
  private let sibling = Town.name("BBBB", Concerns.Tag.init(_:))
  private let owner = Recipient(
    function: Town.reception, party: .socialServices, isBound: true, standing: .owner)

  private func pseudonym(_ number: UInt8) throws -> PersonPseudonym {
    try #require(
      PersonPseudonym(bytes: [UInt8](repeating: number, count: PersonPseudonym.length)))
  }

  private func waiver(
    of person: UInt8, _ dataClass: DataClass = .school, towards party: AgencyID = Town.board,
    until end: Duration = .seconds(3600)
  ) throws -> Waiver {
    var dice = SplitMix64(seed: UInt64(person))
    let school = Town.school.agency
    let grown = WaivedPerson(
      person: try pseudonym(person), birthDate: CivilDate("1990-06-04"), custody: .unknown,
      signatures: [Signature(.oneself, signed: LocalTime.date(at: Town.start))])
    return Waiver(
      id: ConsentID(RandomUUID(using: &dice)),
      cooperation: CooperationID(RandomUUID(using: &dice)), form: .sip,
      persons: [grown], parties: [party, school], classes: [dataClass],
      until: Town.start + end,
      evidence: [UInt8](repeating: person, count: ConsentRegister.evidenceLength),
      authority: school)
  }

  /// Whether sections about the child, the sibling, both by name, and everyone are shown.
  private func shown(_ waivers: [Waiver], after wait: Duration = .zero) throws -> [Bool] {
    var register = ConsentRegister()
    for waiver in waivers {
      let outcome = register.record(waiver, at: Town.start)
      #expect(outcome == .recorded(raised: waiver.persons.map(\.person).sorted()))
    }
    let filter = Filter(
      policy: Town.policy, consents: register, policyEpoch: 1, registerEpoch: 1)
    let sections = [[child], [sibling], [child, sibling], []].map {
      SectionLabel(.school, about: $0)
    }
    let persons = [child, sibling].map {
      Person(tag: $0, role: .child, identifier: nil, certainty: .certain, protection: .none)
    }
    let facts = Facts(
      kind: .planSummons, purpose: .careCoordination, basis: .plan,
      sender: Participant(party: .school, isBound: true), source: Town.school.agency,
      established: [.policePresent],
      handling: Handling(
        persons: persons, municipality: nil, area: .unknown, target: .unknown,
        grounds: [.absence], urgency: .ordinary, guardians: .mayBeTold, isAnonymous: false,
        wantsFeedback: false, excluded: []),
      sections: sections, persons: [child: try pseudonym(1), sibling: try pseudonym(2)])
    let moment = Town.start + wait
    let disclosure = filter.disclose(facts, to: owner, at: moment)
    // What is explained is what is decided.
    let explained = filter.explain(facts, to: owner, at: moment).map(\.explanation.verdict)
    #expect(explained == disclosure.sections.map(\.verdict))
    return disclosure.sections.map(\.verdict.isShown)
  }

  @Test func `is shown once each of them has waived secrecy`() throws {
    #expect(try shown([]) == [false, false, false, false])
    #expect(try shown([waiver(of: 1)]) == [true, false, false, false])
    #expect(try shown([waiver(of: 2)]) == [false, true, false, false])
    #expect(try shown([waiver(of: 1), waiver(of: 2)]) == [true, true, true, true])
  }

  @Test func `is not shown for what one of them waived for others`() throws {
    let school = Town.name("skola", AgencyID.init(_:))
    let others = try [
      waiver(of: 2, .health), waiver(of: 2, towards: school), waiver(of: 3),
    ]
    for other in others {
      #expect(try shown([waiver(of: 1), other]) == [true, false, false, false])
    }
  }

  @Test func `is withheld again when one waiver has ended`() throws {
    let waivers = try [waiver(of: 1), waiver(of: 2, until: .seconds(60))]
    #expect(try shown(waivers, after: .seconds(59)) == [true, true, true, true])
    #expect(try shown(waivers, after: .seconds(60)) == [true, false, false, false])
  }
}
