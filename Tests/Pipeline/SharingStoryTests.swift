import Admission
import Concerns
import Evidence
import Ledger
import Routing
import Simulation
import Support
import Testing
import Wire

/// School, police, the board's coordinator and a youth centre around one table (SSPF): each has
/// obtained a yes of its own from a young person and both guardians. Then one of them says no.
private struct RoundTable {
  static let centre = Town.name("fritid.kupolen", FunctionID.init(_:))
  static let centreMachine = Town.name("fritid/m1", MemberID.init(_:))
  static let coordinator = Town.board("samverkan")
  static let seats = [Town.school.unit, Town.police.unit, coordinator, centre]
  private static let machines = [Bench.school, Bench.police, Bench.others, centreMachine]

  /// The town's directory, with the youth centre among those that have signed.
  private static let directory = Town.directory { text in
    text.replacing(
      "[norrkoping-socialnamnd, skola, polis]",
      with: "[norrkoping-socialnamnd, skola, polis, fritid]")
  }

  private static let acts: [RegistryAct] =
    Town.acts + [
      .addAgency(
        Agency(
          id: centre.agency, name: "Kupolen", party: .leisure, isBoundToReport: true,
          functions: [centre])),
      .addMember(Member(id: centreMachine, curveKey: Town.curveKey(82), functions: [centre])),
      .addKey(Town.key(of: centre.agency).verifyingKey, of: centre.agency, until: nil),
    ]

  var bench: Bench
  let cooperation: ConversationID

  /// As each of them has it signed.
  private static func paper(_ seat: Int) -> Paper {
    var paper = Paper(to: seats.filter { $0 != seats[seat] })
    (paper.person, paper.sheet) = (Paper.young, UInt8(seat + 1))
    return paper
  }

  /// Everyone has recorded its own yes, and has read that the others have.
  init() async throws {
    bench = try await Bench(directory: Self.directory, acts: Self.acts)
    cooperation = bench.conversation()
    for (seat, machine) in Self.machines.enumerated() {
      try await bench.greet(machine, functions: machine == Self.centreMachine ? [Self.centre] : nil)
      let wording = Wording(Self.paper(seat), from: Self.seats[seat], in: cooperation)
      let letter = bench.letter(wording, by: machine.agency)
      let answers = try await bench.publish(letter, from: machine)
      #expect(answers.receipts.count == 1)
      try await read(answers.delivers, on: machine)
    }
    for machine in Self.machines { try await read(bench.take(machine).delivers, on: machine) }
  }

  /// Acknowledges what a machine was sent, and what it is sent then: one at a time in each thread.
  private mutating func read(
    _ first: [BrokerCommand.Deliver], on machine: MemberID
  ) async throws {
    var delivers = first
    while !delivers.isEmpty {
      delivers = try await bench.acknowledge(delivers, .received, from: machine).delivers
    }
  }

  /// The school's news of the young person: of what is waived, and of what is not.
  mutating func share() async throws {
    var wording = bench.sharing(of: Paper.young, with: Array(Self.seats.dropFirst()))
    wording.told = [.identity, .school, .pupilHealth]
    let letter = bench.letter(wording)
    #expect(try await bench.publish(letter).receipts.count == 1)
  }

  /// Father says no at the school.
  mutating func sayNo() async throws -> Letter {
    let wording = Wording(
      Paper.father, takesBack: Self.paper(0), for: [Paper.young], from: Town.school.unit,
      in: cooperation)
    let no = bench.letter(wording)
    #expect(try await bench.publish(no).receipts.count == 1)
    return no
  }

  mutating func left(of no: Letter) async throws -> [BrokerCommand.Left] {
    let answers = try await bench.send(.status(no.id), from: Bench.school)
    guard case .status(_, _, let left?)? = answers.last else {
      Issue.record("STATUS has no answer: \(answers)")
      return []
    }
    return left
  }

  mutating func sights(_ machine: MemberID) throws -> Set<Sight> {
    Set(try bench.take(machine).delivers.map(Bench.sight))
  }
}

/// Four around a table, then three, then nobody: who sees what, from the wire to the mailboxes.
@Suite struct `A guardian's no while one copy is queued and one is leased` {
  private static let told: Set<DataClass> = [.matter, .identity, .school]

