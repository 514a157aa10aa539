import Admission
import Concerns
import Ledger
import Pipeline
import Routing
import Simulation
import Support
import Testing
import Wire

@Suite struct `An explanation of a delivery` {
  /// Half past nine at night: whoever is on call receives beside the owner.
  private static let night = Town.moment("2026-11-19T20:30:00Z")

  private static func explanation(_ answers: [BrokerCommand]) -> JSONValue {
    guard case .explanation(_, let value)? = answers.last, answers.count == 1 else {
      Issue.record("no explanation: \(answers)")
      return .null
    }
    return value
  }

  /// A report by night, with the owner's delivery and that of whoever is on call.
  private static func reported(
    _ bench: inout Bench, _ change: (inout Wording) -> Void = { _ in }
  ) async throws -> (owner: DeliveryID, onCall: DeliveryID) {
    _ = try await bench.report(change)
    let delivers = bench.take(Bench.reception).delivers
    let owner = try #require(delivers.first { $0.function == Town.reception })
    let onCall = try #require(delivers.first { $0.function == Town.onCall })
    return (owner.delivery, onCall.delivery)
  }

  private static func bench(acts: [RegistryAct] = Town.acts) async throws -> Bench {
    var bench = try await Bench(at: night, acts: acts)
    try await bench.greet(Bench.school)
    try await bench.greet(Bench.reception)
    return bench
  }

  @Test func `tells the owner of each section, by which rule and provision, and why`()
    async throws
  {
    var bench = try await Self.bench()
    let delivery = try await Self.reported(&bench).owner
    let answer = Self.explanation(try await bench.send(.explain(delivery), from: Bench.reception))
    #expect(answer["full"]?.bool == true)
    #expect(answer["kind"]?.string == "report.mandatory" && answer["standing"]?.string == "owner")
    let sections = try #require(answer["sections"]?.array)
    #expect(sections.count > 2 && sections.allSatisfy { $0["shown"]?.bool == true })
    let matter = try #require(sections.first { $0["class"]?.string == "matter" })
    #expect(matter["ground"]?["citation"]?.array?.contains(.string("SoL 19:1")) == true)
    #expect(matter["ground"]?["reason"]?["sv"]?.string?.isEmpty == false)
    #expect(matter["ways"]?.array == [])
    for moment in ["recorded", "handedOver"] {
      #expect(answer[moment]?["law"] == answer["law"], "\(moment)")
      let decided = try #require(answer[moment]?["sections"]?.array)
      #expect(decided.count == sections.count && decided.allSatisfy { $0["ground"] != nil })
    }
  }

  @Test func `tells whoever is on call one sentence and whom to ask`() async throws {
    var bench = try await Self.bench()
    let delivery = try await Self.reported(&bench).onCall
    let answer = Self.explanation(try await bench.send(.explain(delivery), from: Bench.reception))
    #expect(answer.names == ["explain", "full", "sentence", "ask"])
    #expect(answer["full"]?.bool == false)
    let entrances = Town.directory.entrances.map { JSONValue.string($0.function.text) }
    #expect(entrances.contains(answer["ask"]?["function"] ?? .null))
  }

  @Test func `is refused alike for a stranger's delivery and for none`() async throws {
    var bench = try await Self.bench()
    let delivery = try await Self.reported(&bench).owner
    let nobodys = try #require(DeliveryID(wire: "AAAAAAAAAAAAAAAAAAAAAA"))
    let mine = try await bench.send(.explain(delivery), from: Bench.school)
    let none = try await bench.send(.explain(nobodys), from: Bench.school)
    #expect(mine == none && mine.codes == [.unknownDelivery])
  }

  @Test func `is not an operator's to have`() async throws {
    var bench = try await Self.bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let delivery = try await Self.reported(&bench).owner
    let answers = try await bench.send(.explain(delivery), from: Town.operatorMember)
    #expect(answers.codes == [.notPermitted])
  }

  @Test func `tells an inspector what was withheld, and every other recipient the same sentence`()
    async throws
  {
    var bench = try await Self.bench(acts: Town.acts + [Bench.inspector])
    let report = try await bench.report { $0.wantsFeedback = true }
    let night = try #require(
      bench.take(Bench.reception).delivers.first { $0.function == Town.onCall })
    let onCall = Self.explanation(
      try await bench.send(.explain(night.delivery), from: Bench.reception))
    let letter = bench.letter(
      Wording(.feedback, from: Town.reception, in: report.conversation), by: Town.board)
    try await bench.publish(letter, from: Bench.reception)
    try await bench.tell(.received(Bench.peer(Bench.school), ClientCommand.ping.frames(9)))
    let list = try await bench.send(
      .list(.init(function: Town.school.unit, after: nil, limit: 10)), from: Bench.school)
    guard case .list(let labels, _)? = list.last else { throw Missing() }
    let delivery = try #require(labels.first).delivery

