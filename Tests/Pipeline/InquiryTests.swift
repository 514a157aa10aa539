import Concerns
import Ledger
import Routing
import Simulation
import Testing
import Wire

/// The board has opened an inquiry and asks those bound by SoL 19:1 (SoL 20:6).
@Suite struct `A request of an open inquiry` {
  private let inquiry = Town.name("0c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a001", InquiryID.init(_:))
  private let other = Town.name("0c9a36d2-59c2-4f5f-9d0e-6a3a5ac7a002", InquiryID.init(_:))

  /// Its digits are written like the number of somebody born in 1830.
  private let likeNumber = Town.name("18300512-0013-4f5f-9d0e-6a3a5ac7a003", InquiryID.init(_:))

  private func request(
    in conversation: ConversationID, to parties: [FunctionID] = [Town.school.unit],
    of inquiry: InquiryID? = nil
  ) -> Wording {
    var wording = Wording(.inquiryRequest, from: Town.reception, in: conversation)
    wording.particulars = Particulars(parties: parties, inquiry: inquiry ?? self.inquiry)
    wording.told = [.identity, .narrative, .socialServices]
    return wording
  }

  private func response(
    from unit: FunctionID = Town.school.unit, in conversation: ConversationID,
    to parties: [FunctionID] = [Town.reception]
  ) -> Wording {
    var wording = Wording(.inquiryResponse, from: unit, in: conversation)
    wording.particulars = Particulars(parties: parties)
    wording.told = [.school, .pupilHealth, .childView]
    return wording
  }

  @Test func `tells whoever is asked what is asked and about whom, and nobody anything else`()
    async throws
  {
    var bench = try await Bench()
    try await bench.greetAll()
    let sights = try await bench.sights(
      of: request(in: bench.conversation(), to: [Town.school.unit, Town.preschool.unit]),
      from: Bench.reception)
    let asked: Set<DataClass> = [.matter, .identity, .narrative, .socialServices]
    #expect(sights == [Sight(Town.school.unit, asked), Sight(Town.preschool.unit, asked)])
  }

