import Concerns
import Consents
import Filtering
import Ledger
import Policy
import Routing
import Simulation
import Support
import Testing
import Wire

@Suite struct `A yes to one form of cooperation` {
  private static let parties: Set<AgencyID> = [
    Town.school.agency, Town.police.agency, Town.board,
  ]

  @Test(arguments: CooperationForm.allCases)
  func `opens what is shared in that form and nothing else`(form: CooperationForm) async throws {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Self.parties, for: form)
    var bench = try await Bench()
    let answer = try counter.decide(bench.sharing())
    if [.sspf, .sig].contains(form) {
      #expect(try answer.get().map(\.function).contains(Town.police.unit))
    } else {
      #expect(answer == .failure(Problem(.notPermitted, frame: 3, pointer: "/to")))
    }
  }

  /// A plan of the same people goes on; what they said no to does not ride on it.
  @Test func `does not keep open what somebody said no to in another`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.police, credit: 0)
    let (cooperation, plan) = (bench.conversation(), bench.conversation())
    try await bench.record(Bench.own, in: cooperation)
    var summons = Bench.own
    (summons.form, summons.sheet) = (.sip, 2)
    #expect(try await bench.record(summons, in: plan).receipts.count == 1)
    try await bench.share()
    try await bench.withdraw(Bench.own, by: Paper.father, in: cooperation)
    #expect(try await bench.shares().map(\.standing.state) == [.withdrawn])
    let again = try await bench.publish(bench.letter(bench.sharing()))
    #expect(again.problems == [Problem(.notPermitted, frame: 3, pointer: "/to")])
  }
}

@Suite struct `What a disclosure rests on` {
  private let tag = Town.name("AAAA", Concerns.Tag.init(_:))
  private var dice = SplitMix64(seed: 5)
  private var register = ConsentRegister()

  /// Somebody says yes at the school, towards the police.
  private mutating func waive(
    _ classes: Set<DataClass>, for form: CooperationForm
  ) throws -> CooperationID {
    let cooperation = CooperationID(RandomUUID(using: &dice))
    let grown = WaivedPerson(
      person: Counter.somebody, birthDate: CivilDate("1990-06-04"), custody: .unknown,
      signatures: [Signature(.oneself, signed: LocalTime.date(at: Town.start))])
    let waiver = Waiver(
      id: ConsentID(RandomUUID(using: &dice)), cooperation: cooperation, form: form,
      persons: [grown], parties: [Town.school.agency, Town.police.agency], classes: classes,
      until: Town.start + .seconds(3600),
      evidence: Array(cooperation.uuid.bytes + cooperation.uuid.bytes),
      authority: Town.school.agency)
    let outcome = register.record(waiver, at: Town.start)
    #expect(outcome == .recorded(raised: [Counter.somebody]))
    return cooperation
  }

  /// What the police may see of something shared, and by whose waivers.
  private func disclosure(of classes: [DataClass]) -> Disclosure {
    let person = Person(
      tag: tag, role: .adult, identifier: nil, certainty: .certain, protection: .none)
    let facts = Facts(
      kind: .collaborationShare, purpose: .crimePrevention, basis: .waiver,
      sender: Participant(party: .school, isBound: true), source: Town.school.agency,
      established: [.policePresent, .agreement],
      handling: Handling(
        persons: [person], municipality: nil, area: .unknown, target: .unknown,
        grounds: [.crime], urgency: .ordinary, guardians: .unknown, isAnonymous: false,
        wantsFeedback: false, excluded: []),
      sections: ([.matter] + classes).map { SectionLabel($0, about: $0 == .matter ? [] : [tag]) },
      persons: [tag: Counter.somebody])
    let filter = Filter(
      policy: Town.policy, consents: register, policyEpoch: 1, registerEpoch: 1)
    return filter.disclose(
      facts,
      to: Recipient(
        function: Town.police.unit, party: .police, isBound: true, standing: .participant),
      at: Town.start)
  }

  @Test mutating func `is the very waivers that opened something of it`() throws {
    let first = try waive([.identity], for: .sspf)
    let second = try waive([.school], for: .sig)
    _ = try waive([.identity, .school, .measures], for: .sip)
    #expect(disclosure(of: [.identity]).waivers == [first])
    #expect(disclosure(of: [.school, .measures]).waivers == [second])
    #expect(disclosure(of: [.identity, .school]).waivers == [first, second])
    let closed = disclosure(of: [.measures])
    #expect(closed.waivers.isEmpty)
    #expect(closed.mask == 0)
  }
}