    let school = Self.explanation(try await bench.send(.explain(delivery), from: Bench.school))
    #expect(school["full"]?.bool == false && school["sections"] == nil)
    #expect(school == onCall, "what was withheld must not show in what is said of it")

    let answer = Self.explanation(try await bench.inspect(delivery))
    let withheld = try #require(
      answer["sections"]?.array?.first { $0["class"]?.string == "handling" })
    #expect(withheld["shown"]?.bool == false)
    #expect(withheld["ground"]?["rule"]?.string?.isEmpty == false)
    #expect(answer["standing"]?.string == "reporter")

    let act = ClientCommand.admin(.object([.init("act", .string("broker.status"))]))
    try await bench.tell(.received(Bench.inspectorsPeer, act.frames(3)))
    #expect(
      bench.take(Bench.inspectorsPeer.member).codes == [.notPermitted],
      "an inspector operates nothing")
  }

  @Test func `of an age that the number contradicts says so, and what would mend it`()
    async throws
  {
    var bench = try await Self.bench(acts: Town.acts + [Bench.inspector])
    let delivery = try await Self.reported(&bench) {
      $0.number = TestPeople.numbers[3]
      $0.more = [(.identityAgeBand, .object([.init("band", .string("under-12"))]))]
    }.onCall
    let answer = Self.explanation(try await bench.inspect(delivery))
    let band = try #require(
      answer["sections"]?.array?.first { $0["class"]?.string == "identity.age-band" })
    #expect(band["shown"]?.bool == false && band["ways"]?.array == [])
    #expect(band["ground"]?["rule"]?.string == "contradicted")
    #expect(band["ground"]?["reason"]?["sv"]?.string?.hasPrefix("Det allmänna") == true)
    #expect(band["withheldBy"]?.array == [.string("contradicted")])
    #expect(band["unlocks"]?["sv"]?.string?.hasPrefix("En rättelse") == true)
    #expect(band["unlocks"]?["en"]?.string?.hasPrefix("A correction") == true)
    let recorded = try #require(
      answer["recorded"]?["sections"]?.array?.first {
        $0["class"]?.string == "identity.age-band"
      })
    #expect(recorded["ground"] == band["ground"])
  }

  @Test func `has the members that its schema has`() async throws {
    let schema = try JSONScanner.parse(
      Array(Protocols.text(of: "protocols/schemas/explanation.schema.json").utf8))
    func members(_ part: String) -> [String]? {
      schema["$defs"]?[part]?["properties"]?.names.filter { $0 != "because" }
    }
    var bench = try await Self.bench()
    let (owner, onCall) = try await Self.reported(&bench)
    let full = Self.explanation(try await bench.send(.explain(owner), from: Bench.reception))
    let other = Self.explanation(try await bench.send(.explain(onCall), from: Bench.reception))
    let sections = try #require(full["sections"]?.array)
    #expect(full.names == members("full") && other.names == members("other"))
    #expect(sections.allSatisfy { $0.names == members("section") })
    #expect(sections.allSatisfy { $0["ground"]?.names == members("ground") })
    #expect(full["recorded"]?.names == members("decided"))
  }

  @Test func `is on disk before it is given`() async throws {
    var bench = try await Self.bench()
    let delivery = try await Self.reported(&bench).owner
    let before = try await bench.inspections()
    try bench.begin(.explain(delivery), from: Bench.reception)
    try await bench.finish(.look)
    #expect(bench.take(Bench.reception).isEmpty, "nothing is told before it is kept")
    try await bench.settleAll()
    #expect(Self.explanation(bench.take(Bench.reception))["full"]?.bool == true)
    #expect(try await bench.inspections() == before + 1)
  }

  struct Missing: Error {}
}

extension Bench {
  /// An inspector, who comes in at the operators' door.
  fileprivate static let inspectorsPeer = Peer(
    door: .operators, connection: [7], member: member("drift/granskare"))
  fileprivate static let inspector = RegistryAct.addMember(
    Member(
      id: inspectorsPeer.member, curveKey: String(repeating: "g", count: 40), functions: [],
      isInspector: true))

  /// Comes in as an inspector and asks about a delivery.
  fileprivate mutating func inspect(_ delivery: DeliveryID) async throws -> [BrokerCommand] {
    let door = Self.inspectorsPeer
    let hello = ClientCommand.hello(.init(time: now, software: "bench", functions: []))
    try await tell(.received(door, hello.frames(1)))
    take(door.member)
    try await tell(.received(door, ClientCommand.explain(delivery).frames(2)))
    return take(door.member)
  }

  /// How often somebody looked at why a delivery shows what it shows, or at consents.
  func inspections() async throws -> Int {
    try await host.store.entries(
      of: .inspection, after: .start, limit: LedgerPage.limit, fields: []
    ).count
  }
}
