import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// One board asks another of the municipality whether somebody is current there (SoL 15:8).
@Suite struct `A question between two boards` {
  private static let strange = Problem(.unknownConversation, frame: 3, pointer: "/conversation")

  /// A question that was asked, and taken by the board that it is for.
  private static func asked() async throws -> (Bench, ConversationID) {
    var bench = try await Bench.ofBoards()
    let conversation = bench.conversation()
    try await bench.say(Bench.question(in: conversation), from: Bench.reception)
    let delivers = bench.take(Boards.machine).delivers
    try await bench.acknowledge(delivers, .committed, from: Boards.machine)
    return (bench, conversation)
  }

  @Test func `shows the board that is asked whom it is about and who asks, and nobody anything`()
    async throws
  {
    var bench = try await Bench.ofBoards()
    let answers = try await bench.say(
      Bench.question(in: bench.conversation()), from: Bench.reception)
    #expect(answers.receipts.count == 1, "\(answers)")
    let sights = try bench.take(Boards.machine).delivers.map(Bench.sight)
    #expect(sights == [Sight(Boards.unit, [.matter, .handling], isWhole: true)])
    for member in Bench.everyone + [Neighbours.otherMachine] {
      #expect(bench.take(member).delivers.isEmpty)
    }
  }

  @Test func `is owned by the unit that asks, with nobody's clock`() async throws {
    let (bench, _) = try await Self.asked()
    let noted = bench.host.store.noted
    let delivery = try #require(noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    #expect(parcel.facts.owner.function == Town.reception)
    #expect(parcel.recipient.standing == .participant)
    #expect(noted.deliveries.count == 1)
    #expect(noted.clocks.isEmpty)
  }

