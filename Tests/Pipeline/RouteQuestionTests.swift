import Concerns
import Simulation
import Testing
import Wire

@Suite struct `An operator's question about a route` {
  @Test(arguments: [
    ("at", JSONValue.string("yesterday")), ("at", .string("2026-11-21T20:00:00")),
    ("at", .integer(7)), ("grounds", .array([.string("absence"), .string("absense")])),
    ("grounds", .array([.integer(1)])), ("grounds", .string("absence")),
    ("municipality", .string("58")), ("municipality", .integer(581)),
    ("area", .string("Å")), ("area", .bool(true)), ("target", .string("dog")),
    ("protection", .string("some")),
  ])
  func `is refused with what is wrong, and never answered as another question`(
    member: String, value: JSONValue
  ) async throws {
    var bench = try await Bench()
    try await bench.greet(Town.operatorMember, credit: 0)
    let answers = try await bench.ask([member: value])
    guard case .problem(let problem, nil)? = answers.first else {
      Issue.record("answered: \(answers)")
      return
    }
    #expect(problem.code == .badRequest)
    #expect(problem.pointer == "/" + member)
    #expect(answers.count == 1)
  }

  @Test(arguments: [
    ("2026-11-19T09:00:00Z", Town.reception), ("2026-11-19T21:00:00Z", Town.onCall),
  ])
  func `is answered as of the moment it names`(at: String, duty: FunctionID) async throws {
    var bench = try await Bench(at: Town.moment("2026-11-19T12:00:00Z"))
    try await bench.greet(Town.operatorMember, credit: 0)
    let answers = try await bench.ask([
      "at": .string(at), "municipality": .string("unknown"),
      "grounds": .array([.string("absence")]),
    ])
    guard case .admin(let answer)? = answers.first else {
      Issue.record("no answer: \(answers)")
      return
    }
    #expect(answer["duty"]?.string == duty.text)
  }
}

extension Bench {
  fileprivate mutating func ask(
    _ question: KeyValuePairs<String, JSONValue>
  ) async throws -> [BrokerCommand] {
    let members: [JSONValue.Member] =
      [.init("act", .string("route.test"))] + question.map { .init($0.key, $0.value) }
    return try await send(.admin(.object(members)), from: Town.operatorMember)
  }
}
