import Concerns
import Simulation
import Testing
import Wire

@Suite struct `Emergencies as an operator sees them` {
  private func answer(
    of bench: inout Bench, _ request: KeyValuePairs<String, String>
  ) async throws -> JSONValue? {
    try await bench.ask(request).compactMap { command in
      if case .admin(let value) = command { value } else { nil }
    }.first
  }

  @Test func `are listed with whose they are and whether somebody has looked`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.greet(Town.operatorMember, credit: 0)
    let empty = try await answer(of: &bench, ["act": "emergency.ls"])
    #expect(empty?["emergencies"]?.array?.isEmpty == true)
    let names = [bench.name(), bench.name(), bench.name()].sorted()
    try await bench.declare(in: conversation, id: names[0])
    try await bench.declare(in: conversation, lasting: .seconds(60), id: names[1])
    try await bench.declare(in: conversation, id: names[2])
    try await bench.review(names[2], as: .unfounded, in: conversation)
    try await bench.wait(.seconds(60))
    let listed = try #require(
      try await answer(of: &bench, ["act": "emergency.ls"])?["emergencies"]?.array)
    #expect(listed.map { $0["emergency"]?.string } == names.map(\.description))
    #expect(listed.map { $0["state"]?.string } == ["open", "expired", "ended"])
    #expect(listed.map { $0["review"]?.string } == ["awaited", "awaited", "unfounded"])
    #expect(listed.allSatisfy { $0["for"]?.string == Town.police.unit.text })
    let said = String(decoding: JSONValue.array(listed).bytes, as: UTF8.self)
    // Neither the worker nor the child.
    #expect(!said.contains("anst-4711"))
    #expect(!said.contains(TestPeople.numbers[0]))
  }

  @Test func `are shown with who was told and until when somebody must look`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.greet(Town.operatorMember, credit: 0)
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    let shown = try #require(
      try await answer(
        of: &bench, ["act": "emergency.show", "emergency": name.description])?["emergency"])
    #expect(shown["head"]?.string == Town.head.text)
    #expect(shown["officer"]?.string == Town.officer.text)
    #expect(shown["conversation"]?.string == conversation.description)
    #expect(shown["due"]?.string == "2026-11-24T22:59:59Z")
    try await bench.review(name, as: .founded, in: conversation)
    let reviewed = try await answer(
      of: &bench, ["act": "emergency.show", "emergency": name.description])?["emergency"]
    #expect(reviewed?["due"] == nil)
    #expect(reviewed?["review"]?.string == "founded")
  }

  @Test(arguments: [
    ["act": "emergency.show"], ["act": "emergency.show", "emergency": "x"],
    ["act": "emergency.show", "emergency": "6f1d2c3b-0a9e-4f8d-9c7b-5a4e3d2c1b0a"],
    ["act": "emergency.ls", "after": "x"],
  ])
  func `are refused where none is named`(request: [String: String]) async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let value = JSONValue.object(
      request.sorted { $0.key < $1.key }.map { .init($0.key, .string($0.value)) })
    let answers = try await bench.send(.admin(value), from: Town.operatorMember)
    #expect(answers.codes == [.badRequest])
  }

  @Test(arguments: ["emergency.ls", "emergency.show"])
  func `are looked at on record, before anything is shown, each time`(act: String) async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.greet(Town.operatorMember, credit: 0)
    let name = bench.name()
    try await bench.declare(in: conversation, id: name)
    let before = try await bench.inspections()
    for count in 1...2 {
      let request: JSONValue = .object([
        .init("act", .string(act)), .init("emergency", .string(name.description)),
      ])
      try bench.begin(.admin(request), from: Town.operatorMember)
      #expect(bench.take(Town.operatorMember).isEmpty, "nothing is shown before it is kept")
      try await bench.settleAll()
      let shown = bench.take(Town.operatorMember).compactMap { command in
        if case .admin(let value) = command { value["act"]?.string } else { nil }
      }
      #expect(shown == [act])
      #expect(try await bench.inspections() == before + count)
    }
    _ = try await bench.ask(["act": "emergency.show", "emergency": "x"])
    #expect(try await bench.inspections() == before + 2, "who saw nothing has looked at nothing")
  }

  @Test func `come a page at a time`() async throws {
    var (bench, conversation) = try await Bench.sharing()
    try await bench.greet(Town.operatorMember, credit: 0)
    let names = [bench.name(), bench.name(), bench.name()].sorted()
    for name in names { try await bench.declare(in: conversation, id: name) }
    func page(_ after: [JSONValue.Member]) -> ClientCommand {
      .admin(
        .object([.init("act", .string("emergency.ls")), .init("limit", .integer(2))] + after))
    }
    var pages: [JSONValue] = []
    for after in [[], [JSONValue.Member("after", .string(names[1].description))]] {
      let answers = try await bench.send(page(after), from: Town.operatorMember)
      pages += answers.compactMap { if case .admin(let value) = $0 { value } else { nil } }
    }
    #expect(pages.map { $0["emergencies"]?.array?.count } == [2, 1])
    #expect(pages.map { $0["next"]?.string } == [names[1].description, nil])
  }
}