  @Test(arguments: CurrentAnswer.allCases)
  func `is answered with one word, to whoever asked and nobody else`(
    answer: CurrentAnswer
  ) async throws {
    var (bench, conversation) = try await Self.asked()
    let answers = try await bench.say(
      Bench.word(answer, in: conversation), from: Boards.machine)
    #expect(answers.receipts.count == 1, "\(answers)")
    let deliver = try #require(bench.take(Bench.reception).delivers.first)
    #expect(
      try Bench.sight(deliver)
        == Sight(Town.reception, [.matter, .handling, .outcome], isWhole: true))
    let view = try View(
      envelope: deliver.envelope, lines: deliver.view, isWhole: deliver.isWhole)
    let outcome = view.sections.first { $0.dataClass == .outcome }
    let line = String(decoding: outcome?.line ?? [], as: UTF8.self)
    #expect(line.hasSuffix("{\"value\":\"\(answer.rawValue)\"}]"))
    for member in Bench.everyone + [Boards.machine, Neighbours.otherMachine] {
      #expect(bench.take(member).delivers.isEmpty)
    }
    #expect(bench.host.store.noted.clocks.isEmpty)
  }

  @Test func `is answered once, over a restart, too`() async throws {
    var (bench, conversation) = try await Self.asked()
    try await bench.restart()
    try await bench.greetBoards()
    let word = Bench.word(.current, in: conversation)
    #expect(try await bench.say(word, from: Boards.machine).receipts.count == 1)
    try await bench.restart()
    try await bench.greetBoards()
    let second = try await bench.problem(
      of: Bench.word(.notCurrent, in: conversation), from: Boards.machine)
    #expect(second == .init(.notPermitted))
    #expect(bench.take(Bench.reception).delivers.count == 1)
  }

  @Test func `is answered by the board that was asked, and by nobody else`() async throws {
    var (bench, conversation) = try await Self.asked()
    let own = Bench.word(.current, from: Town.reception, by: Boards.chief, in: conversation)
    #expect(try await bench.problem(of: own, from: Bench.reception) == Self.strange)
    let beside = Bench.word(
      .current, from: Town.board("bostadssamordning"), by: Boards.chief, in: conversation)
    #expect(try await bench.problem(of: beside, from: Bench.reception) == Self.strange)
    let stranger = Bench.word(
      .current, from: Neighbours.otherReception, by: Boards.worker, in: conversation)
    #expect(try await bench.problem(of: stranger, from: Neighbours.otherMachine) == Self.strange)
    let unasked = Bench.word(.current, in: bench.conversation())
    #expect(try await bench.problem(of: unasked, from: Boards.machine) == Self.strange)
  }

  @Test(arguments: [
    (Neighbours.otherReception, "/to/0"), (Town.school.unit, "/to/0"),
    (Town.board("bostadssamordning"), "/to/0"),
  ])
  func `goes to no other municipality, to no school, and to no unit of its own board`(
    asked: FunctionID, pointer: String
  ) async throws {
    var bench = try await Bench.ofBoards()
    let problem = try await bench.problem(
      of: Bench.question(to: asked, in: bench.conversation()), from: Bench.reception)
    #expect(problem == .init(.notPermitted, frame: 3, pointer: pointer))
  }

  @Test func `comes from no other municipality`() async throws {
    var bench = try await Bench.ofBoards()
    // Whatever it may decide at home, the directory here knows no delegation of it.
    let problem = try await bench.problem(
      of: Bench.question(
        from: Neighbours.otherReception, by: "linkoping-socialnamnd.enhetschef",
        in: bench.conversation()), from: Neighbours.otherMachine)
    #expect(problem == .init(.notDelegated, frame: 3, pointer: "/decision/by"))
  }

  @Test(arguments: [Certainty.probable, .uncertain])
  func `is asked about nobody who may be somebody else`(certainty: Certainty) async throws {
    var bench = try await Bench.ofBoards()
    var wording = Bench.question(in: bench.conversation())
    wording.certainty = certainty
    let problem = try await bench.problem(of: wording, from: Bench.reception)
    #expect(problem?.code == .kindNotLawful)
    #expect(problem?.otherwise?.sv.contains("med säker identitet") == true)
  }

  @Test(arguments: [Kind.inquiryRequest, .transfer, .currentRequest, .reportMandatory])
  func `has no room for anything else, and begins a conversation of its own`(
    kind: Kind
  ) async throws {
    var (bench, conversation) = try await Self.asked()
    var wording = Wording(kind, from: Town.reception, in: conversation)
    switch kind {
    case .inquiryRequest:
      wording.particulars = Particulars(
        parties: [Town.school.unit],
        inquiry: Town.name("0c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a001", InquiryID.init(_:)))
      wording.told = [.identity]
    case .transfer:
      wording.basis = .requestForTransfer
      wording.particulars = Particulars(
        parties: [Neighbours.otherReception],
        decision: Bench.decision(by: Boards.chief, under: .requestForTransfer))
      wording.told = [.identity]
    case .currentRequest: wording = Bench.question(in: conversation)
    default: break
    }
    #expect(try await bench.problem(of: wording, from: Bench.reception) == Self.strange)
  }

  @Test func `about somebody protected is not put where the desk is the asker's`() async throws {
    var bench = try await Bench.ofBoards()
    for protection in [Protection.marked, .registered] {
      var wording = Bench.question(in: bench.conversation())
      wording.protection = protection
      #expect(
        try await bench.problem(of: wording, from: Bench.reception)
          == .init(.notPermitted, frame: 3, pointer: "/persons/0/protection"))
    }
    #expect(bench.take(Bench.protectedDesk).delivers.isEmpty)
    var wording = Bench.question(in: bench.conversation())
    wording.protection = .unknown
    #expect(try await bench.say(wording, from: Bench.reception).receipts.count == 1)
    #expect(bench.take(Boards.machine).delivers.map(\.function) == [Boards.unit])
  }

  /// Two boards of one authority, of which the other has the desk.
  @Test func `about somebody protected is for the desk, which answers for its board`() async throws
  {
    var bench = try await Bench(
      at: Town.moment("2026-11-19T09:00:00Z"), directory: Town.directoryOfTwoBoards)
    try await bench.greetAll()
    let asked = Town.board("bostadssamordning")
    let conversation = bench.conversation()
    var wording = Bench.question(to: asked, in: conversation)
    wording.protection = .registered
    let sights = try await bench.sights(of: wording, from: Bench.reception)
    #expect(sights == [Sight(Town.protectedDesk, [.matter, .handling], isWhole: true)])
    let word = Bench.word(
      .current, from: Town.protectedDesk, by: Boards.chief, in: conversation)
    #expect(
      try await bench.sights(of: word, from: Bench.protectedDesk) == [
        Sight(Town.reception, [.matter, .handling, .outcome], isWhole: true)
      ])
  }

  @Test func `leaves nobody who may be looked for`() async throws {
    var (bench, conversation) = try await Self.asked()
    try await bench.say(Bench.word(.current, in: conversation), from: Boards.machine)
    // Whether somebody is current is known to who looked it up; a second question asks again.
    let again = try await bench.say(
      Bench.question(in: bench.conversation()), from: Bench.reception)
    #expect(again.receipts.count == 1)
    #expect(bench.take(Boards.machine).delivers.count == 1)
  }
}
