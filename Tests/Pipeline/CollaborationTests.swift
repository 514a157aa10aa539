import Concerns
import Routing
import Simulation
import Testing
import Wire

/// School, police and the board around one table (SSPF), within an agreement that all have signed.
@Suite struct `Sharing within an agreement` {
  private static let parties = [Town.school.agency, Town.police.agency, Town.board]
  private let coordinator = Town.board("samverkan")

  private func share(
    to parties: [FunctionID] = [Town.police.unit, Town.board("samverkan")],
    under agreement: String = "sspf"
  ) -> Wording {
    var wording = Wording(
      .collaborationShare, from: Town.school.unit,
      in: Town.name("7c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a001", ConversationID.init(_:)))
    (wording.purpose, wording.basis) = (.crimePrevention, .waiver)
    wording.particulars = Particulars(
      parties: parties, agreement: Town.name(agreement, AgreementID.init(_:)))
    wording.told = [.identity, .school, .pupilHealth]
    return wording
  }

  @Test func `shows each party what the waiver covers, and the coordinator how to handle it`()
    throws
  {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Set(Self.parties))
    let told: Set<DataClass> = [.matter, .identity, .school]
    #expect(
      try counter.decide(share()).get() == [
        Sight(Town.police.unit, told), Sight(coordinator, told.union([.handling])),
      ])
  }

  @Test func `has its coordinator for an owner, whether addressed or not`() throws {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Set(Self.parties))
    let sights = try counter.decide(share(to: [Town.police.unit])).get()
    #expect(Set(sights.map(\.function)) == [Town.police.unit, coordinator])
  }

  /// A waiver that leaves somebody out, or comes too late, opens nothing and is not told of.
  @Test(arguments: [
    [], [Town.school.agency], [Town.school.agency, Town.board],
    [Town.police.agency, Town.board],
  ])
  func `is refused where a party could be told nothing`(waived: [AgencyID]) throws {
    var counter = try Counter()
    if !waived.isEmpty { try counter.waive([.identity, .school], towards: Set(waived)) }
    #expect(
      try counter.decide(share()) == .failure(.init(.notPermitted, frame: 3, pointer: "/to")))
  }

  /// The name of the agreement, whom it is for, the day, and where the fault is.
  private static let faults: [(String, [FunctionID], String, String)] = [
    ("sip", [Town.police.unit], "2026-11-19T14:30:00Z", "/agreement"),
    ("sspf", [Town.preschool.unit], "2026-11-19T14:30:00Z", "/to/0"),
    ("sspf", [Town.police.unit, Town.preschool.unit], "2026-11-19T14:30:00Z", "/to/1"),
    ("sspf", [Town.police.unit], "2026-02-28T22:59:59Z", "/agreement"),
    ("sspf", [Town.police.unit], "2027-02-28T23:00:00Z", "/agreement"),
  ]

  @Test(arguments: faults)
  func `needs one in force that all have signed`(
    agreement: String, parties: [FunctionID], time: String, pointer: String
  ) throws {
    var counter = try Counter(at: Town.moment(time))
    try counter.waive([.identity, .school], towards: Set(Self.parties))
    #expect(
      try counter.decide(share(to: parties, under: agreement))
        == .failure(.init(.noAgreement, frame: 3, pointer: pointer)))
  }

  @Test func `closes for what still waits when the agreement has run out`() throws {
    let last = Town.moment("2027-02-28T22:59:59Z")
    var counter = try Counter(at: last)
    try counter.waive([.identity, .school], towards: Set(Self.parties))
    let sights = try counter.decide(
      share(to: [Town.police.unit]), shownAt: last + .seconds(1)
    ).get()
    // Not even whom it was about is handed over any more, to whoever leads it as little.
    #expect(
      sights == [Sight(Town.police.unit, []), Sight(coordinator, []), Sight(Town.onCall, [])])
  }

  @Test func `in a conversation is for those who were let in`() throws {
    var counter = try Counter()
    try counter.waive([.identity, .school], towards: Set(Self.parties))
    let owner = try #require(
      Town.directory.owner(
        redirectedTo: coordinator, on: Town.name("2026-11-19", CivilDate.init(_:))))
    func standing(_ parties: Set<FunctionID>, _ origin: Kind) -> ConversationStanding {
      ConversationStanding(
        origin: origin, reporter: Town.police.unit, owner: owner, wantsFeedback: false,
        hasFeedback: false, circle: Circle(parties: parties), version: 1)
    }
    let everyone: Set<FunctionID> = [Town.police.unit, Town.school.unit]
    #expect(throws: Never.self) {
      try counter.decide(share(), in: standing(everyone, .collaborationShare)).get()
    }
    let strange = Problem(.unknownConversation, frame: 3, pointer: "/conversation")
    #expect(
      try counter.decide(share(), in: standing([Town.police.unit], .collaborationShare))
        == .failure(strange))
    // Nor is anybody let into a report's conversation by being written to in it.
    #expect(
      try counter.decide(share(), in: standing(everyone, .reportMandatory)) == .failure(strange))
  }
}