  /// Shared while the youth centre has no credit, so that its copy waits.
  private static func afternoon() async throws -> RoundTable {
    var table = try await RoundTable()
    try await table.bench.send(.bye, from: RoundTable.centreMachine)
    try await table.bench.greet(
      RoundTable.centreMachine, credit: 0, functions: [RoundTable.centre])
    try await table.share()
    return table
  }

  @Test func `finds each party with what the yes covers, and the coordinator with the handling`()
    async throws
  {
    var table = try await Self.afternoon()
    #expect(try table.sights(Bench.police) == [Sight(Town.police.unit, Self.told)])
    #expect(
      try table.sights(Bench.others) == [
        Sight(RoundTable.coordinator, Self.told.union([.handling]))
      ])
    #expect(try table.sights(Bench.school).isEmpty)
    let queued = try await table.bench.shares(to: RoundTable.centre)
    #expect(queued.map(\.standing.state) == [.waiting])
  }

  @Test func `calls both back at once, and the others learn only that sharing has stopped`()
    async throws
  {
    var table = try await Self.afternoon()
    let leased = table.bench.take(Bench.police).delivers
    table.bench.take(Bench.others)
    _ = try await table.sayNo()
    let queued = try await table.bench.shares(to: RoundTable.centre)
    #expect(queued.map(\.standing.state) == [.withdrawn])
    let answers = table.bench.take(Bench.police)
    #expect(
      answers.compactMap { if case .recall(let id) = $0 { id } else { nil } }
        == leased.map(\.delivery))
    #expect(Set(try answers.delivers.map(Bench.sight)) == [Sight(Town.police.unit, [.matter])])
    #expect(try answers.delivers.shown().map(\.kind) == ["consent.withdraw"])
    // The coordinator has the matter and goes on answering for it; of the young person nothing.
    let shown = try table.bench.take(Bench.others).delivers.shown()
    let shares = shown.filter { $0.kind != "consent.withdraw" }
    #expect(shares.allSatisfy { Set($0.classes).isSubset(of: [.handling]) })
  }

  @Test func `hands nothing of it over when there is credit again`() async throws {
    var table = try await Self.afternoon()
    _ = try await table.sayNo()
    var delivers = try await table.bench.send(
      .credit(.init(messages: 100, bytes: 1 << 30)), from: RoundTable.centreMachine
    ).delivers
    var kinds: [String?] = []
    while !delivers.isEmpty {
      kinds += try delivers.shown().map(\.kind)
      delivers = try await table.bench.acknowledge(
        delivers, .received, from: RoundTable.centreMachine
      ).delivers
    }
    #expect(kinds == ["consent.withdraw"])
  }

  @Test func `shows whoever told it exactly what had left, after a restart, too`() async throws {
    var table = try await Self.afternoon()
    let no = try await table.sayNo()
    let expected: [BrokerCommand.Left] = [
      .init(party: RoundTable.centre.agency, handed: 0, withdrawn: 1),
      .init(party: Town.board, handed: 1, withdrawn: 0),
      .init(party: Town.police.agency, handed: 1, withdrawn: 1),
    ]
    #expect(try await table.left(of: no) == expected)
    try await table.bench.restart()
    try await table.bench.greet(Bench.school)
    #expect(try await table.left(of: no) == expected)
  }

  @Test func `closes what any of them would share, and stops no report`() async throws {
    var table = try await Self.afternoon()
    _ = try await table.sayNo()
    let closed = Problem(.notPermitted, frame: 3, pointer: "/to")
    let news = table.bench.sharing(of: Paper.young)
    #expect(try await table.bench.publish(table.bench.letter(news)).problems == [closed])
    var others = news
    others.unit = Town.police.unit
    others.particulars = Particulars(
      parties: [RoundTable.centre], agreement: news.particulars.agreement)
    let letter = table.bench.letter(others, by: Town.police.agency)
    #expect(try await table.bench.publish(letter, from: Bench.police).problems == [closed])
    _ = try await table.bench.report { $0.number = Paper.young.number }
  }
}