  @Test func `is taken in training whatever its name looks like`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.reception)
    let request = request(in: bench.conversation(), of: likeNumber)
    #expect(try await bench.say(request, from: Bench.reception).codes.isEmpty)
  }

  @Test(arguments: GuardianNotice.allCases)
  func `tells whoever is asked when a guardian may not know`(notice: GuardianNotice) async throws {
    var bench = try await Bench()
    for member in [Bench.reception, Bench.school] { try await bench.greet(member) }
    var wording = request(in: bench.conversation())
    wording.guardians = notice
    try await bench.say(wording, from: Bench.reception)
    let deliver = try #require(bench.take(Bench.school).delivers.first)
    #expect(try !Bench.sight(deliver).classes.contains(.handling))
    #expect(deliver.obligations == (notice == .mayBeTold ? [] : [.withholdFromGuardians]))
  }

  @Test func `is owned by the unit that asks, with nobody's clock`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    try await bench.say(request(in: bench.conversation()), from: Bench.reception)
    let noted = bench.host.store.noted
    let delivery = try #require(noted.deliveries.keys.first)
    let parcel = try #require(try await bench.host.reader.parcel(delivery))
    #expect(parcel.facts.owner.function == Town.reception)
    #expect(parcel.recipient.standing == .participant)
    #expect(noted.clocks.isEmpty)
  }

  @Test func `shows the same after a crash`() async throws {
    var bench = try await Bench()
    try await bench.greet(Bench.reception)
    try await bench.say(request(in: bench.conversation()), from: Bench.reception)
    try await bench.restart()
    try await bench.greet(Bench.school)
    let sights = try bench.take(Bench.school).delivers.map(Bench.sight)
    #expect(
      sights == [Sight(Town.school.unit, [.matter, .identity, .narrative, .socialServices])])
  }

  @Test func `is answered to the unit that asked, whole, without a waiver`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let conversation = bench.conversation()
    try await bench.say(request(in: conversation), from: Bench.reception)
    let sights = try await bench.sights(of: response(in: conversation), from: Bench.school)
    #expect(
      sights == [
        Sight(
          Town.reception, [.matter, .handling, .school, .pupilHealth, .childView], isWhole: true)
      ])
  }

  @Test func `is answered by nobody who was not asked`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let conversation = bench.conversation()
    try await bench.say(request(in: conversation), from: Bench.reception)
    let uninvited = response(from: Town.preschool.unit, in: conversation)
    let problem = try await bench.problem(of: uninvited, from: Bench.preschool)
    #expect(problem == .init(.unknownConversation, frame: 3, pointer: "/conversation"))
    // The answer to a question that nobody asked is the same.
    let unasked = response(from: Town.preschool.unit, in: bench.conversation())
    #expect(try await bench.problem(of: unasked, from: Bench.preschool) == problem)
  }

  @Test(arguments: [
    [Town.protectedDesk], [Town.police.unit], [Town.reception, Town.police.unit],
  ])
  func `is answered to nobody but whoever asked`(parties: [FunctionID]) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let conversation = bench.conversation()
    try await bench.say(request(in: conversation), from: Bench.reception)
    let problem = try await bench.problem(
      of: response(in: conversation, to: parties), from: Bench.school)
    #expect(problem == .init(.notPermitted, frame: 3, pointer: "/to"))
  }

  @Test func `names one inquiry for the whole conversation`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let conversation = bench.conversation()
    try await bench.say(request(in: conversation), from: Bench.reception)
    var second = request(in: conversation)
    second.particulars = Particulars(parties: [Town.school.unit], inquiry: other)
    let problem = try await bench.problem(of: second, from: Bench.reception)
    #expect(problem == .init(.badHandling, frame: 3, pointer: "/inquiry"))
  }

  @Test func `about what the board owns may go out in the conversation of a report`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let report = try await bench.report()
    let sights = try await bench.sights(
      of: request(in: report.conversation, to: [Town.preschool.unit]), from: Bench.reception)
    #expect(sights.map(\.function) == [Town.preschool.unit])
    // Being asked something lets nobody into the report's own conversation.
    var intruder = Wording(
      .reportMandatory, from: Town.preschool.unit, in: report.conversation)
    intruder.sent = bench.now
    let problem = try await bench.problem(of: intruder, from: Bench.preschool)
    #expect(problem?.code == .unknownConversation)
  }

  @Test func `is not for an agency that has no inquiry`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = request(in: bench.conversation(), to: [Town.preschool.unit])
    wording.unit = Town.school.unit
    let problem = try await bench.problem(of: wording, from: Bench.school)
    #expect(problem?.code == .kindNotLawful)
  }

  @Test(arguments: [
    (Town.association.unit, ProblemCode.kindNotLawful, "/kind"),
    (Town.walled, .kindNotLawful, "/kind"),
    (Town.board("kansliet"), .unknownUnit, "/to/0"),
    (Town.name("okand.rektor", FunctionID.init(_:)), .unknownUnit, "/to/0"),
    (Town.name("skola.kurator", FunctionID.init(_:)), .unknownUnit, "/to/0"),
    (Town.reception, .badHandling, "/to/0"),
  ])
  func `goes to those bound by the duty, whom the directory or the register knows`(
    party: FunctionID, code: ProblemCode, pointer: String
  ) async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    let problem = try await bench.problem(
      of: request(in: bench.conversation(), to: [party]), from: Bench.reception)
    #expect(problem?.code == code)
    #expect(problem?.pointer == pointer)
  }

  @Test func `does not exclude whom it addresses`() async throws {
    var bench = try await Bench()
    try await bench.greetAll()
    var wording = request(in: bench.conversation())
    wording.excluded = [Town.school.agency.text]
    let problem = try await bench.problem(of: wording, from: Bench.reception)
    #expect(problem == .init(.badHandling, frame: 3, pointer: "/excluded"))
  }
}
