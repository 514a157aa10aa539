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
    ("protection", .string("some")), ("kind", .string("gossip")), ("kind", .integer(1)),
    ("age", .string("12")), ("age", .integer(12)),
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

  @Test(arguments: [
    ("report.mandatory", "21-and-over", "mottagning-och-socialjour", "No other unit answers"),
    ("contact.early", "21-and-over", "funktionsnedsattning", "The unit answers for this"),
    ("contact.early", "15-17", "mottagning-och-socialjour", "No other unit answers"),
  ])
  func `is answered by the kind and the age, with the reason`(
    kind: String, age: String, unit: String, reason: String
  ) async throws {
    // The shipped directory tells nobody by age.
    let grown = Town.directory {
      $0.replacing("grounds: any, kinds:", with: "grounds: any, ages: [21-and-over], kinds:")
    }
    var bench = try await Bench(directory: grown)
    try await bench.greet(Town.operatorMember, credit: 0)
    let question: KeyValuePairs<String, JSONValue> = [
      "kind": .string(kind), "age": .string(age), "municipality": .string("0581"),
      "target": .string("disability"), "grounds": .array([.string("health")]),
      "protection": .string("none"),
    ]
    guard case .admin(let answer)? = try await bench.ask(question).first else {
      Issue.record("no answer")
      return
    }
    #expect(answer["owner"]?["unit"]?.string == Town.board.text + "." + unit)
    #expect(answer["reason"]?["en"]?.string?.contains(reason) == true)
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
