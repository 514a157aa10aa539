import Concerns
import Ledger
import Simulation
import Testing
import Wire

@Suite struct `An operator who looks at consents` {
  private func value(_ answers: [BrokerCommand]) throws -> JSONValue {
    guard case .admin(let value)? = answers.last, answers.count == 1 else {
      Issue.record("no answer: \(answers)")
      return .null
    }
    return value
  }

  private func list(
    _ bench: inout Bench, _ request: KeyValuePairs<String, JSONValue> = [:]
  ) async throws -> JSONValue {
    let members = request.map { JSONValue.Member($0.key, $0.value) }
    return try value(
      try await bench.send(
        .admin(.object([.init("act", .string("consent.ls"))] + members)),
        from: Town.operatorMember))
  }

  private func show(
    _ bench: inout Bench, _ cooperation: ConversationID
  ) async throws -> JSONValue {
    try #require(
      try value(
        try await bench.ask(["act": "consent.show", "cooperation": cooperation.description])
      )["consent"])
  }

  private static func table() async throws -> Bench {
    var bench = try await Bench.table()
    try await bench.greet(Town.operatorMember, credit: 0)
    return bench
  }

  @Test func `sees agencies, classes, form and end, and neither a person nor a small number`()
    async throws
  {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    #expect(try await list(&bench)["consents"]?.array == [])
    try await bench.record(in: conversation)
    let page = try await list(&bench)
    let row = try #require(page["consents"]?.array?.first)
    #expect(page.names == ["act", "consents"])
    #expect(row.names == ["cooperation", "form", "state", "parties", "classes", "until"])
    #expect(row["cooperation"]?.string == conversation.description)
    #expect(row["form"]?.string == "sspf")
    #expect(row["state"]?.string == "open")
    #expect(row["classes"]?.array == [.string("identity"), .string("school")])
    #expect(row["until"]?.string == "2026-12-31T23:00:00Z")
    let shown = try await show(&bench, conversation)
    let waivers = try #require(shown["waivers"]?.array)
    #expect(waivers.map { $0["authority"]?.string } == [Town.school.unit.agency.text])
    #expect(
      waivers.first?.names == ["authority", "state", "parties", "classes", "until"])
  }

  @Test func `sees that sharing has stopped, and not who said no`() async throws {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    try await bench.withdraw(by: Paper.father, in: conversation)
    let shown = try await show(&bench, conversation)
    #expect(shown["state"]?.string == "held")
    #expect(shown["waivers"]?.array?.map { $0["state"]?.string } == ["held"])
    #expect(try await list(&bench)["consents"]?.array?.first?["state"]?.string == "held")
  }

  @Test func `sees how many it is about from five on`() async throws {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    let numbers = [
      "198001022394", "198001122384", "198001222382", "198001312399", "198002102385",
    ]
    for (index, number) in numbers.enumerated() {
      #expect(try await show(&bench, after: index, in: conversation)?["persons"] == nil)
      var paper = Bench.paper
      paper.person = Paper.Human(
        tag: "BBB" + ["A", "B", "C", "D", "E"][index], role: .adult, number: number)
      (paper.guardians, paper.signed) = ([], [paper.person])
      paper.sheet = UInt8(index + 1)
      #expect(try await bench.record(paper, in: conversation).receipts.count == 1)
    }
    #expect(try await show(&bench, conversation)["persons"] == .integer(5))
  }

  /// Nothing is there before the first.
  private func show(
    _ bench: inout Bench, after count: Int, in conversation: ConversationID
  ) async throws -> JSONValue? {
    count == 0 ? nil : try await show(&bench, conversation)
  }

  @Test(arguments: ["consent.ls", "consent.show"])
  func `is on record before anything is shown, each time`(act: String) async throws {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    for count in 1...2 {
      let request: JSONValue = .object([
        .init("act", .string(act)), .init("cooperation", .string(conversation.description)),
      ])
      try bench.begin(.admin(request), from: Town.operatorMember)
      #expect(bench.take(Town.operatorMember).isEmpty, "nothing is shown before it is kept")
      try await bench.settleAll()
      #expect(try value(bench.take(Town.operatorMember))["act"]?.string == act)
      #expect(try await bench.inspections() == count)
    }
    _ = try await bench.ask(["act": "consent.show", "cooperation": "x"])
    #expect(try await bench.inspections() == 2, "who saw nothing has looked at nothing")
  }

  /// A year after the last day of the waiver, in Sweden.
  private static let forgotten = Town.moment("2027-12-31T23:00:00Z")

  @Test func `sees no more of a cooperation a year after its end, also after a restart`()
    async throws
  {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    try await bench.wait(Self.forgotten - bench.now)
    try await bench.greet(Town.operatorMember, credit: 0)
    #expect(try await list(&bench)["consents"]?.array?.first?["state"]?.string == "expired")
    try await bench.wait(.seconds(1))
    #expect(try await list(&bench)["consents"]?.array == [])
    try await bench.greet(Bench.school)
    let answers = try await bench.withdraw(by: Paper.father, in: conversation)
    #expect(answers.codes == [.consentUnknown])
    try await bench.restart()
    try await bench.greet(Town.operatorMember, credit: 0)
    #expect(try await list(&bench)["consents"]?.array == [])
  }

  @Test func `finds a no that was told before its cooperation was forgotten`() async throws {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    try await bench.wait(Self.forgotten - bench.now)
    try await bench.greet(Bench.school)
    let letter = bench.letter(
      Wording(Paper.father, takesBack: Bench.paper, from: Town.school.unit, in: conversation))
    try bench.begin(
      .publish(.init(proof: letter.proof, message: letter.message)), from: Bench.school)
    try await bench.finish(.examine)
    try bench.begin(after: .seconds(1))
    try await bench.settleAll()
    #expect(bench.take(Bench.school).receipts.count == 1)
    try await bench.wait(.seconds(1))
    try await bench.greet(Town.operatorMember, credit: 0)
    #expect(try await list(&bench)["consents"]?.array == [])
    let again = try await bench.record(in: conversation)
    #expect(again.receipts.isEmpty, "who has said no has said it for good")
  }

  @Test func `turns the pages by name`() async throws {
    var bench = try await Self.table()
    var names: [String] = []
    for sheet in UInt8(1)...3 {
      let conversation = bench.conversation()
      var paper = Bench.paper
      paper.sheet = sheet
      try await bench.record(paper, in: conversation)
      names.append(conversation.description)
    }
    names.sort()
    let first = try await list(&bench, ["limit": .integer(2)])
    #expect(first["consents"]?.array?.map { $0["cooperation"]?.string } == [names[0], names[1]])
    #expect(first["next"]?.string == names[1])
    let second = try await list(&bench, ["limit": .integer(2), "after": .string(names[1])])
    #expect(second["consents"]?.array?.map { $0["cooperation"]?.string } == [names[2]])
    #expect(second["next"] == nil)
  }

  @Test(arguments: [
    ("consent.ls", "after", "x", "/after"), ("consent.ls", "limit", "x", "/limit"),
    ("consent.show", "cooperation", "x", "/cooperation"),
    ("consent.show", "cooperation", "f5fa543c-477d-4662-ba3a-b1aadf5afd4e", "/cooperation"),
    ("consent.show", "other", "x", "/cooperation"),
  ])
  func `is told what is wrong with the request`(
    act: String, member: String, text: String, pointer: String
  ) async throws {
    var bench = try await Self.table()
    let problems = try await bench.ask(["act": act, member: text]).problems
    #expect(problems.map(\.code) == [.badRequest])
    #expect(problems.first?.pointer == pointer)
  }

  @Test func `is an operator: a member learns nothing`() async throws {
    var bench = try await Self.table()
    let conversation = bench.conversation()
    try await bench.record(in: conversation)
    for act in ["consent.ls", "consent.show"] {
      let answers = try await bench.send(
        .admin(
          .object([
            .init("act", .string(act)), .init("cooperation", .string(conversation.description)),
          ])), from: Bench.school)
      #expect(answers.codes == [.notPermitted])
    }
  }
}
